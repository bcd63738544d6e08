/** What keeps roots from being watched, in words. */

import { realpathSync } from 'node:fs';
import { SignpostError } from '../../domain/signpost-error.ts';
import { codeBehind, codeOf } from '../disk/code-of.ts';
import type { Look } from './watched-tree.ts';

/**
 * Where a root leads.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` when it is not there.
 */
export function realPathOf(root: string): string {
  try {
    return realpathSync.native(root);
  } catch (cause) {
    throw new SignpostError('SIGNPOST_ROOT_NOT_FOUND', `Cannot find root \`${root}\``, { cause });
  }
}

/** Where roots lead, by that their names, and what is wrong with the first that leads nowhere. */
export function realPathsOf(roots: readonly string[]): {
  readonly places: ReadonlyMap<string, string>;
  readonly missing: SignpostError | undefined;
} {
  const places = new Map<string, string>();
  let missing: SignpostError | undefined;
  for (const root of roots) {
    try {
      places.set(realPathOf(root), root);
    } catch (problem) {
      if (!(problem instanceof SignpostError)) throw problem;
      missing ??= problem;
    }
  }
  return { places, missing };
}

/**
 * What is wrong with a look.
 *
 * @param places
 *   Names of roots, by where they lead.
 * @param mostAgainMs
 *   How often everything is looked at where nothing can be watched, at least, in milliseconds.
 */
export function problemOf(
  { unlisted, unwatched }: Look,
  places: ReadonlyMap<string, string>,
  mostAgainMs: number,
): SignpostError | undefined {
  if (unwatched) return cannotWatch(unwatched.cause, mostAgainMs);
  for (const [place, cause] of unlisted) {
    const root = places.get(place);
    // Of what a link leads to whoever reads it says why.
    if (root === undefined) continue;
    const reason = `Cannot list root \`${root}\``;
    return new SignpostError('SIGNPOST_ROOT_UNREADABLE', reason, { cause });
  }
  return undefined;
}

/** The limits of inotify(7), by the codes of inotify_init(2) and inotify_add_watch(2). */
const LIMITS: Readonly<Record<string, string>> = {
  ENOSPC: 'the system can watch no more files (inotify limit): fs.inotify.max_user_watches says how many',
  EMFILE:
    'the system can watch no more files (inotify limit): fs.inotify.max_user_instances says for how many processes',
};

/** That nothing can be watched, and what is done instead. */
export function cannotWatch(cause: unknown, mostAgainMs: number): SignpostError {
  const why = LIMITS[codeOf(cause)] ?? 'the system does not let it';
  const instead = `everything is looked at instead, every ${mostAgainMs / 1000} s at least`;
  return new SignpostError('SIGNPOST_NOT_WATCHED', `Cannot watch folders${codeBehind(cause)}, ${instead}: ${why}`, {
    cause,
  });
}
