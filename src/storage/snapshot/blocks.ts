/** The part of a file that is read piece by piece: each block of it has a checksum, looked at whenever it is read. */

import { closeSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Rest } from '../pack/container.ts';

/** Bytes of a block. */
const BLOCK = 4096;

/** Closes a file when whoever reads it is gone. */
const readers = new FinalizationRegistry<number>((descriptor) => closeSync(descriptor));

/** The checksum of every block of some bytes. */
export function sumBlocks(bytes: Uint8Array): Uint32Array {
  const sums = new Uint32Array(blocksOf(bytes.length));
  for (let block = 0; block < sums.length; block++) {
    sums[block] = crc32(bytes.subarray(block * BLOCK, (block + 1) * BLOCK));
  }
  return sums;
}

/** How many blocks a number of bytes has. */
export function blocksOf(size: number): number {
  return Math.ceil(size / BLOCK);
}

/**
 * Read a part of an open file block by block.
 *
 * @param descriptor
 *   The file; it is closed when what is given back is gone.
 * @param from
 *   Where the part begins.
 * @param end
 *   Where it ends.
 * @param sums
 *   From `sumBlocks`.
 * @param onDamage
 *   Called when a block is not what it was; it throws.
 */
export function blockReader(
  descriptor: number,
  from: number,
  end: number,
  sums: Uint32Array,
  onDamage: () => never,
): Rest {
  const reader: Rest = {
    read(start, to) {
      const first = Math.floor((start - from) / BLOCK);
      const last = blocksOf(to - from);
      const base = from + first * BLOCK;
      // Not set to zero first: all of it is read, or none of it used.
      const bytes: Uint8Array = Buffer.allocUnsafeSlow(Math.min(end, from + last * BLOCK) - base);
      if (readSync(descriptor, bytes, 0, bytes.length, base) !== bytes.length) onDamage();
      for (let block = first; block < last; block++) {
        const at = (block - first) * BLOCK;
        if (crc32(bytes.subarray(at, at + BLOCK)) !== sums[block]) onDamage();
      }
      return bytes.subarray(start - base, to - base);
    },
  };
  readers.register(reader, descriptor);
  return reader;
}
