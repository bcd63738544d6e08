/** A part of a reference, as a reader with a budget takes it. */

/** Which part of a reference to read. */
export interface ExcerptOptions {
  /** A heading, as it reads or as its anchor (`notes-1` for the second `Notes`): the part from there to the next heading of its depth (default: all but the front matter). */
  readonly section?: string;
  /** Characters of that part that were read before: `next` of the excerpt before (0 or more; default: 0). */
  readonly from?: number;
  /** About how many tokens to give, cut at the end of a line (1 to 1,000,000; default: all). */
  readonly maxTokens?: number;
}

/** What was read. */
export interface Excerpt {
  readonly id: string;
  /** The heading as the document has it; absent for the whole text. */
  readonly section?: string;
  readonly text: string;
  /** Estimated tokens of `text`. */
  readonly tokens: number;
  /** Estimated tokens of what comes after it; 0 at the end. */
  readonly tokensLeft: number;
  /** Where to go on, as `from`; absent at the end. */
  readonly next?: number;
}

/** Where the parts of a document begin. */
export interface Outline {
  /** Offset of what is read: behind the front matter. */
  readonly start: number;
  /** In order. */
  readonly headings: readonly OutlineHeading[];
}

/** A heading. */
interface OutlineHeading {
  /** 1 to 6. */
  readonly depth: number;
  /** Without marks. */
  readonly text: string;
  /** Offset of its line, from where reading starts. */
  readonly start: number;
}
