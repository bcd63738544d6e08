/** Where a user's own notes on what was done are kept: what no repository can bring, and no variable can lead elsewhere. */

import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** Where the XDG specification has what outlives a run and is no cache, from home. */
const FOLDER = '.local/state/signpost';

/**
 * The folder for notes of a kind, in the home as the system knows it.
 *
 * @param kind
 *   The name of the folder.
 * @returns
 *   Its path, with every link above it resolved; `undefined` for a user whom the system has no home for. It may not be there, and
 *   not be ours alone: `makeOwnFolder` and `readOwnFile` tell.
 * @example
 *   stateFolder('runs'); // '/home/ada/.local/state/signpost/runs'
 */
export function stateFolder(kind: string): string | undefined {
  try {
    return join(realpathSync.native(userInfo().homedir), FOLDER, kind);
  } catch {
    return undefined;
  }
}
