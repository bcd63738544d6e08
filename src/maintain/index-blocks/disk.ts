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
 * Check that a file or folder may be changed.
 *
 * The mode counts also for those whom the system lets write anything: who took the permission away meant it.
 *
 * @throws {Error}
 *   When it may not.
 */
export function assertWritable({ accessSync: access, statSync: stat }: Disk, path: string, kind: string): void {
  if ((stat(path).mode & 0o222) === 0) throw new Error(`${kind} is read-only`);
  access(path, constants.W_OK);
}
