/** Files of others written whole, all of them or none. */

import { replaceFiles } from './index-blocks/replace-files.ts';

/** A file to replace or to create. */
interface FileChange {
  readonly path: string;
  /** What it held when it was read, `undefined` when it was not there. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * Write files.
 *
 * @param changes
 *   None of them is fine.
 * @throws {SignpostError}
 *   `SIGNPOST_WRITE_FAILED`, when one cannot be written, or was changed since it was read: all are as they were.
 */
export function writeTogether(changes: readonly FileChange[]): void {
  replaceFiles(changes);
}
