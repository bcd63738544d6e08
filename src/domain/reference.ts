/** What documentation becomes once it is read: references, index blocks, decision trees, the catalog. */

/** A markdown file as the world hands it in. */
export interface SourceDocument {
  /** Path relative to the root, with `/`. */
  readonly path: string;
  /** The whole file, front matter included. */
  readonly text: string;
  /** Name of the root the path is relative to (default: `''`, one root for all). */
  readonly root?: string;
}

/** `skill` is a SKILL.md; `index` an INDEX.md, or a file that says `type: index`; `reference` every other file. */
export type ReferenceKind = 'skill' | 'index' | 'reference';

/** One markdown file an agent can be sent to. */
export interface Reference {
  /** Unique in the catalog: the path, with the root's folder name in front where two roots share a path. */
  readonly id: string;
  /** Path relative to the root, with `/`. */
  readonly path: string;
  /** The root as the caller named it. */
  readonly root: string;
  readonly kind: ReferenceKind;
  /** `name` of the front matter; without one the name of the file, or of its folder for SKILL.md and INDEX.md. */
  readonly name: string;
  /** `title` of the front matter; without one the first level-1 heading; without one the name. */
  readonly title: string;
  /** `description` of the front matter, or `''`. */
  readonly description: string;
  /** `triggers` as written, one string an item: an item may hold several phrases. */
  readonly triggers: readonly string[];
  /** Requests that belong here. */
  readonly examples: readonly string[];
  /** Requests or topics that do not belong here. */
  readonly notFor: readonly string[];
  /** Globs of the files it is about, from `paths`, `globs` or `applyTo`. */
  readonly globs: readonly string[];
  /**
   * How it comes to be read: `routed` to, as most are; `always`, by itself (`alwaysApply: true`), so that nobody needs to be sent
   * to it; `by-name`, when a person calls it (`disable-model-invocation: true`), so that nobody may be.
   */
  readonly reading: 'routed' | 'always' | 'by-name';
  /** Whether a person can call it by its name: false for `user-invocable: false`. */
  readonly forPeople: boolean;
  /** Text of every heading, in order. */
  readonly headings: readonly string[];
  /** The markdown after the front matter, without generated index blocks and decision trees. */
  readonly body: string;
  /** True when only an index entry is known of it: there is no text to read. */
  readonly entryOnly: boolean;
  /** How many roots come before its own in the order of trust; absent for the first. */
  readonly rootsBefore?: number;
  /** What it is routed by, where references of earlier roots say the rest of it; absent where all of it is its own. */
  readonly own?: OwnWords;
}

/** The words of a reference that no reference of an earlier root says. */
export interface OwnWords {
  /** What is left of name and path; absent where they stay. */
  readonly name?: string | undefined;
  /** `''` when it is not its own. */
  readonly title: string;
  readonly description: string;
  readonly triggers: readonly string[];
  readonly examples: readonly string[];
  readonly headings: readonly string[];
  /** What is left of the body; absent where it stays. */
  readonly body?: string | undefined;
  /** Ids of the references that say the rest, in code-point order. */
  readonly from: readonly string[];
}

/** One line of an index block. */
export interface IndexEntry {
  /** The link as written, e.g. `./dbt-cloud.md`. */
  readonly link: string;
  /** The link's text. */
  readonly text: string;
  /** Everything after the link and its dash, as written. */
  readonly rest: string;
  readonly description: string;
  readonly triggers: readonly string[];
  /** Line of the entry in its file, from 1. */
  readonly line: number;
}

/** The machine-written list between a BEGIN and an END marker. */
export interface IndexBlock {
  /** `''` for the plain markers, otherwise what follows the colon in `BEGIN GENERATED INDEX: name`. */
  readonly name: string;
  readonly entries: readonly IndexEntry[];
  /** Offset after the BEGIN marker and what is written behind it on its line. */
  readonly start: number;
  /** Offset of the first character of the END marker. */
  readonly end: number;
  /** Line of the BEGIN marker, from 1. */
  readonly line: number;
}

/** A place a branch points at. */
export interface Target {
  /** Path or anchor as written: relative to the file the tree stands in. */
  readonly path: string;
  /** The link's text, or the path. */
  readonly text: string;
}

/** One way out of a decision tree. */
export interface Branch {
  /** What must hold to take it, as the author wrote it. */
  readonly condition: string;
  readonly targets: readonly Target[];
  readonly branches: readonly Branch[];
  /** Line in the file, from 1. */
  readonly line: number;
  /** What to do instead of opening a file, when the branch says so: "use curl", "continue to step 3". */
  readonly outcome?: string;
}

/** A line of a tree that is half a branch: it asks and leads nowhere, or leads somewhere and does not say when. */
export interface TreeGap {
  readonly lacks: 'condition' | 'target';
  /** What the line says. */
  readonly text: string;
  /** Line in the file, from 1. */
  readonly line: number;
}

/** A section of a document that says which reference to open when. */
export interface DecisionTree {
  readonly heading: string;
  readonly branches: readonly Branch[];
  /** What nobody can follow, in the order of lines. */
  readonly gaps: readonly TreeGap[];
  /** Line of the heading, from 1. */
  readonly line: number;
}

/** A branch with its conditions from the root of the tree down, and its targets found in the catalog. */
export interface ResolvedBranch {
  /** Reference the tree stands in. */
  readonly owner: string;
  /** Heading of the tree. */
  readonly heading: string;
  /** Line in the owner's file, from 1. */
  readonly line: number;
  /** Conditions from the outermost to this branch's own; questions answered with "No" are left out. */
  readonly conditions: readonly string[];
  /** References the branch leads to, in the order they are named. */
  readonly targets: readonly string[];
  /** True when it points back at its own file ("pick from the index below"). */
  readonly fallback: boolean;
}

/** All valid references and trees of one or several roots. Immutable. */
export interface Catalog {
  /** In id order. */
  readonly references: readonly Reference[];
  /** Decision trees by the reference they stand in. */
  readonly trees: ReadonlyMap<string, readonly DecisionTree[]>;
  /** Every branch that leads somewhere, in document order. */
  readonly branches: readonly ResolvedBranch[];
  /** The words index entries add to what the front matter of their reference says, by id. */
  readonly entryTexts: ReadonlyMap<string, readonly string[]>;
  /** The index or skill each reference belongs to, by id. */
  readonly parents: ReadonlyMap<string, string>;
}
