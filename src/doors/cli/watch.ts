/** `--watch`: run a command again whenever its documents change. */

import { SignpostError } from '../../domain/signpost-error.ts';
import { watchRoots } from '../../load/watch/watch-roots.ts';
import { printable } from '../../text/printable.ts';
import type { CliIo, ExitCode } from './io.ts';

/** `--watch` as every command has it. */
export const watchOption = { type: 'boolean', help: 'go on, and run again whenever a document changes' } as const;

/**
 * Run now and after every change, until the process is told to stop.
 *
 * Says on stderr when it watches, when it does not and why, and when it does again: a root that is gone is waited for.
 *
 * @param run
 *   Gives what to print, `''` for nothing; what was printed last is not printed again. An error of it is printed, and the watch goes
 *   on: somebody is at work on the documents.
 * @returns
 *   0 when it was told to stop.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` when a root is not there from the first.
 */
export async function watchAndRun(io: CliIo, roots: readonly string[], run: () => string): Promise<ExitCode> {
  let last: string | undefined;
  let failure: unknown;
  let hasWatched = false;
  await watchRoots({
    roots,
    signal: io.stop,
    onChange() {
      let text: string;
      failure = undefined;
      try {
        text = run();
      } catch (error) {
        failure = error;
        text = describe(error);
      }
      if (text !== '' && text !== last) (failure === undefined ? io.stdout : io.stderr)(text);
      last = text;
    },
    onProblem(problem) {
      // What could not be read has just been said.
      const isKnown = codeOf(failure) !== undefined && codeOf(failure) === codeOf(problem);
      io.stderr(isKnown ? 'Waiting until it can be read again, Ctrl+C ends it' : describe(problem));
    },
    onWatching() {
      io.stderr(hasWatched ? 'Watching for changes again' : 'Watching for changes, Ctrl+C ends it');
      hasWatched = true;
    },
  });
  return 0;
}

function describe(error: unknown): string {
  if (error instanceof SignpostError) return `signpost: ${printable(error.message)} (${error.code})`;
  return `signpost: unexpected failure: ${printable(error instanceof Error ? error.message : String(error))}`;
}

function codeOf(error: unknown): string | undefined {
  return error instanceof SignpostError ? error.code : undefined;
}
