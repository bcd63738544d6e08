/**
 * A process of its own that lints folders: whatever documents make of it, no server ends with it. Bundled by `scripts/build.mjs`.
 *
 * Its arguments are the milliseconds it has, and the folders. On standard output it says what it found, or which call was wrong.
 */

import { Worker } from 'node:worker_threads';
import { SignpostError } from '../../domain/signpost-error.ts';
import { lookAt } from './lint-look.ts';

const [longestMs = '', ...roots] = process.argv.slice(2);
// Who started it ends it in time; where that process is gone, this does, while documents keep the thread of the lint busy.
new Worker(`setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${Number(longestMs)})`, { eval: true }).unref();
try {
  process.stdout.write(lookAt(roots));
} catch (error) {
  if (!(error instanceof SignpostError)) throw error;
  process.stdout.write(JSON.stringify({ code: error.code, message: error.message }));
  process.exitCode = 1;
}
