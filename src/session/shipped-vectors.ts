/** The word vectors that ship with the package: found, read and decoded when they are first asked for. */

import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';
import { SignpostError } from '../domain/signpost-error.ts';
import { codeBehind } from '../load/disk/code-of.ts';
import { readFile } from '../load/disk/read-file.ts';
import { simdProducts } from '../search/vectors/simd-products.ts';
import type { WantedVectors } from '../search/vectors/wanted-vectors.ts';
import { decodeWordVectors, type WordVectors } from '../search/vectors/word-vectors.ts';
import { SHIPPED_KEY, SHIPPED_SUM } from './shipped-identity.ts';

/** What came of looking for vectors. */
type Loaded =
  | { readonly kind: 'loaded'; readonly table: WordVectors; readonly bytes: Uint8Array }
  | { readonly kind: 'lacking'; readonly lack: string };

/** In bytes; the file that ships has three millions. */
const LARGEST = 16 * 1024 * 1024;
const INSTEAD =
  'import `vectors` of `signpost/vectors` and pass them as an option where a program is bundled, or set `semantic: false`';
const DAMAGED = lacking('are damaged, or of another version', 'install signpost anew');
let shipped: WantedVectors | undefined;
const given = new WeakMap<Uint8Array, WantedVectors>();

/**
 * The vectors that options ask for.
 *
 * @param options
 *   `semantic`: whether meaning counts (default: true). `vectors`: the table as bytes (default: the file that ships).
 * @returns
 *   `undefined` when none are wanted.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when the bytes are something else.
 */
export function wantedVectors({
  semantic = true,
  vectors,
}: {
  readonly semantic?: boolean;
  readonly vectors?: Uint8Array;
} = {}): WantedVectors | undefined {
  if (vectors === undefined) return semantic ? packableVectors() : undefined;
  const packable = packableVectors(vectors);
  return semantic ? packable : undefined;
}

/**
 * The vectors that catalogs are laid out with, whether or not meaning counts for whoever has them laid out.
 *
 * @param vectors
 *   As bytes (default: the file that ships, decoded once a process).
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when the bytes are something else.
 */
export function packableVectors(vectors?: Uint8Array): WantedVectors {
  if (vectors === undefined) {
    shipped ??= lookedForOnce(readShippedVectors);
    return shipped;
  }
  const known = vectors instanceof Uint8Array ? given.get(vectors) : undefined;
  if (known) return known;
  const loaded = vectors instanceof Uint8Array ? decoded(vectors) : undefined;
  if (loaded?.kind !== 'loaded') {
    const reason = 'Unexpected `vectors`, expected the bytes of word vectors: those of `signpost/vectors`, whole';
    throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
  }
  const wanted = lookedForOnce(() => loaded);
  given.set(vectors, wanted);
  return wanted;
}

/** The shipped vectors, read once a process; `undefined` when they cannot be had. */
export function shippedVectors(): WordVectors | undefined {
  return packableVectors().table();
}

/** The path of the shipped vectors, `undefined` when the file is not there. */
export function findShippedVectors(): string | undefined {
  try {
    // The sources, the library and the bundled command line all stand two folders below the top. Written out, because bundlers
    // and tracers that know this form take the file along.
    const path = fileURLToPath(new URL('../../vectors/skills.bin', import.meta.url));
    return existsSync(path) ? path : undefined;
  } catch {
    // Bundled in a form without a place of its own, or for a platform without files.
    return undefined;
  }
}

function readShippedVectors(): Loaded {
  const path = findShippedVectors();
  if (path === undefined) return lacking('are not beside this program', INSTEAD);
  try {
    // Of a package that may be installed as a link; beside a bundled program anything may be called so.
    const loaded = decoded(readFile(path, { most: LARGEST, links: 'follow' }).bytes);
    return loaded.kind === 'loaded' && loaded.table.key !== SHIPPED_KEY ? DAMAGED : loaded;
  } catch (error) {
    return lacking(`cannot be read${codeBehind(error)}`, INSTEAD);
  }
}

function decoded(bytes: Uint8Array): Loaded {
  const table = decodeWordVectors(bytes, simdProducts());
  // Bytes that were changed among the numbers decode all the same.
  const isWhole = table && (table.key !== SHIPPED_KEY || crc32(bytes) === SHIPPED_SUM);
  return isWhole ? { kind: 'loaded', table, bytes } : DAMAGED;
}

function lacking(what: string, instead: string): Loaded {
  return { kind: 'lacking', lack: `Chosen by words alone: the word vectors ${what}; ${instead}` };
}

function lookedForOnce(look: () => Loaded): WantedVectors {
  let looked: Loaded | undefined;
  const loaded = (): Loaded => {
    looked ??= look();
    return looked;
  };
  const part = <Part>(of: (found: Extract<Loaded, { kind: 'loaded' }>) => Part): Part | undefined => {
    const found = loaded();
    return found.kind === 'loaded' ? of(found) : undefined;
  };
  return {
    table: () => part(({ table }) => table),
    bytes: () => part(({ bytes }) => bytes),
    lack() {
      const found = loaded();
      return found.kind === 'lacking' ? found.lack : undefined;
    },
  };
}
