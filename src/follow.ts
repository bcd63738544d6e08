/** A signpost that follows its documents: opened again after a change, and swapped whole. */

import type { Signpost } from './contracts/signpost.ts';
import { watchRoots } from './maintain/index.ts';
import { type OpenOptions, openSignpost } from './opening/index.ts';

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
export interface FollowOptions extends Pick<OpenOptions, 'roots' | 'cwd' | 'snapshot'> {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of what cannot be followed or opened again; the last signpost stays then. */
  readonly onProblem: (problem: unknown) => void;
}

/** A root that is gone may come back: a checkout of another branch, a folder made anew. */
const AGAIN_MS = 1000;

/**
 * Open roots, and follow them until the signal.
 *
 * @returns
 *   What gives the signpost of each moment. A decision is made of one, whole.
 * @throws {SignpostError}
 *   As `openSignpost` does; the promise is rejected.
 * @example
 *   const { current } = await followSignpost({ roots: ['references'], signal, onProblem: console.error });
 *   current().route('dbt cloud');
 */
export async function followSignpost({ signal, onProblem, ...options }: FollowOptions): Promise<LiveSignpost> {
  let current = await openSignpost({ ...options, onProblem });
  const { roots } = current;
  const listeners = new Set<(change: Change) => void>();
  const reopen = async () => {
    const before = current;
    current = await openSignpost({ ...options, roots, onProblem });
    const change = differenceOf(before, current);
    if (change.isListChanged || change.changed.length > 0) for (const listener of listeners) listener(change);
  };
  // One after the other: the one that was opened last has to be the one that stays.
  let opening = Promise.resolve();
  const onChange = () => {
    opening = opening.then(reopen).catch(onProblem);
  };
  void watchAgainAndAgain({ roots, signal, onChange, onProblem });
  return {
    current: () => current,
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
}: Pick<Required<FollowOptions>, 'signal' | 'onProblem'> & {
  readonly roots: readonly string[];
  readonly onChange: () => void;
}): Promise<void> {
  let isTold = false;
  while (!signal.aborted) {
    try {
      // What changed before everything was watched is seen by the first call.
      await watchRoots({
        roots,
        signal,
        onChange: () => {
          isTold = false;
          onChange();
        },
      });
    } catch (problem) {
      if (!isTold) onProblem(problem);
      isTold = true;
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS).unref());
    }
  }
}

function differenceOf(before: Signpost, after: Signpost): Change {
  const listed = ({ catalog }: Signpost) =>
    JSON.stringify(
      catalog.references.map(({ id, name, title, description, entryOnly }) => [
        id,
        name,
        title,
        description,
        entryOnly,
      ]),
    );
  const known = new Map(before.catalog.references.map(({ id, entryOnly }) => [id, entryOnly]));
  const changed = after.catalog.references.flatMap(({ id, entryOnly }) => {
    if (entryOnly || known.get(id) !== false) return [];
    return before.read(id) === after.read(id) ? [] : [id];
  });
  return { isListChanged: listed(before) !== listed(after), changed };
}
