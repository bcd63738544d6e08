/** What generating index blocks came to. */

import type { VFileMessage } from 'vfile-message';

/**
 * `unchanged`: says what it should. `updated`: rewritten. `created`: was not there and was written. `drift`: would be
 * rewritten or created. `error`: cannot be read or generated.
 */
export type IndexStatus = 'unchanged' | 'updated' | 'created' | 'drift' | 'error';

/** How large an index file is, front matter and all. */
export interface IndexSize {
  /** Unicode characters. */
  readonly characters: number;
  readonly lines: number;
  /** An estimate from the lengths of words, whatever the model. */
  readonly tokens: number;
}

/** One index file of a run. */
export interface IndexFileResult {
  /** Relative to its root, with `/`. */
  readonly path: string;
  readonly root: string;
  readonly status: IndexStatus;
  /** Of the file as it is after the run, or would be if it is still to be created; zeros for one that cannot be read. */
  readonly size: IndexSize;
  readonly messages: readonly VFileMessage[];
}

/** A run over one or several roots. */
export interface IndexResult {
  /** Every file with an index block or a broken one, in path order. */
  readonly files: readonly IndexFileResult[];
}

/** How entries are written; `auto` takes each block's own style. */
export type IndexStyle = 'auto' | 'path' | 'title' | 'table';
