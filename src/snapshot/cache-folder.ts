/** Where signpost keeps what it could do without: a folder that is its user's alone, or none. */

import { existsSync, realpathSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { whyFolderNotOurs } from '../disk/index.ts';

/** The folder of the cache. */
export type CacheFolder =
  /** With every link resolved. It is there, or can be made. */
  | { readonly kind: 'folder'; readonly path: string }
  /** Nothing is kept: somebody said so, or there is no home. */
  | { readonly kind: 'off' }
  /** Nothing is kept: somebody else could put something into the folder that was named. */
  | { readonly kind: 'refused'; readonly path: string; readonly reason: string };

/** Variables of the environment. */
export type Environment = Readonly<Record<string, string | undefined>>;

const NAME = 'signpost';
/** What a file is called that is named instead of a folder. */
export const ENDING = '.snapshot';

/**
 * The folder of the cache.
 *
 * @param env
 *   `SIGNPOST_CACHE` names another one than the system's, or says `off`; the usual variables of the system count, too. A relative
 *   path is refused, as the XDG specification has it: it would be another folder in each working folder, a stranger's repository say.
 * @param within
 *   Where somebody works (default: nowhere): a folder in a repository around is refused, for it may be the work of a stranger.
 * @returns
 *   `refused`, too, for a folder that is not ours alone: one that anybody but its user and root could write to, or put another
 *   folder in the place of. Nothing is made.
 * @example
 *   cacheFolder(process.env); // { kind: 'folder', path: '/home/ada/.cache/signpost' }
 */
export function cacheFolder(env: Environment, within: readonly string[] = []): CacheFolder {
  const path = folderNamed(env);
  if (path === undefined) return { kind: 'off' };
  const cache = checked(path, path);
  const reason = cache.kind === 'folder' ? whyInside(cache.path, [], within) : undefined;
  return reason === undefined ? cache : { kind: 'refused', path, reason };
}

/** A file that is named instead of the folder: where it lies has to be ours alone, too. `undefined` where none is. */
export function cacheFile(env: Environment): CacheFolder | undefined {
  const file = env['SIGNPOST_CACHE'];
  return file?.endsWith(ENDING) ? checked(file, dirname(file)) : undefined;
}

function checked(path: string, folder: string): CacheFolder {
  // `dirname` makes a folder of what has none.
  const reason = isAbsolute(path) ? whyFolderNotOurs(folder) : 'it is a relative path';
  if (reason !== undefined) return { kind: 'refused', path, reason };
  return { kind: 'folder', path: join(realOf(folder), relative(folder, path)) };
}

function folderNamed(env: Environment): string | undefined {
  const own = env['SIGNPOST_CACHE'];
  if (own === 'off') return undefined;
  if (own && !own.endsWith(ENDING)) return own;
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], NAME);
  if (process.platform === 'win32' && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], NAME, 'cache');
  const home = homeNamed();
  if (home === '') return undefined;
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches', NAME) : join(home, '.cache', NAME);
}

function homeNamed(): string {
  try {
    return homedir();
  } catch {
    return '';
  }
}

/**
 * Why a place is none for what is kept of some roots.
 *
 * Who writes what is in a root, or in a repository around it, could have written what is kept, too: such a file is opened where a
 * caller names it, and not because a variable leads there. Of repositories all count, for a repository may hold others; a home that
 * is one (of settings, say) is its user's own.
 *
 * @param place
 *   With every link resolved.
 * @param roots
 *   With every link resolved.
 * @param within
 *   Folders whose repositories count, and which may hold the place themselves (default: none).
 * @returns
 *   `undefined` when it is outside of all of them.
 */
export function whyInside(place: string, roots: readonly string[], within: readonly string[] = []): string | undefined {
  const root = roots.find((folder) => isWithin(place, folder));
  if (root !== undefined) return `it is inside of the root \`${root}\``;
  const home = userHome();
  const repository = [...roots, ...within.map(realOf)]
    .flatMap(foldersFrom)
    .find((folder) => isWithin(place, folder) && !isWithin(home, folder) && existsSync(join(folder, '.git')));
  return repository === undefined ? undefined : `it is inside of the repository \`${repository}\``;
}

/** Of the user database: a variable may say anything. */
function userHome(): string {
  try {
    return realOf(userInfo().homedir);
  } catch {
    return '';
  }
}

/** From a folder up. */
function foldersFrom(folder: string): string[] {
  const above = dirname(folder);
  return above === folder ? [folder] : [folder, ...foldersFrom(above)];
}

/** The folder itself, too. */
function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return path !== '' && !isAbsolute(way) && way.split(sep)[0] !== '..';
}

/** With links resolved; as it is where it is not there yet. */
function realOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    const above = dirname(path);
    return above === path ? path : join(realOf(above), basename(path));
  }
}
