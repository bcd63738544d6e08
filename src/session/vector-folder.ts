/** Vectors on disk: one small file each, found by a key, believed only when it is whole and its own. */

import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFile } from '../load/disk/read-file.ts';
import { writeFile } from '../load/disk/write-file.ts';
import { MOST_DIMENSIONS } from '../models/checked-embedder.ts';

/** Vectors by key. Neither call throws: what the disk refuses is not there. */
export interface VectorFolder {
  /** The vector of a key, `undefined` when there is none that can be believed. */
  read(key: string): Float32Array | undefined;
  /** Keep a vector. When several processes keep one for a key, the last one stands, whole. */
  write(key: string, vector: Float32Array): void;
}

/** A file: these four bytes, eight of a hash, the values in float32, little-endian. */
const MAGIC = Buffer.from('SPV1');
const HASH_BYTES = 8;
const HEAD = MAGIC.length + HASH_BYTES;
const LARGEST = HEAD + 4 * MOST_DIMENSIONS;

/**
 * Make a folder of vectors.
 *
 * All calls are synchronous: a file is a few kilobytes, and thousands opened at once would run out of descriptors.
 *
 * @param folder
 *   Where; made when the first vector is kept.
 * @example
 *   const vectors = createVectorFolder('.cache/vectors');
 *   vectors.write('00ff', new Float32Array([1, 2])); // .cache/vectors/00/ff.vec
 *   vectors.read('00ff'); // Float32Array [1, 2]
 */
export function createVectorFolder(folder: string): VectorFolder {
  const pathOf = (key: string) => join(folder, key.slice(0, 2), `${key.slice(2)}.vec`);
  return {
    read(key) {
      try {
        // The caller named the folder, and means what it leads to.
        return decode(readFile(pathOf(key), { most: LARGEST, links: 'follow' }).bytes, key);
      } catch {
        return undefined;
      }
    },
    write(key, vector) {
      const path = pathOf(key);
      try {
        mkdirSync(dirname(path), { recursive: true });
        // What a caller keeps for several users is for them to say: as before by the mask of the process.
        writeFile(path, [encode(vector, key)], 0o666 & ~process.umask());
      } catch {
        // Where it cannot be written, it was not.
      }
    },
  };
}

function encode(vector: Float32Array, key: string): Buffer {
  const values = Buffer.alloc(4 * vector.length);
  for (const [d, value] of vector.entries()) values.writeFloatLE(value, 4 * d);
  return Buffer.concat([MAGIC, hashOf(key, values), values]);
}

function decode(bytes: Buffer, key: string): Float32Array | undefined {
  const values = bytes.subarray(HEAD);
  if (values.length === 0 || values.length % 4 !== 0) return undefined;
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC)) return undefined;
  if (!bytes.subarray(MAGIC.length, HEAD).equals(hashOf(key, values))) return undefined;
  return Float32Array.from({ length: values.length / 4 }, (_, d) => values.readFloatLE(4 * d));
}

/** Of the key, too: a file that was given the name of another is not believed. */
function hashOf(key: string, values: Buffer): Buffer {
  return createHash('sha256').update(`${key}\n`).update(values).digest().subarray(0, HASH_BYTES);
}
