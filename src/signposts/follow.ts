/** A signpost that follows its documents: what has changed is taken in, and swapped whole. */

import type { Reference } from '../contracts/reference.ts';
import type { Signpost } from '../contracts/signpost.ts';
import { watchRoots } from '../maintain/index.ts';
import { type OpenOptions, openLiveFolders, stateAround } from '../opening/index.ts';

/** What differs between the signpost before a change and the one after it. */
export interface Change {
  /** Whether references came, went, or are called or described otherwise. */
  readonly isListChanged: boolean;
  /** Ids of references that are still there and read differently. */
  readonly changed: readonly string[];
}

/** A signpost that is never half of a change. */
export interface LiveSignpost {
  /** As the documents were last read. */
  current(): Signpost;
  /**
   * Be told of changes.
   *
   * @returns
   *   Ends it.
   */
  onChange(listener: (change: Change) => void): () => void;
}

/** How to follow. */
export interface FollowOptions extends Omit<OpenOptions, 'onStale' | 'onProblem'> {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of what cannot be followed or opened again; the last signpost stays then. */
  readonly onProblem: (problem: unknown) => void;
  /** Whether following keeps the process alive (default: true). */
  readonly isKeptAlive?: boolean;
}

/** A root that is gone may come back: a checkout of another branch, a folder made anew. */
const AGAIN_MS = 1000;
/** How long files are quiet before a change counts: of a file that is being written half may be read, and then the whole. */
const SETTLE_MS = 30;
/** How long after a change all is looked at. */
const SURE_MS = 2000;
/** How often what no watcher sees is looked at: where a root leads that is a link, and the files above it. */
const LOOK_MS = 500;

/**
 * Open roots, and follow them until the signal.
 *
 * Of a change only what has changed is read and analysed.
 *
 * @returns
 *   What gives the signpost of each moment. A decision is made of one, whole.
 * @throws {SignpostError}
 *   As `openSignpost` does; the promise is rejected.
 * @example
 *   const { current } = await followSignpost({ roots: ['references'], signal, onProblem: console.error });
 *   current().route('dbt cloud');
 */
export async function followSignpost({
  signal,
  onProblem,
  isKeptAlive = true,
  ...options
}: FollowOptions): Promise<LiveSignpost> {
  const folders = await openLiveFolders({ ...options, onProblem });
  const { roots } = folders.current();
  const listeners = new Set<(change: Change) => void>();
  const update = async (changed: ReadonlySet<string> | undefined) => {
    const before = folders.current();
    if (!(await folders.update(changed))) return;
    const change = differenceOf(before, folders.current());
    if (change.isListChanged || change.changed.length > 0) for (const listener of listeners) listener(change);
  };
  // One after the other: the one that was read last has to be the one that stays.
  let updating = Promise.resolve();
  const onChange = (changed?: ReadonlySet<string>) => {
    updating = updating.then(() => update(changed)).catch(onProblem);
  };
  // An event may be lost: a moment later all is looked at, however many come meanwhile.
  let sure: NodeJS.Timeout | undefined;
  const makeSure = () => {
    sure = undefined;
    onChange();
  };
  const onEvents = (changed: ReadonlySet<string> | undefined) => {
    if (changed) sure ??= setTimeout(makeSure, SURE_MS).unref();
    onChange(changed);
  };
  signal.addEventListener('abort', () => clearTimeout(sure), { once: true });
  void watchAgainAndAgain({ roots, signal, onChange: onEvents, onProblem, isKeptAlive });
  return {
    current: folders.current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Watch until the signal; where watching fails, try again each second, and tell of the first failure in a row. */
async function watchAgainAndAgain({
  roots,
  signal,
  onChange,
  onProblem,
  isKeptAlive,
}: Pick<Required<FollowOptions>, 'signal' | 'onProblem' | 'isKeptAlive'> & {
  readonly roots: readonly string[];
  readonly onChange: (changed: ReadonlySet<string> | undefined) => void;
}): Promise<void> {
  let isTold = false;
  while (!signal.aborted) {
    const round = new AbortController();
    const end = () => round.abort();
    signal.addEventListener('abort', end, { once: true });
    const look = lookAround(roots, () => onChange(undefined), end);
    try {
      // What changed before everything was watched is seen by the first call.
      await watchRoots({
        roots,
        signal: round.signal,
        settleMs: SETTLE_MS,
        isKeptAlive,
        onChange: (changed) => {
          isTold = false;
          onChange(changed);
        },
      });
    } catch (problem) {
      if (!isTold) onProblem(problem);
      isTold = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
    } finally {
      clearInterval(look);
      signal.removeEventListener('abort', end);
    }
  }
}

/** Look now and then at what stands outside of the roots and counts for them. */
function lookAround(roots: readonly string[], onChange: () => void, onMoved: () => void): NodeJS.Timeout {
  let before = stateAround(roots);
  const look = () => {
    const now = stateAround(roots);
    const [moved, changed] = [now.places !== before.places, now.files !== before.files];
    before = now;
    if (moved) onMoved();
    else if (changed) onChange();
  };
  return setInterval(look, LOOK_MS).unref();
}

function differenceOf(before: Signpost, after: Signpost): Change {
  const known = new Map(before.catalog.references.map((reference) => [reference.id, reference]));
  const { references } = after.catalog;
  let isListChanged = references.length !== known.size;
  const changed: string[] = [];
  for (const [at, reference] of references.entries()) {
    if (before.catalog.references[at]?.id !== reference.id) isListChanged = true;
    const { id, entryOnly } = reference;
    const own = known.get(id);
    // One that is the same object reads the same.
    if (own === reference) continue;
    if (!own || listed(own) !== listed(reference)) isListChanged = true;
    if (own && !own.entryOnly && !entryOnly && before.read(id) !== after.read(id)) changed.push(id);
  }
  return { isListChanged, changed };
}

/** What a list of references shows of one. */
function listed({ name, title, description, entryOnly }: Reference): string {
  return JSON.stringify([name, title, description, entryOnly]);
}
