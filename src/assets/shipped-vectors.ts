/** The word vectors that ship with the package: found, read and decoded when they are first asked for. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeWordVectors, type WordVectors } from '../retrieve/index.ts';

const FILE = 'vectors/skills.bin';
let loaded: { readonly vectors: WordVectors | undefined } | undefined;

/**
 * The shipped vectors, read once a process.
 *
 * @returns
 *   `undefined` when the file is not there or damaged: requests are then routed by words alone.
 */
export function shippedVectors(): WordVectors | undefined {
  if (!loaded) {
    const bytes = readShippedVectors();
    loaded = { vectors: bytes && decodeWordVectors(bytes) };
  }
  return loaded.vectors;
}

/**
 * The bytes of the shipped vectors, for those who send them elsewhere.
 *
 * @returns
 *   `undefined` when the file is not there.
 */
export function readShippedVectors(): Uint8Array | undefined {
  try {
    // From this file up: in the sources, in the library and in the bundled command line it stands at different depths.
    for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
      const path = join(at, FILE);
      if (existsSync(path)) return readFileSync(path);
      if (dirname(at) === at) return undefined;
    }
  } catch {
    // Bundled for a platform without files, or not to be read: words alone still route.
    return undefined;
  }
}
