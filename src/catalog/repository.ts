/** The repository a folder stands in, and which paths are below a folder. */

import { existsSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';

/**
 * The folders from one up to the top of its repository: the nearest that holds a `.git`, whatever that is.
 *
 * @param folder
 *   With every link resolved.
 * @param asked
 *   Takes the paths whose being there decided.
 * @returns
 *   That folder first; `undefined` when it stands in no repository.
 */
export function foldersToTop(folder: string, asked: string[] = []): string[] | undefined {
  const folders: string[] = [];
  for (let at = folder; ; at = dirname(at)) {
    folders.push(at);
    const git = join(at, '.git');
    asked.push(git);
    if (existsSync(git)) return folders;
    if (dirname(at) === at) return undefined;
  }
}

/** Whether a path is a folder or below it, both with every link resolved. */
export function isInside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
