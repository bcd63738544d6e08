/** Follow the documents of roots: a call for every change that has settled. */

import { followRoots } from './follow-roots.ts';
import { realPathOf } from './problems.ts';

/** What to follow. */
export interface WatchOptions {
  /** Folders. */
  readonly roots: readonly string[];
  /** Ends it. */
  readonly signal: AbortSignal;
  /**
   * Called once everything is watched, or has been looked at where that cannot be, and again when documents, ignore files or
   * configurations have changed.
   *
   * @param changed
   *   The files and folders that changed, came or went since the call before, with every link resolved; `undefined` the first time,
   *   and when a root is another folder than before: anything may have.
   */
  readonly onChange: (changed: ReadonlySet<string> | undefined) => void;
  /**
   * Told of what cannot be watched, once for as long as it lasts, and of what `onChange` throws. With it nothing ends the watch but
   * the signal: a root that is gone is waited for, and where nothing can be watched everything is looked at after 1 s, then less and less
   * often, every 60 s at least. What it throws itself is a warning of the process. Default: the first problem ends the watch, and is thrown.
   */
  readonly onProblem?: (problem: unknown) => void;
  /** Told when everything is watched: after the first call, and again after each problem. */
  readonly onWatching?: () => void;
  /** How long files have to be quiet before a change counts, in milliseconds, 0 or more (default: 150); 2 s is waited at most. */
  readonly settleMs?: number;
  /** Whether watching keeps the process alive (default: true). */
  readonly isKeptAlive?: boolean;
}

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
