/** A signpost that follows its documents: opened again after a change, and swapped whole. */

import { type OpenOptions, openSignpost, type Signpost, watchRoots } from '../../index.ts';

/** What differs between the signpost before a change and the one after it. */
interface Change {
  /** Whether references came, went, or are called or described otherwise. */
  readonly isListChanged: boolean;
  /** Ids of references that are still there and read differently. */
  readonly changed: readonly string[];
  readonly before: Signpost;
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
export interface FollowOptions extends Pick<OpenOptions, 'roots' | 'cwd'> {
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of what cannot be followed or opened again; the last signpost stays then. */
  readonly onProblem: (problem: unknown) => void;
}

/**
 * Open roots, and follow them until the signal.
 *
 * @throws {SignpostError}
 *   As `openSignpost` does.
 */
export async function followSignpost({ signal, onProblem, ...roots }: FollowOptions): Promise<LiveSignpost> {
  let current = await openSignpost(roots);
  const listeners = new Set<(change: Change) => void>();
  const reopen = async () => {
    const before = current;
    current = await openSignpost({ roots: before.roots });
    const change = { ...differenceOf(before, current), before };
    if (change.isListChanged || change.changed.length > 0) for (const listener of listeners) listener(change);
  };
  // One after the other: the one that was opened last has to be the one that stays.
  let opening = Promise.resolve();
  let isReady = false;
  const onChange = () => {
    if (isReady) opening = opening.then(reopen).catch(onProblem);
    isReady = true;
  };
  watchRoots({ roots: current.roots, signal, onChange }).catch(onProblem);
  return {
    current: () => current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function differenceOf(before: Signpost, after: Signpost): Omit<Change, 'before'> {
  const listed = ({ catalog }: Signpost) =>
    JSON.stringify(catalog.references.map(({ id, title, description }) => [id, title, description]));
  const known = new Map(before.catalog.references.map(({ id, entryOnly }) => [id, entryOnly]));
  const changed = after.catalog.references.flatMap(({ id, entryOnly }) => {
    if (entryOnly || known.get(id) !== false) return [];
    return before.read(id) === after.read(id) ? [] : [id];
  });
  return { isListChanged: listed(before) !== listed(after), changed };
}
