/** `--watch`: run a command again whenever its documents change. */

import { SignpostError, watchRoots } from '../../index.ts';
import { printable } from '../../report/index.ts';
import type { CliIo, ExitCode } from './io.ts';

/** `--watch` as every command has it. */
export const watchOption = { type: 'boolean', help: 'go on, and run again whenever a document changes' } as const;

/**
 * Run now and after every change, until the process is told to stop.
 *
 * @param run
 *   Gives what to print, `''` for nothing; what was printed last is not printed again. An error of it is printed, and the watch goes
 *   on: somebody is at work on the documents.
 * @returns
 *   0 when it was told to stop.
 */
export async function watchAndRun(io: CliIo, roots: readonly string[], run: () => string): Promise<ExitCode> {
  let last: string | undefined;
  let isFirst = true;
  const onChange = () => {
    const [text, print] = attempt(io, run);
    if (text !== '' && text !== last) print(text);
    last = text;
    if (isFirst) io.stderr('Watching for changes, Ctrl+C ends it');
    isFirst = false;
  };
  await watchRoots({ roots, signal: io.stop, onChange });
  return 0;
}

function attempt(io: CliIo, run: () => string): readonly [text: string, print: (text: string) => void] {
  try {
    return [run(), io.stdout];
  } catch (error) {
    if (!(error instanceof SignpostError)) throw error;
    return [`signpost: ${printable(error.message)} (${error.code})`, io.stderr];
  }
}
