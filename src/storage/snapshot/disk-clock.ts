/** What time it is by the clock of a disk, which need not be the one of this machine: a disk stamps files with its own. */

import { closeSync, constants, fstatSync, futimesSync, openSync } from 'node:fs';
import { discard, stageFile } from '../../load/disk/write-file.ts';

/** The clock of a disk. */
export interface DiskClock {
  /** Which disk, as `stat` numbers it. */
  readonly device: number;
  /** Milliseconds since 1970, by it. */
  now(): number;
  /** Leave nothing behind. */
  close(): void;
}

/**
 * Ask the clock of a disk, by a file that is changed and looked at.
 *
 * @param folder
 *   Of the disk; it can be written to.
 * @throws {Error}
 *   When it cannot.
 */
export function openDiskClock(folder: string): DiskClock {
  const path = stageFile(folder, [], 0o600);
  let descriptor: number;
  try {
    descriptor = openSync(path, constants.O_RDWR | (constants.O_NOFOLLOW ?? 0));
  } catch (error) {
    discard(path);
    throw error;
  }
  return {
    device: fstatSync(descriptor).dev,
    now() {
      // Whatever time is set: when that was done the disk notes itself.
      futimesSync(descriptor, 1, 1);
      return fstatSync(descriptor).ctimeMs;
    },
    close() {
      closeSync(descriptor);
      discard(path);
    },
  };
}
