/** One run at a time writes to a folder. */

import { hostname } from 'node:os';
import { join } from 'node:path';
import { codeOf, type Disk, hasNoLinks } from './disk.ts';

/** A lock on folders. */
export interface Locks {
  /** Whether every lock is still this run's: another host may have taken it for left behind. */
  isHeld(): boolean;
  release(): void;
}

const LOCK = '.signpost.lock';
/** Names of this process: a later one may have the same number. */
const SELF = `${process.pid}-${Math.random().toString(16).slice(2, 10).padEnd(8, '0')}`;
const TEMPORARY = /^\.signpost-(\d+)-[\da-f]{8}-[\w-]+\.tmp$/;
/** Whether a process of another host is alive nobody can tell; a run writes for seconds. */
const OLD_ELSEWHERE_MS = 30_000;
/** A process number may have gone to somebody else. */
const OLD_HERE_MS = 600_000;
const PAUSE_MS = 25;

/** A path beside a file for something that lasts no longer than the run. */
export function temporaryPath(folder: string, name: string): string {
  return join(folder, `.signpost-${SELF}-${name}.tmp`);
}

/**
 * Lock folders, in one order for everybody.
 *
 * @param disk
 *   Where to.
 * @param folders
 *   Real paths.
 * @param patienceMs
 *   How long to wait for other runs, 0 or more.
 * @throws {Error}
 *   When a folder stays locked or cannot be written to; then none is locked.
 */
export function lockFolders(disk: Disk, folders: readonly string[], patienceMs: number): Locks {
  const deadline = Date.now() + patienceMs;
  const held: string[] = [];
  const release = () => {
    for (const folder of held.splice(0)) if (isOwn(disk, folder)) disk.rmSync(join(folder, LOCK), { force: true });
  };
  try {
    for (const folder of [...new Set(folders)].sort()) {
      lock(disk, folder, deadline);
      held.push(folder);
    }
  } catch (error) {
    release();
    throw error;
  }
  return { release, isHeld: () => held.every((folder) => isOwn(disk, folder)) };
}

/**
 * Remove what runs left behind in a folder that were killed. A folder that is in use is left alone.
 *
 * Never throws: it is a courtesy.
 */
export function sweepFolder(disk: Disk, folder: string): void {
  try {
    const names = disk.readdirSync(folder).filter((name) => name === LOCK || TEMPORARY.test(name));
    if (names.length === 0) return;
    const locks = lockFolders(disk, [folder], 0);
    // Only who holds the lock stages files; who waits for it has a candidate of its own.
    for (const name of names) {
      const isCandidate = /-(?:lock|stale)\.tmp$/.test(name) && isAlive(Number(TEMPORARY.exec(name)?.[1]));
      if (name !== LOCK && !isCandidate) disk.rmSync(join(folder, name), { force: true });
    }
    locks.release();
  } catch {
    // Somebody is at work there, or it is not ours to tidy.
  }
}

function lock(disk: Disk, folder: string, deadline: number): void {
  for (;;) {
    const candidate = temporaryPath(folder, 'lock');
    try {
      if (tryLock(disk, folder, candidate)) return;
      const seen = readLock(disk, folder);
      if (seen === undefined) continue;
      if (isStale(disk, folder, candidate, seen)) takeAway(disk, folder, seen);
      else if (Date.now() >= deadline) {
        const [pid, host] = seen.split(' ');
        throw new Error(`another run of signpost holds ${LOCK} beside it (process ${pid} on ${host})`);
      } else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    } finally {
      disk.rmSync(candidate, { force: true });
    }
  }
}

/** A lock appears with its content, so that nobody finds an empty one. */
function tryLock(disk: Disk, folder: string, candidate: string): boolean {
  const content = lockContent();
  disk.writeFileSync(candidate, content);
  try {
    disk.linkSync(candidate, join(folder, LOCK));
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    if (!hasNoLinks(error)) throw error;
  }
  try {
    disk.writeFileSync(join(folder, LOCK), content, { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

function lockContent(): string {
  return `${process.pid} ${hostname()} ${SELF}\n`;
}

function readLock(disk: Disk, folder: string): string | undefined {
  try {
    return disk.readFileSync(join(folder, LOCK), 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

function isOwn(disk: Disk, folder: string): boolean {
  try {
    return readLock(disk, folder) === lockContent();
  } catch {
    return false;
  }
}

function isStale(disk: Disk, folder: string, candidate: string, seen: string): boolean {
  const [pid = '', host] = seen.split(' ');
  let ageMs: number;
  try {
    // Both by the clock of the disk: that of another host may be wrong.
    ageMs = disk.statSync(candidate).mtimeMs - disk.statSync(join(folder, LOCK)).mtimeMs;
  } catch {
    return false;
  }
  if (host !== hostname() || !/^\d+$/.test(pid)) return ageMs > OLD_ELSEWHERE_MS;
  return !isAlive(Number(pid)) || ageMs > OLD_HERE_MS;
}

/** Take a stale lock away; one that somebody set in the meantime is put back. */
function takeAway(disk: Disk, folder: string, seen: string): void {
  const aside = temporaryPath(folder, 'stale');
  try {
    disk.renameSync(join(folder, LOCK), aside);
    if (disk.readFileSync(aside, 'utf8') !== seen) disk.linkSync(aside, join(folder, LOCK));
  } catch {
    // Somebody else was faster: who holds a lock that is gone notices before it writes.
  } finally {
    disk.rmSync(aside, { force: true });
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
