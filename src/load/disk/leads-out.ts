/** Tells of a folder that is found in a project whether a link leads out of the project with it. */

import { realpathSync } from 'node:fs';
import { foldersToTop, homeOf, isInside } from './repository.ts';

/**
 * Where a folder leads that is not of the project it was found in.
 *
 * Nobody named it: in a repository of somebody else it may be a link to whatever is on the machine. So it has to lie in the repository, or
 * in the folder where there is none; a folder of no repository, such as a home, may keep it elsewhere in the home of its user.
 *
 * @param holder
 *   The folder it was found in.
 * @param path
 *   It, below the holder; it is there.
 * @returns
 *   Its place, with every link resolved; `undefined` when it is of the project.
 * @example
 *   leadsOut('/clone', '/clone/.claude/skills'); // '/home/ada/notes'
 */
export function leadsOut(holder: string, path: string): string | undefined {
  const [project, real] = [realpathSync.native(holder), realpathSync.native(path)];
  const top = foldersToTop(project)?.at(-1);
  if (isInside(top ?? project, real)) return undefined;
  const home = top === undefined ? homeOf(project) : undefined;
  return home !== undefined && isInside(home, real) ? undefined : real;
}
