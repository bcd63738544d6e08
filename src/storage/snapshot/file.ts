/** A snapshot on disk: written whole or not at all, and believed only when it is whole, ours, and nobody else could write it. */

import { closeSync, lstatSync, mkdirSync, readSync, rmSync, type Stats, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { crc32 } from 'node:zlib';
import { SignpostError } from '../../domain/signpost-error.ts';
import { codeOf } from '../../load/disk/code-of.ts';
import { makeOwnFolder, whyFolderNotOurs, whyNotOurs } from '../../load/disk/own-folder.ts';
import { FileRefused, openFile } from '../../load/disk/read-file.ts';
import { writeFile } from '../../load/disk/write-file.ts';
import { decodeSections, EXTENT_BYTES, isPackOfAnyVersion, readExtent, type Sections } from '../pack/container.ts';
import { blockReader, blocksOf, sumBlocks } from './blocks.ts';
import { isOurName } from './place.ts';

/** A file that a snapshot is kept in. */
export interface SnapshotFile {
  readonly path: string;
  /** Whether a caller named it: then it may lie anywhere. One of the cache lies in a folder that is ours alone, links resolved. */
  readonly isNamed: boolean;
}

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
 * @param file
 *   Where it is.
 * @returns
 *   Sections that throw `SIGNPOST_BAD_SNAPSHOT` when the disk does not give back what was written, and remove the file
 *   then, so that it is made anew.
 */
export function readSnapshot(file: SnapshotFile): ReadSnapshot {
  let isKept = false;
  let opened: ReturnType<typeof openFile> | undefined;
  try {
    opened = openFile(file.path, file.isNamed ? 'follow' : 'refuse');
    const wrong = whyNotBelieved(file, opened.stats);
    if (wrong !== undefined) return unusable(wrong);
    const read = readOpen(opened.descriptor, file.path, opened.stats);
    isKept = read.kind === 'snapshot';
    return read;
  } catch (error) {
    if (error instanceof FileRefused) return unusable(error.refusal === 'no-file' ? 'it is no file' : 'it is a link');
    return ['ENOENT', 'ENOTDIR'].includes(codeOf(error)) ? { kind: 'none' } : unusable('it cannot be read');
  } finally {
    if (opened && !isKept) closeSync(opened.descriptor);
  }
}

/** Why somebody else may have written a file. */
function whyNotBelieved({ path }: SnapshotFile, stats: Stats): string | undefined {
  const why = whyNotOurs(stats);
  if (why !== undefined) return `${why} it`;
  // A second name of a file of ours, left by somebody else where they could.
  const isLinked = stats.nlink > 1 && whyFolderNotOurs(dirname(resolve(path))) !== undefined;
  return isLinked ? 'it has another name elsewhere, and others may write to its folder' : undefined;
}

/**
 * Write a snapshot. A folder that is not there yet is made, for its owner alone.
 *
 * @param file
 *   Where to.
 * @param pack
 *   Its sections, encoded.
 * @throws {Error}
 *   When the disk refuses, or the file that is there is something else; what was there is as it was.
 */
export function writeSnapshot(file: SnapshotFile, pack: Uint8Array): void {
  const { firstEnd = 0 } = readExtent(pack) ?? {};
  const sums = new Uint8Array(sumBlocks(pack.subarray(firstEnd)).buffer);
  const checksum = Buffer.alloc(SUM);
  checksum.writeUInt32LE(sumOf(pack.subarray(0, firstEnd), sums));
  makeFolderOf(file);
  checkReplaceable(file.path);
  writeFile(file.path, [pack, sums, checksum]);
}

/** Of what is read at once and of the sums of all blocks; of an empty catalog there are none, and `crc32` of nothing may be 0. */
function sumOf(first: Uint8Array, sums: Uint8Array): number {
  const sum = crc32(first);
  return sums.length === 0 ? sum : crc32(sums, sum);
}

/** Make the folder of a snapshot, where it is not there. @throws {Error} When it cannot be made, or is not ours alone. */
export function makeFolderOf({ path, isNamed }: SnapshotFile): void {
  const folder = dirname(path);
  // Where somebody else gave the name, the folder may hold other things, too, and stays as open as it is.
  const why = isNamed ? undefined : isOurName(path) ? makeOwnFolder(folder) : whyFolderNotOurs(folder);
  if (why !== undefined) throw new Error(why);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
}

/** A path that was mistyped may lead to somebody's work: only what is a snapshot, or begins as one, is replaced. */
function checkReplaceable(path: string): void {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (!stats) return;
  // Of a link the name alone is replaced, and what it leads to stays.
  if (!stats.isFile() && !stats.isSymbolicLink()) throw new Error('it is no file');
  if (path.endsWith('.snapshot') || stats.size === 0) return;
  if (stats.isSymbolicLink()) throw new Error('it is a link');
  const { descriptor } = openFile(path, 'follow');
  try {
    if (!isPackOfAnyVersion(bytesAt(descriptor, 0, EXTENT_BYTES))) throw new Error('it is a file of another kind');
  } finally {
    closeSync(descriptor);
  }
}

function readOpen(descriptor: number, path: string, stats: Stats): ReadSnapshot {
  const extent = readExtent(bytesAt(descriptor, 0, EXTENT_BYTES));
  if (!extent) return unusable('it is no snapshot, or another version wrote it');
  const { firstEnd, end } = extent;
  const sumsSize = blocksOf(end - firstEnd) * SUM;
  if (stats.size !== end + sumsSize + SUM) return unusable('it is cut short, or goes on');
  const first = bytesAt(descriptor, 0, firstEnd);
  const behind = bytesAt(descriptor, end, sumsSize + SUM);
  const sums = behind.subarray(0, sumsSize);
  const checksum = new DataView(behind.buffer, behind.byteOffset).getUint32(sumsSize, true);
  if (sumOf(first, sums) !== checksum) return unusable('it is damaged');
  const onDamage = (): never => {
    removeIfStill(path, stats);
    throw new SignpostError('SIGNPOST_BAD_SNAPSHOT', `Snapshot \`${path}\` is damaged`);
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
