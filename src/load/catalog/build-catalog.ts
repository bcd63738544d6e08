/** Documents → catalog: every reference in its place, links and branches resolved, every problem a message. */

import type { VFileMessage } from 'vfile-message';
import type {
  Catalog,
  DecisionTree,
  IndexEntry,
  Reference,
  ResolvedBranch,
  SourceDocument,
} from '../../domain/reference.ts';
import { reportFileMessage, reportMessage } from '../../domain/report-message.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../markdown/parse-document.ts';
import { compareEntry } from './entries.ts';
import { referencesFromEntries } from './index-alone.ts';
import { byCodePoint, isIndexFile, isSkillFile, parentsOf, referencePaths } from './layout.ts';
import { createLocator, type Locator } from './locate.ts';
import { createNamer, type Namer } from './names.ts';
import { type Trust, trustAfter } from './own-words.ts';
import { reportPathCase } from './path-case.ts';
import { referenceOf } from './reference-of.ts';
import { resolveBranches } from './resolve-branches.ts';

/** A document that was read for a catalog. */
export interface CatalogDocument {
  /** Relative to its root, with `/`. */
  readonly path: string;
  /** As it came in. */
  readonly text: string;
  readonly parsed: ParsedDocument;
  /** What it became; `undefined` when an earlier root has it already. */
  readonly reference: Reference | undefined;
}

/** A catalog, the documents it was made from, and what was wrong with them. */
export interface BuiltCatalog {
  readonly catalog: Catalog;
  /** In the order of roots, then paths. */
  readonly documents: readonly CatalogDocument[];
  /** The text of each reference as it came in, by id. */
  readonly texts: ReadonlyMap<string, string>;
  /** In the order of roots, then paths; those of one document in the order they were met. */
  readonly messages: readonly VFileMessage[];
}

/** Reads a document. */
export type ParseDocument = (document: SourceDocument) => ParsedDocument;

/** A document that became a reference. */
interface Placed {
  readonly reference: Reference;
  readonly parsed: ParsedDocument;
}

/**
 * Build a catalog.
 *
 * Pure: the same documents give the same catalog, whatever their order within a root.
 *
 * @param documents
 *   Markdown files. Roots are taken in the order they first appear: where two have the same name, the first wins, and what a
 *   reference says in the words of an earlier root's it is not routed by.
 * @param parse
 *   Reads a document (default: markdown, anew each time). Messages are added to what it gives.
 * @returns
 *   The catalog of every document that can be read. Never throws: what is wrong is in `messages`.
 * @example
 *   buildCatalog([{ path: 'INDEX.md', text: '# Index' }]).catalog.references.length; // 1
 */
export function buildCatalog(
  documents: readonly SourceDocument[],
  parse: ParseDocument = parseMarkdownDocument,
): BuiltCatalog {
  const namer = createNamer();
  const twice: VFileMessage[] = [];
  const state: State = {
    references: [],
    texts: new Map(),
    documents: [],
    trees: new Map(),
    branches: [],
    entryTexts: new Map(),
    parents: new Map(),
  };
  for (const [at, [root, files]] of [...byRoot(documents, twice)].entries()) {
    addRoot(state, namer, root, files, parse, trustAfter(state.references, at));
  }
  const { references, trees, branches, entryTexts, parents, texts, documents: read } = state;
  references.sort((a, b) => byCodePoint(a.id, b.id));
  const messages = [...twice, ...read.flatMap(({ parsed }) => parsed.file.messages)];
  return { catalog: { references, trees, branches, entryTexts, parents }, documents: read, texts, messages };
}

interface State {
  readonly references: Reference[];
  readonly texts: Map<string, string>;
  readonly documents: CatalogDocument[];
  readonly trees: Map<string, readonly DecisionTree[]>;
  readonly branches: ResolvedBranch[];
  readonly entryTexts: Map<string, string[]>;
  readonly parents: Map<string, string>;
}

const TWICE = 'Unexpected second document at this path, expected one: the first was read';

function byRoot(documents: readonly SourceDocument[], twice: VFileMessage[]): Map<string, Map<string, string>> {
  const roots = new Map<string, Map<string, string>>();
  for (const { path, text, root = '' } of documents) {
    const files = roots.get(root) ?? new Map<string, string>();
    if (files.has(path)) twice.push(reportFileMessage(root === '' ? path : `${root}/${path}`, 'duplicate-name', TWICE));
    else files.set(path, text);
    roots.set(root, files);
  }
  return roots;
}

