/** What generating index blocks came to. */

import type { VFileMessage } from 'vfile-message';

/** `unchanged`: as generated. `updated`: rewritten. `drift`: would be rewritten. `error`: cannot be generated. */
export type IndexStatus = 'unchanged' | 'updated' | 'drift' | 'error';

/** One index file of a run. */
export interface IndexFileResult {
  /** Relative to its root, with `/`. */
  readonly path: string;
  readonly root: string;
  readonly status: IndexStatus;
  readonly messages: readonly VFileMessage[];
}

/** A run over one or several roots. */
export interface IndexResult {
  /** Every file with an index block or a broken one, in path order. */
  readonly files: readonly IndexFileResult[];
}

/** How entries are written; `auto` takes each block's own style. */
export type IndexStyle = 'auto' | 'path' | 'title';
