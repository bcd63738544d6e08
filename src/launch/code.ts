/** What V8 compiled of a program, on disk: used only where it is whole and our own, for a wrong one would crash or worse. */

import { closeSync, fstatSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { openWithoutWaiting, whyNotOurs, writeWhole } from '../snapshot/index.ts';

/** Bytes of the checksum, which stands last: V8 has one of its own and does not look at it. */
const SUM = 4;
/** More than of a snapshot is asked, for this is run: nor may the user's group write to it. */
const BY_GROUP = 0o020;

/**
 * Read compiled code.
 *
 * @returns
 *   `undefined` when there is none, or none that can be believed. Never throws.
 */
export function readCode(path: string): Buffer | undefined {
  try {
    const descriptor = openWithoutWaiting(path);
    try {
      const stats = fstatSync(descriptor);
      if (!stats.isFile() || whyNotOurs(stats) || (stats.mode & BY_GROUP) !== 0) return undefined;
      const bytes = readFileSync(descriptor);
      const code = bytes.subarray(0, -SUM);
      return bytes.length > SUM && bytes.readUInt32LE(code.length) === crc32(code) ? code : undefined;
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** Keep compiled code for the next process. Never throws: whoever cannot write compiles again. */
export function writeCode(path: string, code: Uint8Array): void {
  const sum = Buffer.alloc(SUM);
  sum.writeUInt32LE(crc32(code));
  try {
    writeWhole(path, [code, sum]);
  } catch {
    // A folder that is read-only, or full.
  }
}
