/** Reads the files of settings, makes their folders and takes them away, and stays inside of the project. */

import { existsSync, mkdirSync, realpathSync, rmdirSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SignpostError } from '../../domain/signpost-error.ts';
import { describeBadByte, firstBadByte } from '../../load/disk/bad-byte.ts';
import { codeOf } from '../../load/disk/code-of.ts';
import { readFile } from '../../load/disk/read-file.ts';
import { isInside } from '../../load/disk/repository.ts';

/** Settings are far smaller, in bytes. */
const LARGEST = 2 * 1024 * 1024;

/**
 * Read a file of settings.
 *
 * @returns
 *   Its text; `undefined` where there is none.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_SETTINGS` when it cannot be read, is too large, or holds bytes that are no UTF-8: it could not be given back as it was.
 */
export function readIfThere(path: string): string | undefined {
  let bytes: Buffer;
  try {
    ({ bytes } = readFile(path, { most: LARGEST, links: 'follow' }));
  } catch (cause) {
    if (codeOf(cause) === 'ENOENT') return undefined;
    const reason = cause instanceof Error ? `: ${cause.message}` : '';
    throw new SignpostError('SIGNPOST_BAD_SETTINGS', `Cannot read \`${path}\`${reason}; nothing was changed`, {
      cause,
    });
  }
  const bad = firstBadByte(bytes);
  if (!bad) return bytes.toString('utf8');
  const reason = describeBadByte(bad);
  throw new SignpostError('SIGNPOST_BAD_SETTINGS', `Cannot change \`${path}\`: ${reason}; nothing was changed`);
}

/** What is written has to be read again, to be given back. */
export function checkSize(path: string, text: string): void {
  if (Buffer.byteLength(text) <= LARGEST) return;
  const message = `Cannot change \`${path}\`: it would be too large to be read again; nothing was changed`;
  throw new SignpostError('SIGNPOST_BAD_SETTINGS', message);
}

/** A link in a project may be a stranger's: what it leads to outside is nothing the project may change. */
export function checkInside(folder: string, path: string): void {
  const top = realPathOf(folder);
  const real = existsSync(path) ? realPathOf(path) : join(realPathOf(dirname(path)), basename(path));
  if (isInside(top, real)) return;
  const message = `Cannot change \`${path}\`: it leads out of the project, to \`${real}\`; nothing was changed`;
  throw new SignpostError('SIGNPOST_BAD_SETTINGS', message);
}

/** With links resolved, as far as it is there. */
export function realPathOf(path: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return dirname(path) === path ? path : join(realPathOf(dirname(path)), basename(path));
  }
}

/** @returns The folders that were made, from the outermost. */
export function makeFolder(path: string): string[] {
  try {
    const first = mkdirSync(path, { recursive: true });
    if (first === undefined) return [];
    const made = [path];
    while (made[0] !== undefined && made[0] !== first && dirname(made[0]) !== made[0]) made.unshift(dirname(made[0]));
    return made;
  } catch (cause) {
    throw new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot make folder \`${path}\``, { cause });
  }
}

export function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Somebody keeps something in it.
  }
}
