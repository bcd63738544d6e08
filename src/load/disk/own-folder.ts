/** Decides whether a folder is ours alone: whether anybody but its user and root could put something into it, or in its place. */

import { chmodSync, lstatSync, mkdirSync, realpathSync, type Stats } from 'node:fs';
import { dirname, isAbsolute, parse, resolve } from 'node:path';
import { codeBehind, codeOf } from './code-of.ts';

const BY_OTHERS = 0o002;
const BY_GROUP = 0o020;

/**
 * Why a folder is not ours alone.
 *
 * It is when it and every folder above it, as named and with links resolved, belongs to this user or to root and nobody else may
 * write to it. A sticky folder, such as the one for temporary files, counts as one others may write to: they may be there first.
 *
 * @param path
 *   Absolute. Folders that are not there yet are left out: whoever makes them owns them.
 * @returns
 *   A reason, or `undefined` when it is ours, and where the system knows no users.
 * @example
 *   whyFolderNotOurs('/home/ada/.cache/signpost'); // undefined
 *   whyFolderNotOurs('/shared/signpost'); // 'anybody may write to `/shared`'
 */
export function whyFolderNotOurs(path: string): string | undefined {
  if (!isAbsolute(path)) return 'it is a relative path';
  if (process.getuid === undefined) return undefined;
  const named = resolve(path);
  return whyNotAlong(named) ?? whyNotAlong(realOf(named));
}

/**
 * Make a folder that is ours alone, for its owner alone: one of our own that is there and that others may look into is closed to them.
 *
 * @param path
 *   Absolute. Nothing but what is written here is in it.
 * @returns
 *   Why it is not, or could not be made; `undefined` when it is there.
 */
export function makeOwnFolder(path: string): string | undefined {
  const before = whyFolderNotOurs(path);
  if (before !== undefined) return before;
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 });
  } catch (error) {
    return `it cannot be made${codeBehind(error)}`;
  }
  // Somebody may have been faster with a folder in which nothing was.
  return whyFolderNotOurs(path) ?? close(path);
}

function close(path: string): undefined {
  try {
    const { uid, mode } = lstatSync(path);
    if (uid === process.getuid?.() && (mode & 0o077) !== 0) chmodSync(path, 0o700);
  } catch {
    // Where modes cannot be changed nobody else can write to it, all the same.
  }
}

/** Why a file or folder is not ours alone; `undefined` when it is. Group members are others, but for a group of one's own. */
export function whyNotOurs({ uid, gid, mode }: Pick<Stats, 'uid' | 'gid' | 'mode'>): string | undefined {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  if (uid !== self && uid !== 0) return 'another user owns';
  if ((mode & BY_OTHERS) !== 0) return 'anybody may write to';
  // By convention a group of the user's own number has nobody else in it.
  if ((mode & BY_GROUP) !== 0 && gid !== 0 && gid !== self) return 'a group may write to';
  return undefined;
}

function whyNotAlong(path: string): string | undefined {
  for (let folder = path; ; folder = dirname(folder)) {
    const stats = statsOf(folder);
    if (stats === 'hidden') return `nobody may look at \`${folder}\``;
    // Of a link the permissions say nothing; where it leads is looked at by itself.
    const why = stats && whyNotOurs(stats.isSymbolicLink() ? { ...stats, mode: 0 } : stats);
    if (why !== undefined) return `${why} \`${folder}\``;
    if (stats && !stats.isSymbolicLink() && !stats.isDirectory()) return `\`${folder}\` is no folder`;
    if (folder === parse(folder).root) return undefined;
  }
}

/** With links resolved, as far as it is there. */
function realOf(path: string): string {
  for (let there = path; ; there = dirname(there)) {
    try {
      return resolve(realpathSync.native(there), path.slice(there.length).replace(/^[/\\]+/, ''));
    } catch {
      if (there === parse(there).root) return path;
    }
  }
}

/** `undefined` where nothing is, `hidden` behind a folder that may not be entered. */
function statsOf(path: string): Stats | 'hidden' | undefined {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch (error) {
    // A file on the way is looked at by itself.
    return codeOf(error) === 'ENOTDIR' ? undefined : 'hidden';
  }
}
