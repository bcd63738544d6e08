/** Where signpost keeps what it could do without: a folder that is its user's alone, or none. */

import { realpathSync } from 'node:fs';
import { homedir, userInfo } from 'node:os';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { whyFolderNotOurs } from '../../load/disk/own-folder.ts';
import { foldersToTop, isInside } from '../../load/disk/repository.ts';

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
 *   Where somebody works, beside the working folder of the process (default: nowhere else).
 * @returns
 *   `refused`, too, for a folder that is not ours alone: one that anybody but its user and root could write to, or put another
 *   folder in the place of; and for one in a repository or in a working folder, which may be the work of a stranger. Nothing is made.
 * @example
 *   cacheFolder(process.env); // { kind: 'folder', path: '/home/ada/.cache/signpost' }
 */
export function cacheFolder(env: Environment, within: readonly string[] = []): CacheFolder {
  const path = folderNamed(env);
  return path === undefined ? { kind: 'off' } : checked(path, path, within);
}

/** A file that is named instead of the folder: where it lies has to be ours alone, too. `undefined` where none is. */
export function cacheFile(env: Environment): CacheFolder | undefined {
  const file = env['SIGNPOST_CACHE'];
  return file?.endsWith(ENDING) ? checked(file, dirname(file), []) : undefined;
}

function checked(path: string, folder: string, within: readonly string[]): CacheFolder {
  const real = join(realOf(folder), relative(folder, path));
  // `dirname` makes a folder of what has none.
  const reason = isAbsolute(path)
    ? (whyFolderNotOurs(folder) ?? whyOfStrangers(real, [workingFolder(), ...within]))
    : 'it is a relative path';
  return reason === undefined ? { kind: 'folder', path: real } : { kind: 'refused', path, reason };
}

/**
 * Why a place is none for what is kept: who writes a repository, or what somebody unpacked and works in, could have written that, too.
 *
 * Such a file is opened where a caller names it, and not because a variable leads there. A home is its user's own, also where it is a
 * repository (of settings, say) or a working folder, and so is what is around it.
 */
function whyOfStrangers(place: string, within: readonly string[]): string | undefined {
  const home = userHome();
  const isTheirs = (folder: string | undefined) =>
    folder !== undefined && isInside(folder, place) && !isInside(folder, home);
  const repository = foldersToTop(place)?.at(-1);
  if (isTheirs(repository)) return `it is inside of the repository \`${repository}\``;
  const folder = within.map(realOf).find(isTheirs);
  return folder === undefined ? undefined : `it is inside of the working folder \`${folder}\``;
}

/** `''` where it was removed. */
function workingFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
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

/** Of the user database: a variable may say anything. */
function userHome(): string {
  try {
    return realOf(userInfo().homedir);
  } catch {
    return '';
  }
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
