/** The file that Node is given: starts the command line, which is beside it. Bundled by `scripts/build.mjs`. */

import { join } from 'node:path';
import { start } from './start.ts';

const { exports, isFromCode, keep } = start(join(__dirname, 'main.cjs'), process.env);
if (!isFromCode) {
  process.once('exit', () => {
    // Before a request was answered most of what the next process needs has not been compiled.
    if (exports['hasRouted'] === true) keep();
  });
}
