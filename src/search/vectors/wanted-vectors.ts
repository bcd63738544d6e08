/** Word vectors that are wanted, and why there are none where they cannot be had. */

import type { WordVectors } from './word-vectors.ts';

/** Word vectors that are wanted: looked for once, when they are first asked for. */
export interface WantedVectors {
  /** The table; `undefined` when it cannot be had. */
  readonly table: () => WordVectors | undefined;
  /** The file it was decoded from; `undefined` when there is no table. */
  readonly bytes: () => Uint8Array | undefined;
  /** Why there is no table, and what to do about it; `undefined` when there is one. It names no folder of the machine. */
  readonly lack: () => string | undefined;
}
