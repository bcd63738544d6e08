/** Lists a folder that may be a stranger's: the one at its path, and not where a link in its place leads. */

import { closeSync, constants, type Dirent, fstatSync, openSync, readdirSync } from 'node:fs';
import { FileRefused, isAt, placeOf } from './read-file.ts';

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
    if (!isAt(path, descriptor, fstatSync(descriptor))) throw new FileRefused(path, 'moved');
    // By the descriptor where that is possible: what is listed is what was looked at.
    const own = placeOf(descriptor) === undefined ? path : `/proc/self/fd/${descriptor}`;
    return readdirSync(own, { withFileTypes: true });
  } finally {
    closeSync(descriptor);
  }
}

function open(path: string): number {
  try {
    return openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ELOOP') throw new FileRefused(path, 'moved');
    throw error;
  }
}
