/** Run the command line in process, with streams that are kept. */

import type { ExitCode } from '../../../src/doors/cli/io.ts';
import { main } from '../../../src/doors/cli/main.ts';

/** What a run printed, and its exit code. */
export interface Run {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  /** Arguments of what it started in the background. */
  readonly started: readonly (readonly string[])[];
}

/** What a run is given; an environment without variables unless there are some. */
interface RunOptions {
  readonly cwd?: string;
  readonly stdin?: string;
  readonly color?: boolean;
  readonly isTerminal?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

export async function run(
  argv: readonly string[],
  { cwd = process.cwd(), stdin = '', color = false, isTerminal = false, env = {} }: RunOptions = {},
): Promise<Run> {
  const out: string[] = [];
  const err: string[] = [];
  const started: (readonly string[])[] = [];
  const begun = performance.now();
  const exitCode = await main({
    argv,
    cwd,
    version: '0.0.0-test',
    program: '/opt/signpost/dist/bin/signpost.cjs',
    env,
    elapsedMs: () => performance.now() - begun,
    startAnother: async (args) => {
      started.push(args);
    },
    stdout: (text) => out.push(text),
    stderr: (text) => err.push(text),
    progress: () => {},
    stdin: async function* () {
      yield* stdin.split('\n');
    },
    stdinText: async () => stdin,
    abandon: () => {},
    stop: new AbortController().signal,
    isTerminal,
    color,
    errorColor: color,
  });
  return { exitCode, stdout: out.join('\n'), stderr: err.join('\n'), started };
}