function addRoot(
  state: State,
  namer: Namer,
  root: string,
  files: Map<string, string>,
  parse: ParseDocument,
  trust: Trust | undefined,
): void {
  const members = referencePaths([...files.keys()]);
  const parentPaths = parentsOf(members);
  const parsedByPath = new Map(members.map((path) => [path, parse({ root, path, text: files.get(path) ?? '' })]));
  reportPathCase(parsedByPath);
  const placed = new Map<string, Placed>();
  // Heads first: whether a file is left out with its skill is known only when the skill has its place.
  const heads = new Set(members.filter(isHead));
  for (const path of [...heads, ...members.filter((member) => !heads.has(member))]) {
    const parsed = parsedByPath.get(path);
    if (!parsed) continue;
    const owner = placed.get(parentPaths.get(path) ?? '')?.reference;
    const named = namer.place(readAs(owner, referenceOf(root, path, parsed)), parsed.file, owner);
    if (!named) continue;
    const reference = trust?.heard(named) ?? named;
    placed.set(path, { reference, parsed });
    state.texts.set(reference.id, files.get(path) ?? '');
  }
  for (const [path, parsed] of parsedByPath) {
    state.documents.push({ path, text: files.get(path) ?? '', parsed, reference: placed.get(path)?.reference });
  }
  addPlaced(state, namer, files, [...placed.values()], parentPaths, trust);
}

/** What a person has to call by its name takes all that belongs to it along. */
function readAs(owner: Reference | undefined, reference: Reference): Reference {
  return owner?.reading === 'by-name' ? { ...reference, reading: 'by-name' } : reference;
}

function isHead(path: string): boolean {
  return isSkillFile(path) || isIndexFile(path);
}

function addPlaced(
  state: State,
  namer: Namer,
  files: ReadonlyMap<string, string>,
  placed: readonly Placed[],
  parentPaths: ReadonlyMap<string, string>,
  trust: Trust | undefined,
): void {
  const known = new Set(files.keys());
  const virtual: Reference[] = [];
  for (const { reference, parsed } of placed) {
    for (const entry of referencesFromEntries(reference, parsed, files)) {
      // Two indexes may list one file.
      if (known.has(entry.path)) continue;
      known.add(entry.path);
      const named = namer.place(entry, parsed.file);
      if (named) virtual.push(trust?.heard(named) ?? named);
    }
  }
  const references = [...placed.map(({ reference }) => reference), ...virtual];
  for (const reference of references) state.references.push(reference);
  linkParents(state, references, parentPaths);
  const locator = createLocator(references);
  for (const { reference, parsed } of placed) {
    for (const entry of parsed.blocks.flatMap(({ entries }) => entries))
      addEntry(state, locator, reference, parsed, entry, trust);
    if (parsed.trees.length === 0) continue;
    state.trees.set(reference.id, parsed.trees);
    for (const branch of resolveBranches(reference, parsed, locator)) {
      if (!trust?.isCopied(branch.conditions.join('\n'))) state.branches.push(branch);
    }
  }
}

function linkParents(state: State, references: readonly Reference[], paths: ReadonlyMap<string, string>): void {
  const ids = new Map(references.map(({ path, id }) => [path, id]));
  for (const { id, path } of references) {
    const parent = ids.get(paths.get(path) ?? '');
    if (parent !== undefined) state.parents.set(id, parent);
  }
}

/** An entry lends its words to the file it names, and makes its index the parent of a file that has none. */
function addEntry(
  state: State,
  locator: Locator,
  index: Reference,
  parsed: ParsedDocument,
  entry: IndexEntry,
  trust: Trust | undefined,
): void {
  const named = locator.link(index, entry.link);
  if (!named) {
    const reason = `Unexpected entry \`${entry.link}\`, expected a file that exists`;
    reportMessage(parsed.file, 'index-entry-missing', reason, { line: entry.line, column: 1 });
    return;
  }
  if (!state.parents.has(named.id) && !isAbove(state.parents, named.id, index.id))
    state.parents.set(named.id, index.id);
  if (named.entryOnly) return;
  const added = compareEntry(named, entry, parsed.file).filter((text) => !trust?.isCopied(text));
  if (added.length === 0) return;
  const known = state.entryTexts.get(named.id);
  if (known) for (const text of added) known.push(text);
  else state.entryTexts.set(named.id, added);
}

/** Whether a reference is another one, or what that belongs to: it cannot belong to it in turn. */
function isAbove(parents: ReadonlyMap<string, string>, id: string, other: string): boolean {
  for (let at: string | undefined = other; at !== undefined; at = parents.get(at)) if (at === id) return true;
  return false;
}
