/**
 * The file that Node is given: has Node keep what it compiles, where it can, and starts the command line beside it. Bundled by
 * `scripts/build.mjs`.
 */

import * as nodeModule from 'node:module';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { makeOwnFolder } from '../../load/disk/own-folder.ts';

/**
 * Where compiled code is kept: what lies there is executed, so that no variable names it, and nobody else may write to it or to a
 * folder above it. The user's folder is the one of the user database, whatever `HOME` says.
 *
 * @returns
 *   `undefined` where there is none.
 */
function folderOfCode(): string | undefined {
  // Says that nothing is kept, and names nothing.
  if (process.env['SIGNPOST_CACHE'] === 'off') return undefined;
  try {
    const folder = join(userInfo().homedir, '.cache', 'signpost', 'compiled');
    return makeOwnFolder(folder) === undefined ? folder : undefined;
  } catch {
    // A user that no database knows.
    return undefined;
  }
}

// From Node 22.8 on; before that each process compiles for itself.
const enableCompileCache: unknown = Reflect.get(nodeModule, 'enableCompileCache');
if (typeof enableCompileCache === 'function') {
  const folder = folderOfCode();
  if (folder !== undefined) enableCompileCache(folder);
}
void import('./bin.ts');
