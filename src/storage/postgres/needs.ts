/** What one request needs of a store. */

import type { BatchLoader } from './batch-loader.ts';
import type { FieldLists } from './blocks.ts';
import type { StoredDocument } from './stored-document.ts';
import type { TermCount } from './term-counts.ts';

/** What a request needs of the store. */
export interface Needs {
  readonly counts: BatchLoader<string, TermCount>;
  readonly lists: BatchLoader<string, FieldLists>;
  /** By term and number of edits, as `nearKey` writes them: terms near it, with the number of documents that hold each. */
  readonly near: BatchLoader<string, ReadonlyMap<string, number>>;
  /** By place. */
  readonly documents: BatchLoader<number, StoredDocument>;
  /** The place of an id; -1 for one the version does not have. */
  readonly places: BatchLoader<string, number>;
}
