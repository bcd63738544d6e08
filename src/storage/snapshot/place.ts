/** Which file of the cache a snapshot is kept in, and what is swept away there. */

import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isInside } from '../../load/disk/repository.ts';
import { isStagedName } from '../../load/disk/write-file.ts';
import { BUILD_ID } from './build-id.ts';
import { type CacheFolder, cacheFile, cacheFolder, ENDING, type Environment } from './cache-folder.ts';

/** A root as it was named, and where it really is. */
export type NamedRoot = readonly [named: string, real: string];

/** A snapshot in a folder of the cache. */
const OURS = /-[\da-f]{16}\.snapshot$/;
/** What nobody used for so long nobody will. */
const UNUSED_MS = 30 * 24 * 3600 * 1000;
const LEFT_BEHIND_MS = 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/** Whether a path is one that a snapshot is given here, and not one that somebody named. */
export function isOurName(path: string): boolean {
  return OURS.test(path);
}

/**
 * The file a snapshot of some roots is kept in.
 *
 * @param env
 *   `SIGNPOST_CACHE` names a folder, or a file that ends in `.snapshot`, or says `off`; otherwise it is in the cache folder
 *   of the user.
 * @param roots
 *   Two lists of roots may share a file of a folder by chance: it says itself which it is of.
 * @returns
 *   The file (as `kind: 'folder'` has it), or why there is none.
 */
export function snapshotPlace(env: Environment, roots: readonly NamedRoot[]): CacheFolder {
  const file = cacheFile(env);
  const cache = file ?? cacheFolder(env);
  if (cache.kind !== 'folder') return cache;
  const reals = roots.map(([, real]) => real);
  const around = reals.find((real) => isInside(real, cache.path));
  if (around !== undefined)
    return { kind: 'refused', path: cache.path, reason: `it is inside of the root \`${around}\`` };
  if (file !== undefined) return file;
  // With the build: two versions that are used in turn would make each other's anew every time.
  const name = basename(reals[0] ?? '').replace(/[^\w.-]+/g, '-') || 'root';
  return { kind: 'folder', path: join(cache.path, `${name}-${digitsOf([BUILD_ID, roots])}${ENDING}`) };
}

/** Sixteen digits for what JSON tells apart. */
function digitsOf(value: unknown): string {
  const key = JSON.stringify(value);
  return [key, `${key}\n`].map((text) => crc32(text).toString(16).padStart(8, '0')).join('');
}

/** Note that a snapshot is in use, once a day. Never throws. */
export function noteUse(path: string): void {
  try {
    const now = Date.now();
    // A time in the future says nothing.
    if (Math.abs(now - statSync(path).mtimeMs) > DAY_MS) utimesSync(path, now / 1000, now / 1000);
  } catch {
    // Of a folder that is read-only nothing is ever removed either.
  }
}

/**
 * Remove what nobody uses from a folder of snapshots. Never throws.
 *
 * Whoever names a folder may keep other things there: only names that signpost itself gives are looked at.
 */
export function sweep(folder: string): void {
  try {
    for (const name of readdirSync(folder)) {
      const most = OURS.test(name) ? UNUSED_MS : isStagedName(name) ? LEFT_BEHIND_MS : undefined;
      const path = join(folder, name);
      // What is as far in the future is no younger.
      if (most !== undefined && Math.abs(Date.now() - statSync(path).mtimeMs) > most) rmSync(path, { force: true });
    }
  } catch {
    // Another process may be doing the same.
  }
}
