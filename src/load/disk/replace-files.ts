/** Replaces files whole: all of a run or none, and each at any moment the old one or the new one. */

import { accessSync, constants, linkSync, realpathSync, renameSync, rmSync, type Stats, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { SignpostError } from '../../domain/signpost-error.ts';
import { describeBadByte, firstBadByte } from './bad-byte.ts';
import { codeOf, NO_LINKS } from './code-of.ts';
import { beginJournal } from './journal.ts';
import { type Locks, lockFolders } from './lock-folders.ts';
import { readFile } from './read-file.ts';
import { discard, stagedPath, stageFile } from './write-file.ts';

/** A file to replace, create or remove. */
export interface Replacement {
  readonly path: string;
  /**
   * What it held when it was read, `undefined` when it was not there: a file that somebody changed since, by a single byte, is
   * not overwritten.
   */
  readonly before: string | undefined;
  /** What it is to hold, `undefined` to remove it. */
  readonly after: string | undefined;
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
interface Staged {
  readonly path: string;
  /** Where links lead: a link is not replaced, the file behind it is. */
  readonly target: string;
  readonly before: Uint8Array | undefined;
  /** The new file; `undefined` when there is to be none. */
  readonly fresh: string | undefined;
  /** The old file under a second name; `undefined` when there was none. */
  readonly old: string | undefined;
}

/** How long to wait for another run to finish writing. */
const PATIENCE_MS = 10_000;
/** Documents and settings are smaller. */
const LARGEST = 64 * 1024 * 1024;
const NEW_FILE = 0o666;

/**
 * Replace files, each through a staged one in the same folder.
 *
 * Every new file is written, every original compared byte by byte and kept under a second name before the first is renamed; when a
 * rename fails, those before it are taken back. Their folders are locked meanwhile. A run is written down first, so that
 * `finishRuns` puts it right if it is killed half way.
 *
 * @param replacements
 *   The files. None of them is fine.
 * @throws {SignpostError}
 *   `SIGNPOST_WRITE_FAILED`; the files are as they were. Its cause is a {@link FileChanged} when one of them is no
 *   longer as it was read. A file that is no UTF-8, is read-only, or has further names (hard links) is not replaced.
 */
export function replaceFiles(replacements: readonly Replacement[]): void {
  if (replacements.length === 0) return;
  const staged: Staged[] = [];
  const done: Staged[] = [];
  let locks: Locks | undefined;
  let endJournal = () => {};
  let current = replacements[0]?.path ?? '';
  try {
    const targets = replacements.map((replacement) => {
      current = replacement.path;
      return targetOf(replacement);
    });
    locks = lockFolders(targets.map(dirname), PATIENCE_MS);
    for (const [index, replacement] of replacements.entries()) {
      current = replacement.path;
      staged.push(stage(replacement, targets[index] ?? replacement.path));
    }
    for (const next of staged) {
      current = next.path;
      assertStill(next);
    }
    if (!locks.isHeld()) throw new Error('another run of signpost took its lock');
    endJournal = beginJournal(staged);
    for (const next of staged) {
      current = next.path;
      swap(next);
      done.push(next);
    }
  } catch (cause) {
    const lost = done.filter((next) => !takeBack(next)).map(({ path }) => `\`${path}\``);
    const outcome = lost.length === 0 ? 'nothing was changed' : `${lost.join(', ')} could not be put back`;
    throw new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot write \`${current}\`, ${outcome}: ${reasonOf(cause)}`, {
      cause,
    });
  } finally {
    for (const { fresh, old } of staged) for (const path of [fresh, old]) if (path) discard(path);
    endJournal();
    locks?.release();
  }
}

/** The file itself, once it is certain that it may be replaced. */
function targetOf({ path, before }: Replacement): string {
  const folder = realpathSync.native(dirname(path));
  if (before === undefined) {
    accessSync(folder, constants.W_OK);
    return join(folder, basename(path));
  }
  try {
    const target = realpathSync.native(path);
    assertReplaceable(target);
    return target;
  } catch (error) {
    throw codeOf(error) === 'ENOENT' ? new FileChanged(path, undefined) : error;
  }
}

/**
 * Check that a file may be replaced: that it and its folder may be written to.
 *
 * The system lets root write anything. But a file without write permission in a folder that has it, or the other way
 * round, was protected on purpose; where both have none, all of it came from somewhere read-only.
 */
function assertReplaceable(path: string): void {
  const folder = dirname(path);
  const [isFileOpen, isFolderOpen] = [path, folder].map((place) => (statSync(place).mode & 0o222) !== 0);
  if (!isFileOpen && isFolderOpen) throw new Error('it is read-only');
  if (isFileOpen && !isFolderOpen) throw new Error('its folder is read-only');
  for (const place of [path, folder]) accessSync(place, constants.W_OK);
}

/** Compare the file with what was read, write the new one beside it, and keep the old one under a second name. */
function stage({ path, before, after }: Replacement, target: string): Staged {
  const now = readIfThere(target);
  assertSame(path, before, now?.bytes);
  if (now && now.stats.nlink > 1) {
    throw new Error(`it is one file under ${now.stats.nlink} names (hard links), and writing it would part them`);
  }
  const fresh =
    after === undefined ? undefined : stageFile(dirname(target), after, now?.stats ?? NEW_FILE & ~process.umask());
  try {
    return { path, target, before: now?.bytes, fresh, old: now && secondName(target, now.bytes, now.stats) };
  } catch (error) {
    if (fresh !== undefined) discard(fresh);
    throw error;
  }
}

/** By bytes: texts are read with a mark in place of what is no UTF-8, which would be written back. */
function assertSame(path: string, before: string | undefined, now: Buffer | undefined): void {
  const isSame = before === undefined || now === undefined ? before === now : Buffer.from(before).equals(now);
  if (isSame) return;
  const bad = now && firstBadByte(now);
  if (bad) throw new Error(describeBadByte(bad));
  throw new FileChanged(path, now?.toString('utf8'));
}

/** Staging takes a while, and editors know no locks. */
function assertStill({ path, target, before }: Staged): void {
  const now = readIfThere(target)?.bytes;
  const isSame = before === undefined || now === undefined ? before === now : now.equals(before);
  if (!isSame) throw new FileChanged(path, now?.toString('utf8'));
}

function secondName(target: string, bytes: Uint8Array, stats: Stats): string {
  const old = stagedPath(dirname(target));
  try {
    linkSync(target, old);
    return old;
  } catch (error) {
    if (!NO_LINKS.has(codeOf(error))) throw error;
    return stageFile(dirname(target), [bytes], stats);
  }
}

function swap({ path, target, fresh, old }: Staged): void {
  if (fresh === undefined) {
    if (old !== undefined) rmSync(target);
  } else if (old !== undefined) renameSync(fresh, target);
  else {
    try {
      // A link, unlike a rename, fails where a file has appeared.
      linkSync(fresh, target);
    } catch (error) {
      if (codeOf(error) === 'EEXIST') throw new FileChanged(path, readIfThere(target)?.bytes.toString('utf8'));
      if (!NO_LINKS.has(codeOf(error))) throw error;
      renameSync(fresh, target);
    }
  }
}

/** @returns whether the file is as it was. */
function takeBack({ target, old }: Staged): boolean {
  try {
    if (old === undefined) rmSync(target);
    else renameSync(old, target);
    return true;
  } catch {
    return false;
  }
}

function readIfThere(path: string): { readonly bytes: Buffer; readonly stats: Stats } | undefined {
  try {
    return readFile(path, { most: LARGEST });
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
