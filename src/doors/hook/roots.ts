/** Where the skills of a project and of its user are. */

import { realpathSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Folders of skills, rules and instructions in a project. */
const OF_PROJECT = [
  '.claude/skills',
  '.agents/skills',
  '.codex/skills',
  '.gemini/skills',
  '.cursor/rules',
  '.github/instructions',
];
/** Folders of skills in a home. */
const OF_USER = ['.claude/skills', '.agents/skills', '.codex/skills', '.gemini/skills'];
const MOST_LEVELS = 32;

/**
 * The folders whose skills may answer.
 *
 * @param cwd
 *   Where the agent works: from there up to the folder that holds `.git` (or else to the top) the nearest folder that has any
 *   of a project's is taken, and `references/` in the working folder.
 * @param home
 *   The user's folder.
 * @returns
 *   Those of the project first: where two skills have one name, its own wins. None when there are none.
 */
export function skillRootsOf(cwd: string, home: string): string[] {
  const own = [join(cwd, 'references')].filter(isFolder);
  let folder = cwd;
  for (let level = 0; level < MOST_LEVELS; level++) {
    const found = OF_PROJECT.map((name) => join(folder, name)).filter(isFolder);
    if (found.length > 0) {
      own.push(...found);
      break;
    }
    if (isThere(join(folder, '.git')) || dirname(folder) === folder) break;
    folder = dirname(folder);
  }
  const theirs = home === '' ? [] : OF_USER.map((name) => join(home, name)).filter(isFolder);
  return distinct([...own, ...theirs]);
}

/** Several agents may be shown one folder by links. */
function distinct(folders: readonly string[]): string[] {
  return [...new Map([...folders].reverse().map((folder) => [realpathSync.native(folder), folder])).values()].reverse();
}

function isFolder(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
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
