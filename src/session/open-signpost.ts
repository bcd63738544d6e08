/** `openSignpost` as people call it: of folders as they are, or as they will be. What opens them is loaded with the first call. */

import { badOption } from '../domain/check-options.ts';
import type { Signpost } from '../domain/signpost.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { createFollower } from './create/follower.ts';
import { followSignpost } from './follow.ts';
import type { OpenOptions as OpeningOptions } from './open-roots.ts';

/** Which folders to open, and how. */
export interface OpenOptions extends OpeningOptions {
  /**
   * Whether to follow the folders (default: false): what changes in them is in the next decision. It does not keep a process
   * alive; `signal` ends it.
   */
  readonly watch?: boolean;
  /** Ends following; the signpost stays as it is then. */
  readonly signal?: AbortSignal;
}

/**
 * Open folders.
 *
 * @param options
 *   `roots`, in order of precedence: where two have a skill of one name, the first wins.
 * @returns
 *   A signpost; with `watch` one that changes with its documents, never by half: each call is answered by one state of them.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`, `SIGNPOST_NO_ROOT`, `SIGNPOST_BAD_OPTION`; with `onStale`
 *   `SIGNPOST_NO_SNAPSHOT`.
 * @example
 *   const signpost = await openSignpost({ roots: ['references'], watch: true });
 *   signpost.route('How do I write triggers?').decision; // 'route'
 */
export async function openSignpost(options: OpenOptions = {}): Promise<Signpost> {
  if (typeof options !== 'object' || options === null) throw badOption('options', options, 'an object');
  const { watch = false, signal, ...others } = options;
  if (typeof watch !== 'boolean') throw badOption('watch', watch, 'true or false');
  if (!watch) {
    const { openRoots } = await import('./open-roots.ts');
    return openRoots(others);
  }
  if (others.onStale)
    throw badOption('onStale', 'a function', 'none beside `watch`, which brings a snapshot up to date');
  const { onProblem = () => {} } = others;
  const { current } = await followSignpost({
    ...others,
    signal: signal ?? new AbortController().signal,
    isKeptAlive: false,
    onProblem: (problem) => onProblem(asSignpostError(problem)),
  });
  return createFollower(current);
}

function asSignpostError(problem: unknown): SignpostError {
  if (problem instanceof SignpostError) return problem;
  return new SignpostError('SIGNPOST_ROOT_UNREADABLE', 'Cannot follow the roots', { cause: problem });
}
