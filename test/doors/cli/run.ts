/** Run the command line in process, with streams that are kept. */

import type { ExitCode } from '../../../src/doors/cli/io.ts';
import { main } from '../../../src/doors/cli/main.ts';

/** What a run printed, and its exit code. */
export interface Run {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

export async function run(
  argv: readonly string[],
  { cwd = process.cwd(), stdin = '', color = false }: { cwd?: string; stdin?: string; color?: boolean } = {},
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const exitCode = await main({
    argv,
    cwd,
    version: '0.0.0-test',
    env: {},
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    progress: () => {},
    stdin: async function* () {
      yield* stdin.split('\n');
    },
    stop: new AbortController().signal,
    color,
    errorColor: color,
  });
  return { exitCode, stdout: out.join('\n'), stderr: err.join('\n') };
}
