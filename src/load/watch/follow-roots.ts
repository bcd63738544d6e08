/** Roots that are followed whatever becomes of them: by what the system tells, and by looking. */

import { lookAround } from './around.ts';
import { createLinkEnds } from './link-ends.ts';
import { cannotWatch, problemOf, realPathsOf } from './problems.ts';
import { tell } from './tell.ts';
import { SYSTEM, type WatchSystem } from './watch-system.ts';
import { createWatchedTree } from './watched-tree.ts';

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

/** When, in milliseconds, and by what; others than `FOLLOW_MEANS` are for tests. */
export interface FollowMeans {
  /** How often everything is looked at without any event: a system loses some, and has none of what others do on a disk that is shared. */
  readonly everythingMs: number;
  /** How often it is looked where roots and the links in them lead, and at the files above them: no watcher of what is in a root sees that. */
  readonly aroundMs: number;
  /** How long after a failure everything is looked at again; after each one in a row twice as long… */
  readonly againMs: number;
  /** …up to this. */
  readonly mostAgainMs: number;
  readonly system: WatchSystem;
}

export const FOLLOW_MEANS: FollowMeans = {
  everythingMs: 60_000,
  aroundMs: 500,
  againMs: 1000,
  mostAgainMs: 60_000,
  system: SYSTEM,
};
/** Longer than editors take between removing a file and renaming the new one. */
const SETTLE_MS = 150;
/** How long changes that do not stop are gathered. */
const MOST_GATHERED_MS = 2000;

/** Timers keep a process alive, or do not. */
type Keep = (timer: NodeJS.Timeout) => NodeJS.Timeout;

/**
 * Follow roots until the signal, those that are not there too.
 *
 * @param options
 *   As for `watchRoots`.
 * @param means
 *   When and by what (default: as it is meant).
 * @returns
 *   When it has ended; nothing is watched then. Without `onProblem` the first problem is thrown.
 */
export async function followRoots(
  { roots, signal, onChange, onProblem, onWatching = () => {}, settleMs = SETTLE_MS, isKeptAlive = true }: WatchOptions,
  { everythingMs, aroundMs, againMs, mostAgainMs, system }: FollowMeans = FOLLOW_MEANS,
): Promise<void> {
  const end = new AbortController();
  const ended = AbortSignal.any([signal, end.signal]);
  const failures: unknown[] = [];
  const fail = (problem: unknown): void => {
    if (onProblem) {
      tell(onProblem, problem);
      return;
    }
    failures.push(problem);
    end.abort();
  };
  const keep: Keep = (timer) => (isKeptAlive ? timer : timer.unref());
  const call = (changed: ReadonlySet<string> | undefined): void => {
    if (!ended.aborted) tell(onChange, changed, fail);
  };
  const gathered = gather(call, settleMs, keep);
  const resting = createRest(keep);
  ended.addEventListener('abort', resting.wake, { once: true });
  const lost: unknown[] = [];
  const loses = (cause: unknown): void => {
    lost.push(cause);
    resting.wake();
  };
  const tree = createWatchedTree(gathered.add, loses, system);
  let isMoved = true;
  let isLooking = false;
  const ends = createLinkEnds();
  let around = lookAround(roots);
  const lookingAround = setInterval(() => {
    const before = around;
    around = lookAround(roots);
    if (around.places !== before.places) {
      isMoved = true;
      resting.wake();
      return;
    }
    if (around.files !== before.files) gathered.tell(undefined);
    if (!isLooking && ends.haveMoved(tree.links())) resting.wake();
  }, aroundMs).unref();

  const lookAtEverything = async () => {
    const { places, missing } = realPathsOf(roots);
    const wasMoved = isMoved;
    isMoved = false;
    isLooking = true;
    const real = [...places.keys()];
    const followed = ends.folders;
    let look = await tree.look([...real, ...followed]);
    const changed = new Set([...look.changed, ...ends.look(tree.links(), real)]);
    // Links are known once the folders they are in have been looked at.
    if (!isSameSet(ends.folders, followed)) {
      look = await tree.look([...real, ...ends.folders]);
      for (const path of look.changed) changed.add(path);
    }
    isLooking = false;
    if (wasMoved) gathered.tell(undefined);
    else if (changed.size > 0) gathered.tell(changed);
    return missing ?? problemOf(look, places, mostAgainMs);
  };
  let isWatching = false;
  let said: string | undefined;
  let afterMs = againMs;
  try {
    while (!ended.aborted) {
      const problem = lost.length > 0 ? cannotWatch(lost[0], mostAgainMs) : await lookAtEverything();
      lost.length = 0;
      if (problem) {
        isWatching = false;
        // One that lasts is told once.
        if (problem.message !== said && !ended.aborted) fail(problem);
        said = problem.message;
        await resting.rest(afterMs);
        afterMs = Math.min(afterMs * 2, mostAgainMs);
        continue;
      }
      if (!isWatching && !ended.aborted) tell(onWatching, undefined, fail);
      isWatching = true;
      said = undefined;
      await resting.rest(everythingMs);
      // What lasted no longer than until the next failure is no reason to try sooner.
      if (lost.length === 0) afterMs = againMs;
    }
  } finally {
    ended.removeEventListener('abort', resting.wake);
    clearInterval(lookingAround);
    gathered.clear();
    tree.close();
  }
  for (const failure of failures) throw failure;
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((value) => other.has(value));
}

/** Gather changes until they have settled. */
function gather(call: (changed: ReadonlySet<string> | undefined) => void, settleMs: number, keep: Keep) {
  let paths = new Set<string>();
  let since = 0;
  let timer: NodeJS.Timeout | undefined;
  const clear = (): void => {
    clearTimeout(timer);
    paths = new Set();
  };
  /** Tell of changes, and of what was gathered, at once. */
  const tellNow = (changed: ReadonlySet<string> | undefined): void => {
    const all = changed && new Set([...changed, ...paths]);
    clear();
    call(all);
  };
  return {
    clear,
    tell: tellNow,
    add(path: string): void {
      if (paths.size === 0) since = performance.now();
      paths.add(path);
      clearTimeout(timer);
      const leftMs = since + MOST_GATHERED_MS - performance.now();
      timer = keep(setTimeout(tellNow, Math.max(0, Math.min(settleMs, leftMs)), new Set()));
    },
  };
}

/** A rest that can be cut short, also before it began. */
function createRest(keep: Keep) {
  let isWoken = false;
  let resume = () => {};
  return {
    wake(): void {
      isWoken = true;
      resume();
    },
    async rest(ms: number): Promise<void> {
      await new Promise<void>((resolve) => {
        const timer = keep(setTimeout(resolve, ms));
        resume = () => {
          clearTimeout(timer);
          resolve();
        };
        if (isWoken) resume();
      });
      isWoken = false;
    },
  };
}
