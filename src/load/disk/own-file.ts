/** Reads a file that is believed only where nobody but its user could have written it. */

import { dirname } from 'node:path';
import { whyFolderNotOurs, whyNotOurs } from './own-folder.ts';
import { readFile } from './read-file.ts';

/**
 * Read a file of our own.
 *
 * That its name may be guessed does no harm: nobody else can put anything into the folder it has to lie in.
 *
 * @param path
 *   With every link resolved.
 * @param most
 *   A larger file is not read, in bytes.
 * @returns
 *   What stands in it; `undefined` where there is no file, or none that can be believed: a link, a pipe, one that another user
 *   owns or may write to, one with a second name, or any in a folder that is not ours alone. Never throws.
 * @example
 *   readOwnFile('/home/ada/.cache/signpost/conversations/0123456789abcdef.json', 65_536)?.toString('utf8');
 */
export function readOwnFile(path: string, most: number): Buffer | undefined {
  if (whyFolderNotOurs(dirname(path)) !== undefined) return undefined;
  try {
    const { bytes, stats } = readFile(path, { most });
    // A file with a second name is one that somebody linked here.
    return whyNotOurs(stats) === undefined && stats.nlink === 1 ? bytes : undefined;
  } catch {
    return undefined;
  }
}
