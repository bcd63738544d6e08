/** The repository a folder stands in, the home of its user, and which paths are below a folder. */

import { existsSync, realpathSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join, parse, sep } from 'node:path';

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

/**
 * The home of the user who runs this, when a folder is that user's: as the system knows it, and not as a variable says.
 *
 * @param folder
 *   With every link resolved.
 * @returns
 *   With every link resolved; `undefined` when the folder is somebody else's, for a user whom the system has no name for, and for the home
 *   of a service that is everything.
 */
export function homeOf(folder: string): string | undefined {
  try {
    const user = process.getuid?.();
    if (user !== undefined && statSync(folder).uid !== user) return undefined;
    const home = realpathSync.native(userInfo().homedir);
    return home === parse(home).root ? undefined : home;
  } catch {
    return undefined;
  }
}
