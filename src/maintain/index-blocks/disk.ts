/** Everything a run does to a disk, so that a test can let any of it fail. */

import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';

/** The calls in use, as Node has them. */
export const disk = {
  accessSync,
  closeSync,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} as const;

/** A disk. */
export type Disk = typeof disk;

const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK', 'EXDEV']);

/** The code of a failed call, such as `ENOENT`. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** Whether a call failed because the disk knows no hard links. */
export function hasNoLinks(error: unknown): boolean {
  return NO_LINKS.has(codeOf(error));
}

/**
 * Check that a file may be replaced: that it and its folder may be written to.
 *
 * The system lets root write anything. But a file without write permission in a folder that has it, or the other way
 * round, was protected on purpose; where both have none, all of it came from somewhere read-only.
 *
 * @throws {Error}
 *   When it may not.
 */
export function assertReplaceable({ accessSync: access, statSync: stat }: Disk, path: string): void {
  const folder = dirname(path);
  const [isFileOpen, isFolderOpen] = [path, folder].map((place) => (stat(place).mode & 0o222) !== 0);
  if (!isFileOpen && isFolderOpen) throw new Error('it is read-only');
  if (isFileOpen && !isFolderOpen) throw new Error('its folder is read-only');
  for (const place of [path, folder]) access(place, constants.W_OK);
}
