/** One run at a time writes to a folder. */

import { randomBytes } from 'node:crypto';
import { linkSync, lstatSync, renameSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf, NO_LINKS } from './code-of.ts';
import { startOf } from './process-start.ts';
import { readFile } from './read-file.ts';
import { discard, stagedPath, stageFile } from './write-file.ts';

/** A lock on folders. */
export interface Locks {
  /** Whether every lock is still this run's: another host may have taken it for left behind. */
  isHeld(): boolean;
  release(): void;
}

/** The lock of a folder. */
export const LOCK = '.signpost.lock';
/** Tells this run from another of the same process, and from a later process with its number. */
const RUN = randomBytes(8).toString('hex');
/** Bytes of a lock: a number, the name of a host, a time and a token. */
const LARGEST = 1024;
/** Whether a process of another host is alive nobody can tell; a run writes for seconds. */
const OLD_ELSEWHERE_MS = 30_000;
/** A process whose start nobody can tell may have been given the number of another. */
const OLD_HERE_MS = 600_000;
/** Where there are no hard links, a lock gets its content right after it is there. */
const OLD_EMPTY_MS = 2000;
const PAUSE_MS = 25;

/**
 * Lock folders, in one order for everybody.
 *
 * @param folders
 *   Real paths.
 * @param patienceMs
 *   How long to wait for other runs, 0 or more.
 * @throws {Error}
 *   When a folder stays locked or cannot be written to; then none is locked.
 */
export function lockFolders(folders: readonly string[], patienceMs: number): Locks {
  const deadline = Date.now() + patienceMs;
  const held: string[] = [];
  const release = () => {
    for (const folder of held.splice(0)) {
      // One that cannot be read is still this run's; of somebody else's it is known.
      if (['', contentOf()].includes(readLock(folder) ?? LOCK)) discard(join(folder, LOCK));
    }
  };
  try {
    for (const folder of [...new Set(folders)].sort()) {
      lock(folder, deadline);
      held.push(folder);
    }
  } catch (error) {
    release();
    throw error;
  }
  return { release, isHeld: () => held.every((folder) => readLock(folder) === contentOf()) };
}

function lock(folder: string, deadline: number): void {
  for (;;) {
    const seen = readLock(folder);
    if (seen === undefined) {
      if (tryLock(folder)) return;
    } else if (seen === '' && isFolder(join(folder, LOCK))) throw new Error(`${LOCK} beside it is a folder`);
    else if (isStale(folder, seen)) takeAway(folder, seen);
    else if (Date.now() >= deadline) {
      const [pid, host] = seen.split(' ');
      throw new Error(`another run of signpost holds ${LOCK} beside it (process ${pid} on ${host})`);
    } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
  }
}

/** Under its name only once it says whose it is: of a run that is killed here nothing is left that nobody can tell from a live one. */
function tryLock(folder: string): boolean {
  const staged = stagedPath(folder);
  try {
    writeFileSync(staged, contentOf(), { flag: 'wx', mode: 0o644 });
    return link(staged, join(folder, LOCK));
  } finally {
    discard(staged);
  }
}

/** @returns whether nothing was in its place, a link included. */
function link(staged: string, path: string): boolean {
  try {
    linkSync(staged, path);
    return true;
  } catch (error) {
    // Who held the lock may have tidied up.
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) return false;
    if (!NO_LINKS.has(codeOf(error))) throw error;
  }
  try {
    writeFileSync(path, contentOf(), { flag: 'wx', mode: 0o644 });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function contentOf(): string {
  return `${process.pid} ${hostname()} ${startOf(process.pid) ?? '-'} ${RUN}\n`;
}

function isFolder(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** What a lock says; `''` for one that says nothing we understand, `undefined` when there is none. */
function readLock(folder: string): string | undefined {
  return readText(join(folder, LOCK));
}

function readText(path: string): string | undefined {
  try {
    return readFile(path, { most: LARGEST }).bytes.toString('utf8');
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? undefined : '';
  }
}

function isStale(folder: string, seen: string): boolean {
  const [pid = '', host, start] = seen.split(' ');
  if (host === hostname() && /^\d+$/.test(pid)) {
    if (!isAlive(Number(pid))) return true;
    const now = startOf(Number(pid));
    // In a container a process that was started again has the number it had before.
    if (now !== undefined && start !== '-') return now !== start;
    return ageOf(folder) > OLD_HERE_MS;
  }
  return ageOf(folder) > (seen === '' ? OLD_EMPTY_MS : OLD_ELSEWHERE_MS);
}

/** Take a stale lock away; one that somebody set in the meantime is put back. */
function takeAway(folder: string, seen: string): void {
  const aside = stagedPath(folder);
  try {
    renameSync(join(folder, LOCK), aside);
    if (readText(aside) !== seen) linkSync(aside, join(folder, LOCK));
  } catch {
    // Somebody else was faster: who holds a lock that is gone notices before it writes.
  } finally {
    discard(aside);
  }
}

/** Milliseconds since a lock was written, by the clock of its disk: that of this machine may be another. */
function ageOf(folder: string): number {
  let probe: string | undefined;
  try {
    probe = stageFile(folder, '', 0o600);
    // Of a link its own. A time to come is one of a clock that was wrong: so long ago, at least, was it set.
    return Math.abs(lstatSync(probe).mtimeMs - lstatSync(join(folder, LOCK)).mtimeMs);
  } catch {
    return 0;
  } finally {
    if (probe !== undefined) discard(probe);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
