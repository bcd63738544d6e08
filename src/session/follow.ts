/** `followSignpost` as people call it: what follows folders is loaded with the first call. */

import type { FollowOptions, LiveSignpost } from './live-signpost.ts';

/**
 * Open roots, and follow them until the signal.
 *
 * Of a change only what has changed is read and analysed. Once followed nothing is thrown any more: what goes wrong is told to
 * `onProblem`, once for as long as it lasts, and the signpost stays as it was last.
 *
 * @param options
 *   What `onProblem` or a listener throws, or rejects with, stops nothing: of a listener `onProblem` is told, and what `onProblem` throws
 *   is a warning of the process.
 * @returns
 *   What gives the signpost of each moment. A decision is made of one, whole.
 * @throws {SignpostError}
 *   As `openSignpost` does; the promise is rejected.
 * @example
 *   const { current } = await followSignpost({ roots: ['references'], signal, onProblem: console.error });
 *   current().route('dbt cloud');
 */
export async function followSignpost(options: FollowOptions): Promise<LiveSignpost> {
  const { followWith } = await import('./follow-with.ts');
  return followWith(options);
}
