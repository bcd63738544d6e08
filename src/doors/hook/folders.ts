/** Where a project may keep what the hook reads: the working folder, and those above it that can be believed. */

import { lstatSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const MOST_LEVELS = 32;

/** Where something in a folder is; `undefined` when it is not there, or cannot be believed. */
type PathsIn = (name: string) => string | undefined;

/**
 * The folders a project may reach over.
 *
 * What is above the working folder may be the work of somebody else, in a folder that everybody can write to say, and would
 * speak to the agent: it counts when it belongs to the user, each folder on the way to it included.
 *
 * @param cwd
 *   Where the agent works.
 * @param home
 *   The user's folder, which is no project; `''` when there is none.
 * @returns
 *   The working folder, then each above it up to the one that holds `.git`, or below home, or up to the top.
 */
export function* projectFolders(cwd: string, home: string): Generator<PathsIn> {
  const tops = home === '' ? [] : [resolve(home), realPathOf(home)];
  let folder = resolve(cwd);
  yield pathsIn(folder, () => true);
  for (let level = 1; level < MOST_LEVELS; level++) {
    if (isThere(join(folder, '.git')) || dirname(folder) === folder) return;
    folder = dirname(folder);
    if (tops.includes(folder)) return;
    yield pathsIn(folder, isOwn);
  }
}

function pathsIn(folder: string, isBelieved: (path: string) => boolean): PathsIn {
  return (name) => {
    const path = join(folder, name);
    if (!isThere(path)) return undefined;
    const steps = name.split('/').map((_, index, parts) => join(folder, ...parts.slice(0, index + 1)));
    return [folder, ...steps].every(isBelieved) ? path : undefined;
  };
}

/** Both a link and what it leads to: anybody may link to what is the user's. */
function isOwn(path: string): boolean {
  const user = process.getuid?.();
  try {
    return user === undefined || [lstatSync(path), statSync(path)].every(({ uid }) => uid === user);
  } catch {
    return false;
  }
}

function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch {
    return false;
  }
}

function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return path;
  }
}
