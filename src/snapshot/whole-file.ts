/** Files that are there whole or not at all, and are believed only where nobody else could have written them. */

import { closeSync, constants, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** A file that somebody else wrote, or could have, may say anything: why it is not believed, or `undefined`. */
export function whyNotOurs({ uid, mode }: { readonly uid: number; readonly mode: number }): string | undefined {
  const self = process.getuid?.();
  if (self === undefined) return undefined;
  if (uid !== self && uid !== 0) return 'another user owns it';
  return (mode & 0o002) === 0 ? undefined : 'everybody may write to it';
}

/** Open a file to be read, without waiting: what should be a file may be a pipe that nobody writes to. */
export function openWithoutWaiting(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
}

/**
 * Write a file, through one beside it that gets its name when it is whole.
 *
 * @param path
 *   Where to; folders on the way are made, for their owner alone.
 * @param parts
 *   What stands in it, one after the other.
 * @throws {Error}
 *   When the disk refuses; what was there is as it was.
 */
export function writeWhole(path: string, parts: readonly Uint8Array[]): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // A name nobody else takes: several processes may start at once, and the last one stands, whole.
  const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2, 10)}.tmp`;
  try {
    const descriptor = openSync(temporary, 'wx', 0o600);
    try {
      // Without fsync: what a crash leaves half written has checksums that say so.
      for (const part of parts) writeAll(descriptor, part);
    } finally {
      closeSync(descriptor);
    }
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at);
}
