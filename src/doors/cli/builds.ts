/** Which snapshots are being built in the background, and which could not be: so that hooks, which come in numbers, start one. */

import { createHash } from 'node:crypto';
import { lstatSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { codeOf } from '../../load/disk/code-of.ts';
import { readOwnFile } from '../../load/disk/own-file.ts';
import { makeOwnFolder } from '../../load/disk/own-folder.ts';
import { startOf } from '../../load/disk/process-start.ts';
import { discard, writeFile } from '../../load/disk/write-file.ts';

/** What came of the last build of some roots. */
interface Mark {
  /** `started`: nothing yet; a build that was killed says no more. */
  readonly outcome: 'started' | 'failed' | 'built';
  /** When, in milliseconds since 1970. */
  readonly at: number;
  /** What the roots looked like; `''` while nobody has looked. */
  readonly sources: string;
}

/** A process, told from a later one that was given its number. */
interface Owner {
  readonly pid: number;
  readonly start: string;
  readonly at: number;
}

/** Hooks come in numbers, and what changes does so for a while: one build is enough for all. */
const AGAIN_MS = 60_000;
/** What failed is tried again after so long though nothing changed: a disk may have been full. */
const FAILED_MS = 600_000;
/** Marks nobody asks for are removed. */
const OLD_MS = 7 * 24 * 3600 * 1000;
/** Who has just made a lock says a moment later whose it is. */
const NAMELESS_MS = 10_000;
/** Of roots with more files nobody waits until all are looked at: then it is time alone that counts. */
const MOST_FILES = 20_000;
const LARGEST = 4096;
const NOT_LOOKED_INTO = new Set(['.git', 'node_modules']);
/** Files above a root that count for it. */
const ABOVE = ['signpost.config.json', '.signpostignore', '.gitignore'];

/** The bookkeeping of a cache folder. */
export interface Builds {
  /**
   * Decide whether to start a build of roots, and note it when that is so: no other process on the machine is told to until it is
   * known what came of it.
   *
   * @throws {Error}
   *   When it cannot be noted.
   */
  begin(roots: readonly string[]): boolean;
  /**
   * Build, and note what comes of it.
   *
   * @param work
   *   Throws when it fails; that is thrown on.
   * @param isIdle
   *   Whether to give way to another build that runs (`undefined` is returned then).
   */
  run<Built>(roots: readonly string[], isIdle: boolean, work: () => Promise<Built>): Promise<Built | undefined>;
}

/**
 * The bookkeeping of a cache folder.
 *
 * @param cache
 *   It is ours alone; made when something is noted.
 * @param now
 *   The time, in milliseconds since 1970 (default: the machine's).
 */
export function buildsIn(cache: string, now: () => number = Date.now): Builds {
  const folder = join(cache, 'builds');
  const lock = join(folder, 'running');
  const pathOf = (roots: readonly string[]) => join(folder, `${digest(JSON.stringify(roots))}.json`);
  const note = (roots: readonly string[], outcome: Mark['outcome'], sources: string): void => {
    const why = makeOwnFolder(folder);
    if (why !== undefined) throw new Error(why);
    writeFile(pathOf(roots), JSON.stringify({ outcome, at: now(), sources } satisfies Mark));
  };
  const tryNote = (...noted: Parameters<typeof note>): void => {
    try {
      note(...noted);
    } catch {
      // Where nothing can be noted nothing is started either.
    }
  };
  return {
    begin(roots) {
      if (isHeld(lock, now())) return false;
      const mark = markIn(pathOf(roots));
      // One from the future was made before the clock was set.
      const age = mark && mark.at <= now() ? now() - mark.at : undefined;
      if (mark && age !== undefined && !isDue(mark, age, roots)) return false;
      note(roots, 'started', '');
      sweep(folder, now());
      return true;
    },
    async run(roots, isIdle, work) {
      const isOwn = makeOwnFolder(folder) === undefined && take(lock, now());
      if (!isOwn && isIdle) {
        // It was not built, and did not fail: the next hook may start it.
        discard(pathOf(roots));
        return undefined;
      }
      const sources = stateOf(roots);
      tryNote(roots, 'started', sources);
      try {
        const built = await work();
        tryNote(roots, 'built', '');
        return built;
      } catch (error) {
        tryNote(roots, 'failed', sources);
        throw error;
      } finally {
        if (isOwn) rmSync(lock, { recursive: true, force: true });
      }
    },
  };
}

/** Whether it is time for another build. */
function isDue({ outcome, sources }: Mark, age: number, roots: readonly string[]): boolean {
  if (outcome === 'built') return age >= AGAIN_MS;
  // Nobody runs: one that was started has ended without a word.
  return age >= FAILED_MS || (sources !== '' && sources !== stateOf(roots));
}

function markIn(path: string): Mark | undefined {
  const { outcome, at, sources } = objectIn(path);
  if (outcome !== 'started' && outcome !== 'failed' && outcome !== 'built') return undefined;
  return typeof at === 'number' && typeof sources === 'string' ? { outcome, at, sources } : undefined;
}

/** What a file of ours says; nothing where there is none, or none that can be believed. */
function objectIn(path: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(readOwnFile(path, LARGEST)?.toString('utf8') ?? '');
    return typeof value === 'object' && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

/** Take the lock; what somebody left behind who is gone is put away first. */
function take(lock: string, now: number): boolean {
  if (!make(lock)) {
    if (isHeld(lock, now)) return false;
    const aside = `${lock}-${process.pid}-${startOf(process.pid) ?? ''}`;
    try {
      renameSync(lock, aside);
      rmSync(aside, { recursive: true, force: true });
    } catch {
      // Another process was faster.
    }
    if (!make(lock)) return false;
  }
  const owner: Owner = { pid: process.pid, start: startOf(process.pid) ?? '', at: now };
  writeFile(ownerIn(lock), JSON.stringify(owner));
  return true;
}

/** A folder is made by one process alone. */
function make(lock: string): boolean {
  try {
    mkdirSync(lock, { mode: 0o700 });
    return true;
  } catch {
    return false;
  }
}

function ownerIn(lock: string): string {
  return join(lock, 'owner.json');
}

/** Whether a build runs. */
function isHeld(lock: string, now: number): boolean {
  const made = lstatSync(lock, { throwIfNoEntry: false })?.mtimeMs;
  if (made === undefined) return false;
  const { pid, start, at } = objectIn(ownerIn(lock));
  if (typeof pid !== 'number' || typeof at !== 'number') return Math.abs(now - made) < NAMELESS_MS;
  if (!isAlive(pid)) return false;
  // Where the system does not say when a process was started, another may have been given its number.
  return startOf(pid) === undefined ? Math.abs(now - at) < FAILED_MS : startOf(pid) === start;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** What roots look like: names, sizes, times and numbers of all that is in them, and of the files above them that count. */
function stateOf(roots: readonly string[]): string {
  const state = createHash('sha256');
  let left = MOST_FILES;
  const look = (path: string): boolean => {
    const stats = statsOf(path);
    state.update(`${path}\0${stats && [stats.size, stats.mtimeMs, stats.ctimeMs, stats.ino, stats.mode]}\n`);
    return stats?.isDirectory() === true;
  };
  const walk = (path: string): void => {
    if (left-- <= 0 || !look(path)) return;
    for (const name of namesIn(path)) if (!NOT_LOOKED_INTO.has(name)) walk(join(path, name));
  };
  for (const root of roots) {
    const folder = resolve(root);
    // With the slash a link to a folder is that folder.
    walk(`${folder}/`);
    for (let above = folder; dirname(above) !== above; above = dirname(above)) {
      for (const name of ABOVE) look(join(above, name));
    }
  }
  return state.digest('hex').slice(0, 32);
}

function statsOf(path: string) {
  try {
    return lstatSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path).sort();
  } catch {
    return [];
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Remove marks that nobody asks for. */
function sweep(folder: string, now: number): void {
  for (const name of namesIn(folder).filter((own) => /^[\da-f]{32}\.json$/.test(own))) {
    const path = join(folder, name);
    if (Math.abs(now - (statsOf(path)?.mtimeMs ?? now)) > OLD_MS) discard(path);
  }
}
