/** Which skills outside of a root a link in it may lead to. */

import type { ListFolder } from '../disk/list-folder.ts';
import { foldersToTop, homeOf, isInside } from '../disk/repository.ts';
import { folderOf, isSkillFile } from './layout.ts';

/**
 * Make the test that the end of a link out of a root has to pass.
 *
 * It is a skill folder: a SKILL.md stands in it, a regular file. And it is below the top of the repository that the root stands in,
 * or below the home of the user who runs this, as the system knows it and not as a variable says, when the root is that user's. A
 * root of somebody else, which root may be reading, opens nobody's home.
 *
 * @param realRoot
 *   With every link resolved.
 * @param list
 *   Lists a folder.
 * @returns
 *   Tells of a path, with every link resolved.
 */
export function createLinkTest(realRoot: string, list: ListFolder): (real: string) => boolean {
  let around: { readonly top: string | undefined; readonly home: string | undefined } | undefined;
  return (real) => {
    around ??= { top: foldersToTop(realRoot)?.at(-1), home: homeOf(realRoot) };
    const { top, home } = around;
    const isNear = (top !== undefined && isInside(top, real)) || (home !== undefined && isBelow(home, real));
    return isNear && isSkillFolder(real, list);
  };
}

/**
 * The folder of the linked skill that a path is in.
 *
 * @param linked
 *   As a walk gives it.
 * @param path
 *   As reached, relative to the root.
 * @returns
 *   With every link resolved; `undefined` for what is the root's own.
 */
export function linkedFolderOf(linked: ReadonlyMap<string, string>, path: string): string | undefined {
  if (linked.size === 0) return undefined;
  for (let own = path; own !== ''; own = folderOf(own)) {
    const folder = linked.get(own);
    if (folder !== undefined) return folder;
  }
  return undefined;
}

/** A home is no skill, whatever is in it. */
function isBelow(home: string, path: string): boolean {
  return path !== home && isInside(home, path);
}

function isSkillFolder(folder: string, list: ListFolder): boolean {
  try {
    return list(folder).some((entry) => entry.isFile() && isSkillFile(entry.name));
  } catch {
    return false;
  }
}
