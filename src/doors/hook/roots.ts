/** Where the skills of a project and of its user are. */

import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { leadsOut } from '../../load/disk/leads-out.ts';
import { projectFolders } from './folders.ts';

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

/**
 * The folders whose skills may answer.
 *
 * @param cwd
 *   Where the agent works: the nearest folder of its project that holds skills is taken, and `references/` in the working
 *   folder.
 * @param home
 *   The user's folder; `''` when there is none.
 * @returns
 *   Those of the project first: where two skills have one name, its own wins. None when there are none.
 */
export function skillRootsOf(cwd: string, home: string): string[] {
  // Nobody named them: a link that leads out of a project may be anybody's.
  const isOfProject = (path: string, name: string) =>
    isFolder(path) && leadsOut(path.slice(0, -name.length), path) === undefined;
  const own = [join(cwd, 'references')].filter((path) => isOfProject(path, 'references'));
  for (const pathOf of projectFolders(cwd, home)) {
    const found = OF_PROJECT.flatMap((name) => {
      const path = pathOf(name);
      return path !== undefined && isOfProject(path, name) ? path : [];
    });
    if (found.length === 0) continue;
    for (const path of found) own.push(path);
    break;
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
