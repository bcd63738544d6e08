/** Lists a folder that may be a stranger's: the one at its path, and not where a link in its place leads. */

import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync } from 'node:fs';
import { codeOf } from './code-of.ts';
import { FileRefused, isAt, placeOf } from './read-file.ts';

/** What is in a folder, by an absolute path with every link resolved. Throws as `readdirSync` does. */
export type ListFolder = (folder: string) => readonly ListedEntry[];

/** What `readdirSync` tells of an entry, as far as it is asked. Whoever uses the package's types may not have those of Node. */
export interface ListedEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/**
 * List a folder.
 *
 * @param path
 *   Absolute, with every link resolved.
 * @returns
 *   What is in it, in the order of the disk.
 * @throws {FileRefused}
 *   When something else stands at the path now.
 * @throws {Error}
 *   As `readdirSync` does: `ENOENT`, `EACCES`, `ENOTDIR`.
 */
export function listFolder(path: string): Dirent[] {
  // Windows opens no folder.
  if (process.platform === 'win32') return readdirSync(path, { withFileTypes: true });
  const descriptor = open(path);
  try {
    // By the descriptor where that is possible: what is listed is what was looked at.
    const place = placeOf(descriptor);
    if (place !== undefined) {
      if (place !== path) throw new FileRefused(path, 'moved');
      return readdirSync(`/proc/self/fd/${descriptor}`, { withFileTypes: true });
    }
    const stats = fstatSync(descriptor);
    // Before, so that nothing is waited for elsewhere; afterwards, because it may have been swapped meanwhile.
    if (!isAt(path, descriptor, stats)) throw new FileRefused(path, 'moved');
    const entries = readdirSync(path, { withFileTypes: true });
    if (!isAt(path, descriptor, stats)) throw new FileRefused(path, 'moved');
    return entries;
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    if (codeOf(error) === 'ELOOP') throw new FileRefused(path, 'moved');
    throw error;
  }
}
