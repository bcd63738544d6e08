/** Follow the documents of roots: a call for every change that has settled. */

import { followRoots, type WatchOptions } from './follow-roots.ts';
import { realPathOf } from './problems.ts';

/**
 * Watch roots until the signal.
 *
 * Editors that write a new file and rename it over the old one are one change, and so are many files within a moment. A folder is
 * known by device and inode: one that is renamed into the place of another is watched in its stead. Once a minute everything is
 * looked at without any event.
 *
 * @returns
 *   When it has ended; nothing is watched then.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` when a root is not there. Without `onProblem` also when one is removed, `SIGNPOST_ROOT_UNREADABLE`
 *   when one cannot be listed, `SIGNPOST_NOT_WATCHED` when the system can watch no more, and what `onChange` throws.
 * @example
 *   await watchRoots({ roots: ['references'], signal, onChange: (changed) => build(changed), onProblem: console.error });
 */
export async function watchRoots(options: WatchOptions): Promise<void> {
  for (const root of options.roots) realPathOf(root);
  await followRoots(options);
}
