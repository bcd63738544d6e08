/** Where snapshots are kept unless somebody says: a folder of the user's cache, a file for each list of roots. */

import { readdirSync, rmSync, statSync, utimesSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { BUILD_ID } from './build-id.ts';

/** A root as it was named, and where it really is. */
export type NamedRoot = readonly [named: string, real: string];

const NAME = 'signpost';
const ENDING = '.snapshot';
/** A snapshot or compiled program in the cache; the file it was written through, or the mark of one that is being made anew. */
const OURS = /-[\da-f]{16}\.(?:snapshot|code)$/;
const LEFT_BEHIND = /^(?:.+-[\da-f]{16}\.(?:snapshot|code)\.\d+-[a-z\d]+|renewing-[\da-f]+)\.tmp$/;
/** What nobody used for so long nobody will. */
const UNUSED_MS = 30 * 24 * 3600 * 1000;
const LEFT_BEHIND_MS = 3600 * 1000;
const DAY_MS = 24 * 3600 * 1000;

/**
 * The file a snapshot of some roots is kept in.
 *
 * @param env
 *   `SIGNPOST_CACHE` names a folder, or a file that ends in `.snapshot`, or says `off`; otherwise it is in the cache folder
 *   of the user.
 * @param roots
 *   Two lists of roots may share a file of a folder by chance: it says itself which it is of.
 * @returns
 *   `undefined` where none is kept.
 */
export function snapshotPath(
  env: Readonly<Record<string, string | undefined>>,
  roots: readonly NamedRoot[],
): string | undefined {
  const own = env['SIGNPOST_CACHE'];
  if (own?.endsWith(ENDING)) return own;
  const folder = cacheFolder(env);
  if (folder === undefined) return undefined;
  // With the build: two versions that are used in turn would make each other's anew every time.
  const name = basename(roots[0]?.[1] ?? '').replace(/[^\w.-]+/g, '-') || 'root';
  return join(folder, `${name}-${digitsOf([BUILD_ID, roots])}${ENDING}`);
}

/**
 * The file in which what a program was compiled to is kept.
 *
 * @param env
 *   As for `snapshotPath`.
 * @param key
 *   All that it depends on, as anything JSON knows; the build of signpost is added.
 * @returns
 *   `undefined` where nothing is kept.
 */
export function codePath(env: Readonly<Record<string, string | undefined>>, key: unknown): string | undefined {
  const folder = cacheFolder(env);
  return folder && join(folder, `program-${digitsOf([BUILD_ID, key])}.code`);
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
    if (now - statSync(path).mtimeMs > DAY_MS) utimesSync(path, now / 1000, now / 1000);
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
      const age = OURS.test(name) ? UNUSED_MS : LEFT_BEHIND.test(name) ? LEFT_BEHIND_MS : undefined;
      const path = join(folder, name);
      if (age !== undefined && Date.now() - statSync(path).mtimeMs > age) rmSync(path, { force: true });
    }
  } catch {
    // Another process may be doing the same.
  }
}

/**
 * The folder for what signpost could do without.
 *
 * @param env
 *   `SIGNPOST_CACHE` names another one, or says `off`; the usual variables of the system count, too.
 * @returns
 *   `undefined` where nothing is kept.
 * @example
 *   cacheFolder(process.env); // '/home/ada/.cache/signpost'
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  const own = env['SIGNPOST_CACHE'];
  if (own === 'off') return undefined;
  if (own && !own.endsWith(ENDING)) return own;
  if (env['XDG_CACHE_HOME']) return join(env['XDG_CACHE_HOME'], NAME);
  if (process.platform === 'win32' && env['LOCALAPPDATA']) return join(env['LOCALAPPDATA'], NAME, 'cache');
  const home = homedir();
  if (home === '') return undefined;
  return process.platform === 'darwin' ? join(home, 'Library', 'Caches', NAME) : join(home, '.cache', NAME);
}
