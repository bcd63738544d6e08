/** Replace files whole: all of a run or none, and each at any moment the old one or the new one. */

import { constants } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SignpostError } from '../../diagnostics/index.ts';
import { assertReplaceable, codeOf, type Disk, hasNoLinks, disk as realDisk } from './disk.ts';
import { type Locks, lockFolders, temporaryPath } from './lock-folders.ts';

/** A file to replace or create. */
export interface Replacement {
  readonly path: string;
  /**
   * What it held when it was read, `undefined` when it was not there: a file that somebody changed since is not
   * overwritten.
   */
  readonly before: string | undefined;
  readonly after: string;
}

/** Why a file was not replaced: it is no longer as it was read. */
export class FileChanged extends Error {
  readonly path: string;
  /** What it holds now, `undefined` when it is gone. */
  readonly now: string | undefined;

  constructor(path: string, now: string | undefined) {
    super(now === undefined ? 'it was removed since it was read' : 'it was changed by somebody since it was read');
    this.path = path;
    this.now = now;
  }
}

/** A replacement on its way. */
interface Staged extends Replacement {
  /** Where links lead: a link is not replaced, the file behind it is. */
  readonly target: string;
  /** The new file. */
  readonly fresh: string;
  /** The old file under a second name; `undefined` when there was none. */
  readonly old: string | undefined;
}

/** How long to wait for another run to finish writing. */
const PATIENCE_MS = 10_000;

/**
 * Replace files, each through a temporary one in the same folder.
 *
 * Every temporary file is written, every original checked and kept under a second name before the first is renamed;
 * when a rename fails, those before it are taken back. Their folders are locked meanwhile.
 *
 * @param replacements
 *   The files. None of them is fine.
 * @param disk
 *   Where they are (default: the one of this machine).
 * @throws {SignpostError}
 *   `SIGNPOST_WRITE_FAILED`; the files are as they were. Its cause is a {@link FileChanged} when one of them is no
 *   longer as it was read.
 */
export function replaceFiles(replacements: readonly Replacement[], disk: Disk = realDisk): void {
  if (replacements.length === 0) return;
  const staged: Staged[] = [];
  const done: Staged[] = [];
  let locks: Locks | undefined;
  let current = replacements[0]?.path ?? '';
  try {
    const targets = replacements.map(({ path, before }) => {
      current = path;
      return targetOf(disk, path, before);
    });
    locks = lockFolders(disk, targets.map(dirname), PATIENCE_MS);
    for (const [index, replacement] of replacements.entries()) {
      current = replacement.path;
      const target = targets[index] ?? replacement.path;
      const temporary = (name: string) => temporaryPath(dirname(target), `${index}-${name}`);
      const old = replacement.before === undefined ? undefined : temporary('old');
      const next = { ...replacement, target, fresh: temporary('new'), old };
      staged.push(next);
      stage(disk, next);
    }
    for (const { path, target, before } of staged) {
      current = path;
      const now = readIfThere(disk, target);
      if (now !== before) throw new FileChanged(path, now);
    }
    if (!locks.isHeld()) throw new Error('another run of signpost took its lock');
    for (const next of staged) {
      current = next.path;
      swap(disk, next);
      done.push(next);
    }
  } catch (cause) {
    const lost = done.filter((next) => !takeBack(disk, next)).map(({ path }) => `\`${path}\``);
    const outcome = lost.length === 0 ? 'nothing was changed' : `${lost.join(', ')} could not be put back`;
    throw new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot write \`${current}\`, ${outcome}: ${reasonOf(cause)}`, {
      cause,
    });
  } finally {
    for (const { fresh, old } of staged) for (const path of [fresh, old]) if (path) discard(disk, path);
    locks?.release();
  }
}

/** The file itself, once it is certain that it may be replaced. */
function targetOf(disk: Disk, path: string, before: string | undefined): string {
  const folder = disk.realpathSync.native(dirname(path));
  if (before === undefined) {
    disk.accessSync(folder, constants.W_OK);
    return join(folder, basename(path));
  }
  let target: string;
  try {
    target = disk.realpathSync.native(path);
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new FileChanged(path, undefined) : error;
  }
  assertReplaceable(disk, target);
  return target;
}

/** Write the new file beside the old one, and keep the old one under a second name. */
function stage(disk: Disk, { target, fresh, old, after }: Staged): void {
  const stats = old === undefined ? undefined : disk.statSync(target);
  const descriptor = disk.openSync(fresh, 'wx', stats?.mode ?? 0o666);
  try {
    // Of a file descriptor this writes everything or throws; a single `write` may stop half way.
    disk.writeFileSync(descriptor, after);
    if (stats) {
      chown(disk, descriptor, stats.uid, stats.gid);
      // After the owner, because changing that may clear bits of the mode.
      disk.fchmodSync(descriptor, stats.mode);
    }
    disk.fsyncSync(descriptor);
  } finally {
    disk.closeSync(descriptor);
  }
  if (old === undefined) return;
  try {
    disk.linkSync(target, old);
  } catch (error) {
    if (!hasNoLinks(error)) throw error;
    disk.writeFileSync(old, disk.readFileSync(target), { flag: 'wx', mode: stats?.mode });
  }
}

/** Only root may give files away; for anybody else the new file is their own. */
function chown(disk: Disk, descriptor: number, uid: number, gid: number): void {
  try {
    disk.fchownSync(descriptor, uid, gid);
  } catch {
    // It has the owner of the process.
  }
}

function swap(disk: Disk, { path, target, fresh, before }: Staged): void {
  if (before !== undefined) {
    disk.renameSync(fresh, target);
    return;
  }
  try {
    // A link, unlike a rename, fails where a file has appeared.
    disk.linkSync(fresh, target);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') throw new FileChanged(path, readIfThere(disk, target));
    if (!hasNoLinks(error)) throw error;
    disk.renameSync(fresh, target);
  }
}

/** @returns whether the file is as it was. */
function takeBack(disk: Disk, { target, old }: Staged): boolean {
  try {
    if (old === undefined) disk.rmSync(target);
    else disk.renameSync(old, target);
    return true;
  } catch {
    return false;
  }
}

function discard(disk: Disk, path: string): void {
  try {
    disk.rmSync(path, { force: true });
  } catch {
    // The next run tidies up.
  }
}

function readIfThere(disk: Disk, path: string): string | undefined {
  try {
    return disk.readFileSync(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** Why a call failed, without the path of a temporary file nobody knows. */
function reasonOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause);
  return message.replace(/, \w+(?: '[^']*'(?: -> '[^']*')?)?$/s, '');
}
