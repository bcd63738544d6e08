/** A snapshot on disk: written whole or not at all, and believed only when it is whole, ours, and nobody else could write it. */

import { closeSync, fstatSync, readSync, rmSync, type Stats, statSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { SignpostError } from '../diagnostics/index.ts';
import { decodeSections, EXTENT_BYTES, isPackOfAnyVersion, readExtent, type Sections } from '../packed/index.ts';
import { blockReader, blocksOf, sumBlocks } from './blocks.ts';
import { openWithoutWaiting, whyNotOurs, writeWhole } from './whole-file.ts';

/** What a file turned out to be. */
export type ReadSnapshot =
  | { readonly kind: 'snapshot'; readonly sections: Sections }
  | { readonly kind: 'none' }
  /** There is a file, and it is not used. */
  | { readonly kind: 'unusable'; readonly reason: string };

/** Bytes of a checksum. */
const SUM = 4;

/**
 * Read a snapshot: at once what every request needs, the rest when it is asked for.
 *
 * @param path
 *   Where it is.
 * @returns
 *   Sections that throw `SIGNPOST_BAD_SNAPSHOT` when the disk does not give back what was written, and remove the file
 *   then, so that it is made anew.
 */
export function readSnapshot(path: string): ReadSnapshot {
  let descriptor: number;
  try {
    descriptor = openWithoutWaiting(path);
  } catch (error) {
    const isGone = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
    return isGone ? { kind: 'none' } : unusable('it cannot be read');
  }
  let isKept = false;
  try {
    const read = readOpen(descriptor, path);
    isKept = read.kind === 'snapshot';
    return read;
  } catch {
    return unusable('it cannot be read');
  } finally {
    if (!isKept) closeSync(descriptor);
  }
}

/**
 * Write a snapshot, through a file beside it that gets its name when it is whole.
 *
 * @param path
 *   Where to; folders on the way are made, for their owner alone.
 * @param pack
 *   Its sections, encoded.
 * @throws {Error}
 *   When the disk refuses, or the file that is there is something else; what was there is as it was.
 */
export function writeSnapshot(path: string, pack: Uint8Array): void {
  const { firstEnd = 0 } = readExtent(pack) ?? {};
  const sums = new Uint8Array(sumBlocks(pack.subarray(firstEnd)).buffer);
  const checksum = Buffer.alloc(SUM);
  checksum.writeUInt32LE(crc32(sums, crc32(pack.subarray(0, firstEnd))));
  checkReplaceable(path);
  writeWhole(path, [pack, sums, checksum]);
}

/** A path that was mistyped may lead to somebody's work: only what is a snapshot, or begins as one, is replaced. */
function checkReplaceable(path: string): void {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  // A pipe would be waited for.
  if (!stats.isFile()) throw new Error('it is no file');
  if (path.endsWith('.snapshot') || stats.size === 0) return;
  const descriptor = openWithoutWaiting(path);
  try {
    if (!isPackOfAnyVersion(bytesAt(descriptor, 0, EXTENT_BYTES))) throw new Error('it is a file of another kind');
  } finally {
    closeSync(descriptor);
  }
}

function readOpen(descriptor: number, path: string): ReadSnapshot {
  const stats = fstatSync(descriptor);
  const wrong = stats.isFile() ? whyNotOurs(stats) : 'it is no file';
  if (wrong) return unusable(wrong);
  const extent = readExtent(bytesAt(descriptor, 0, EXTENT_BYTES));
  if (!extent) return unusable('it is no snapshot, or another version wrote it');
  const { firstEnd, end } = extent;
  const sumsSize = blocksOf(end - firstEnd) * SUM;
  if (stats.size !== end + sumsSize + SUM) return unusable('it is cut short, or goes on');
  const first = bytesAt(descriptor, 0, firstEnd);
  const behind = bytesAt(descriptor, end, sumsSize + SUM);
  const sums = behind.subarray(0, sumsSize);
  const checksum = new DataView(behind.buffer, behind.byteOffset).getUint32(sumsSize, true);
  if (crc32(sums, crc32(first)) !== checksum) return unusable('it is damaged');
  const onDamage = (): never => {
    removeIfStill(path, stats);
    const message = `Snapshot \`${path}\` is damaged; it is made anew the next time`;
    throw new SignpostError('SIGNPOST_BAD_SNAPSHOT', message);
  };
  const rest = blockReader(descriptor, firstEnd, end, new Uint32Array(sums.buffer, 0, sumsSize / SUM), onDamage);
  const sections = decodeSections(first, rest);
  return sections ? { kind: 'snapshot', sections } : unusable('it is no snapshot, or another version wrote it');
}

/** Another process may have put a good one in its place, and a folder may be one that nothing can be removed from. */
function removeIfStill(path: string, { dev, ino }: Pick<Stats, 'dev' | 'ino'>): void {
  try {
    const now = statSync(path);
    if (now.ino === ino && now.dev === dev) rmSync(path);
  } catch {
    // Gone, or out of reach: whoever opens it next finds out.
  }
}

/** Fewer where the file ends before. */
function bytesAt(descriptor: number, from: number, size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let read = 0;
  while (read < size) {
    const more = readSync(descriptor, bytes, read, size - read, from + read);
    if (more === 0) break;
    read += more;
  }
  return bytes.subarray(0, read);
}

function unusable(reason: string): ReadSnapshot {
  return { kind: 'unusable', reason };
}
