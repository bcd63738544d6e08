/** The process: real arguments, real streams. Bundled by `scripts/build.mjs`, which sets the version; `start.ts` starts it. */

import { join } from 'node:path';
import { main } from './main.ts';
import { linesIn } from './named-file.ts';

declare const SIGNPOST_VERSION: string;

/** What is run again for another command, and by agents: what was started, beside this file. */
const program = join(__dirname, 'signpost.cjs');

const wantsColor = !process.env['NO_COLOR'];

// A reader such as `head` that has seen enough is no failure.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
}

/** A first Ctrl+C ends a command that goes on; for any other the default stands. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  if (process.argv.includes('--watch') || ['mcp', 'serve'].includes(process.argv[2] ?? '')) {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => controller.abort());
  }
  return controller.signal;
}

/** Opened by a command that reads; whoever writes to it need not end for the process to end. */
let isReading = false;

/** Set by a command that is done before all it began is. */
let isAbandoned = false;

main({
  argv: process.argv.slice(2),
  cwd: process.cwd(),
  version: SIGNPOST_VERSION,
  program,
  env: process.env,
  stdout: (text) => process.stdout.write(`${text}\n`),
  stderr: (text) => process.stderr.write(`${text}\n`),
  progress: (text) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${text}\u001b[K`);
  },
  stdin: () => {
    isReading = true;
    return linesIn(process.stdin);
  },
  stdinText: async () => {
    isReading = true;
    // Without the reader of lines, which takes some of the time a hook has to load.
    const chunks: Buffer[] = [];
    for await (const chunk of process.stdin) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  },
  // Before that Node was starting, which nothing here can hasten.
  elapsedMs: () => performance.now() - performance.nodeTiming.bootstrapComplete,
  startAnother: async (argv) => {
    // Only now: most runs start nothing.
    const { spawn } = await import('node:child_process');
    const child = spawn(process.execPath, [program, ...argv], { detached: true, stdio: 'ignore' });
    // That it cannot be started is found out when nothing has changed the next time.
    child.on('error', () => undefined).unref();
  },
  abandon: () => {
    isAbandoned = true;
  },
  stop: stopSignal(),
  isTerminal: process.stdout.isTTY === true,
  color: wantsColor && process.stdout.isTTY === true,
  errorColor: wantsColor && process.stderr.isTTY === true,
}).then((exitCode) => {
  process.exitCode = exitCode;
  if (isReading) process.stdin.destroy();
  // Once what was printed is out.
  if (isAbandoned) process.stdout.write('', () => process.exit());
});
