/** The word vectors that ship with the package: found, read and decoded when they are first asked for. */

import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { decodeWordVectors, simdProducts, type WordVectors } from '../retrieve/index.ts';

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
    loaded = { vectors: bytes && decodeWordVectors(bytes, simdProducts()) };
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
    const path = findShippedVectors();
    return path === undefined ? undefined : readFileSync(path);
  } catch {
    // Not to be read: words alone still route.
    return undefined;
  }
}

/** The path of the shipped vectors, `undefined` when the file is not there. */
export function findShippedVectors(): string | undefined {
  try {
    // From this file up: in the sources, in the library and in the bundled command line it stands at different depths.
    for (let at = dirname(fileURLToPath(import.meta.url)); ; at = dirname(at)) {
      const path = join(at, FILE);
      if (existsSync(path)) return path;
      if (dirname(at) === at) return undefined;
    }
  } catch {
    // Bundled for a platform without files.
    return undefined;
  }
}
