/**
 * The journal of a run that replaces files: whoever of its user comes next finishes a run that was killed.
 *
 * It stands in a folder of the user and not beside the files: what stands there may have come with a repository, and a
 * stranger's journal would be a stranger's way to move files.
 */

import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { codeOf } from './code-of.ts';
import { LOCK, lockFolders } from './lock-folders.ts';
import { readOwnFile } from './own-file.ts';
import { makeOwnFolder } from './own-folder.ts';
import { type ReadFile, readFile } from './read-file.ts';
import { stateFolder } from './state-folder.ts';
import { discard, isStagedName, writeFile } from './write-file.ts';

/** A file of a run: renamed from its staged form, or removed. */
export interface JournalFile {
  /** Its real path. */
  readonly target: string;
  /** The staged file that takes its place; `undefined` when it is to go. */
  readonly fresh: string | undefined;
  /** What it held, `undefined` when it was not there. */
  readonly before: Uint8Array | undefined;
}

/** A file as the journal has it. */
interface Entry {
  readonly target: string;
  readonly fresh: string | null;
  /** SHA-256 of what it held and is to hold, `null` for a file that is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** Of the folder of journals. */
const KIND = 'runs';
const NAME = /^[\da-f]{32}\.json$/;
/** Bytes of a journal: some 300 a file. */
const LARGEST = 64 * 1024 * 1024;
/** A file that was replaced is at most a document, or settings. */
const LARGEST_FILE = 64 * 1024 * 1024;
/** How long somebody else may take who is finishing a run of files that are about to be read. */
const PATIENCE_MS = 10_000;

/**
 * Write down what a run is about to rename. Once this returns the run counts: all that is left is renaming.
 *
 * @param files
 *   Staged already, in folders that are locked.
 * @returns
 *   Ends the journal: every file is as it should be, or as it was, and nothing staged is left. Where the user has no folder for it, or
 *   none that is theirs alone, there is no journal: a run that is killed then leaves some files new and some old.
 */
export function beginJournal(files: readonly JournalFile[]): () => void {
  const folder = stateFolder(KIND);
  if (folder === undefined || makeOwnFolder(folder) !== undefined) return () => {};
  const path = join(folder, `${randomBytes(16).toString('hex')}.json`);
  try {
    writeFile(path, JSON.stringify(files.map(entryOf)));
  } catch {
    // A home that is full, or cannot be written to.
    return () => {};
  }
  return () => discard(path);
}

/**
 * Put right what killed runs left: those that are written down are finished wherever they were, and of others staged files are
 * removed from folders.
 *
 * A folder in which somebody is at work is left alone, as is a file that somebody has changed since. For a run of files in or below the folders
 * that are given it waits, up to 10 seconds: somebody else may be finishing it, and what is read meanwhile is half of it.
 *
 * @param folders
 *   Real paths; those that are not there are passed over. Never throws: whoever writes there next finds out what is wrong.
 */
export function finishRuns(folders: Iterable<string>): void {
  const ours = new Set(folders);
  for (const path of journals()) attempt(() => finishRun(path, ours));
  for (const folder of ours) {
    attempt(() => {
      if (readdirSync(folder).some((name) => name === LOCK || isStagedName(name))) withLocks([folder], 0, sweep);
    });
  }
}

function finishRun(path: string, ours: ReadonlySet<string>): void {
  const folders = [...new Set(entriesIn(path)?.map(({ target }) => dirname(target)))];
  withLocks(
    folders.filter((folder) => existsSync(folder)),
    folders.some((folder) => isBelow(folder, ours)) ? PATIENCE_MS : 0,
    (locked) => {
      // Whoever held the locks may have ended it.
      const entries = entriesIn(path);
      if (entries === undefined) return;
      for (const entry of entries) if (locked.includes(dirname(entry.target))) attempt(() => finish(entry));
      sweep(locked);
      discard(path);
    },
  );
}

function isBelow(path: string, folders: ReadonlySet<string>): boolean {
  return folders.has(path) || (dirname(path) !== path && isBelow(dirname(path), folders));
}

/** It is left alone when somebody has changed it since. */
function finish({ target, fresh, before, after }: Entry): void {
  if (hashAt(target) !== before) return;
  if (fresh === null) rmSync(target);
  else if (hashAt(fresh) === after) renameSync(fresh, target);
}

function withLocks(folders: readonly string[], patienceMs: number, use: (folders: readonly string[]) => void): void {
  const locks = lockFolders(folders, patienceMs);
  try {
    use(folders);
  } finally {
    locks.release();
  }
}

/** Only who holds the lock stages files, but for an empty one to learn the time of the disk. */
function sweep(folders: readonly string[]): void {
  for (const folder of folders) {
    for (const name of readdirSync(folder).filter(isStagedName)) discard(join(folder, name));
  }
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Not ours to tidy.
  }
}

function journals(): string[] {
  const folder = stateFolder(KIND);
  try {
    return folder === undefined
      ? []
      : readdirSync(folder).flatMap((name) => (NAME.test(name) ? join(folder, name) : []));
  } catch {
    return [];
  }
}

/** Of a journal that nobody else could have written. */
function entriesIn(path: string): readonly Entry[] | undefined {
  const text = readOwnFile(path, LARGEST)?.toString('utf8');
  if (text === undefined) return undefined;
  const entries: unknown = JSON.parse(text);
  return Array.isArray(entries) ? entries.filter(isEntry) : [];
}

function isEntry(value: unknown): value is Entry {
  const { target, fresh, before, after } = Object(value);
  const isText = (text: unknown) => text === null || typeof text === 'string';
  return typeof target === 'string' && isText(fresh) && isText(before) && isText(after);
}

function entryOf({ target, fresh, before }: JournalFile): Entry {
  return {
    target,
    fresh: fresh ?? null,
    before: before === undefined ? null : hashOf(before),
    after: fresh === undefined ? null : hashAt(fresh),
  };
}

function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** `null` where nothing is; `''`, which is no hash, for what cannot be read. */
function hashAt(path: string): string | null {
  let read: ReadFile;
  try {
    read = readFile(path, { most: LARGEST_FILE });
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? null : '';
  }
  return hashOf(read.bytes);
}
