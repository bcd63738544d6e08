/** Follows folders: what has changed in them is taken in, and swapped whole. */

import type { Reference } from '../domain/reference.ts';
import type { Signpost } from '../domain/signpost.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { FOLLOW_MEANS, type FollowMeans, followRoots } from '../load/watch/follow-roots.ts';
import { tell } from '../load/watch/tell.ts';
import { openLiveFolders } from './live-folders.ts';
import type { Change, FollowOptions, LiveSignpost } from './live-signpost.ts';

/** How long files are quiet before a change counts: of a file that is being written half may be read, and then the whole. */
const SETTLE_MS = 30;
/** How long after a change all is read again. */
const SURE_MS = 2000;

/**
 * As `followSignpost`.
 *
 * @param means
 *   When and by what roots are looked at, and how often everything is read again without any event (default: as it is meant).
 */
export async function followWith(
  { signal, onProblem, isKeptAlive = true, ...options }: FollowOptions,
  means: FollowMeans = FOLLOW_MEANS,
): Promise<LiveSignpost> {
  const fail = (problem: unknown): void => tell(onProblem, problem);
  const folders = await openLiveFolders({ ...options, onProblem: fail });
  const { roots } = folders.current();
  const listeners = new Set<(change: Change) => void>();
  /** Why the folders could not be read the last time. */
  let unread: { readonly problem: unknown } | undefined;
  const update = async (changed: ReadonlySet<string> | undefined): Promise<void> => {
    if (signal.aborted) return;
    const before = folders.current();
    let isOther: Awaited<ReturnType<typeof folders.update>>;
    try {
      isOther = await folders.update(changed);
      unread = undefined;
    } catch (problem) {
      // One that lasts is told once.
      if (!unread || messageOf(unread.problem) !== messageOf(problem)) fail(problem);
      unread = { problem };
    }
    if (!isOther) return;
    const change = differenceOf(before, folders.current(), isOther);
    if (!change.isListChanged && change.changed.length === 0) return;
    for (const listener of listeners) tell(listener, change, fail);
  };
  // One after the other: the one that was read last has to be the one that stays.
  let updating = Promise.resolve();
  const onChange = (changed?: ReadonlySet<string>): void => {
    updating = updating.then(() => update(changed)).catch(fail);
  };
  // An event may be lost: a moment later all is read again, however many come meanwhile.
  let sure: NodeJS.Timeout | undefined;
  const makeSure = (): void => {
    sure = undefined;
    onChange();
  };
  const everything = setInterval(onChange, means.everythingMs).unref();
  const onEvents = (changed: ReadonlySet<string> | undefined): void => {
    if (changed) sure ??= setTimeout(makeSure, SURE_MS).unref();
    onChange(changed);
  };
  const onUnwatched = (problem: unknown): void => {
    void updating.then(() => {
      // Whoever could not read a root has said why.
      const isKnown = unread !== undefined && codeOf(unread.problem) === codeOf(problem);
      if (!isKnown && !signal.aborted) fail(problem);
    });
  };
  const watched = { roots, signal, onChange: onEvents, onProblem: onUnwatched, settleMs: SETTLE_MS, isKeptAlive };
  followRoots(watched, means)
    .catch(fail)
    .finally(() => {
      clearTimeout(sure);
      clearInterval(everything);
    });
  return {
    current: folders.current,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function messageOf(problem: unknown): string {
  return problem instanceof Error ? problem.message : '';
}

function codeOf(problem: unknown): string {
  return problem instanceof SignpostError ? problem.code : '';
}

function differenceOf(before: Signpost, after: Signpost, isOther: (id: string) => boolean): Change {
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
    if (own && !own.entryOnly && !entryOnly && isOther(id)) changed.push(id);
  }
  return { isListChanged, changed };
}

/** What a list of references shows of one. */
function listed({ name, title, description, entryOnly }: Reference): string {
  return JSON.stringify([name, title, description, entryOnly]);
}
