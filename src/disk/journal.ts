/**
 * The journal of a run that replaces several files: whoever comes next to a folder finishes a run that was killed, or undoes it.
 *
 * Each folder of a run gets one beside its files, which speaks of that folder alone. The one of the first folder is written last:
 * once it is there the run counts as done, and all that is left is renaming.
 */

import { createHash } from 'node:crypto';
import { readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { codeOf } from './code-of.ts';
import { LOCK, lockFolders } from './lock-folders.ts';
import { whyNotOurs } from './own-folder.ts';
import { type ReadFile, readFile } from './read-file.ts';
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

/** A journal that was begun. */
export interface Journal {
  /** Every file is as it should be. */
  finish(): void;
  /** Every file is as it was. */
  undo(): void;
}

/** What stands in the journal of one folder. */
interface Page {
  readonly run: string;
  /** All folders of the run, the first of which decides whether it counts. */
  readonly folders: readonly string[];
  readonly files: readonly PageFile[];
}

interface PageFile {
  readonly name: string;
  readonly fresh: string | null;
  /** SHA-256 of what it held and is to hold, `null` for a file that is not there. */
  readonly before: string | null;
  readonly after: string | null;
}

const JOURNAL = '.signpost.journal';
/** Bytes of a journal: some 200 a file. */
const LARGEST = 64 * 1024 * 1024;
/** A file that was replaced is at most a document, or settings. */
const LARGEST_FILE = 64 * 1024 * 1024;

/**
 * Write down what a run is about to rename.
 *
 * @param run
 *   A token that no other run has.
 * @param files
 *   Staged already, in folders that are locked.
 */
export function beginJournal(run: string, files: readonly JournalFile[]): Journal {
  const folders = [...new Set(files.map(({ target }) => dirname(target)))];
  const paths = folders.map((folder) => join(folder, JOURNAL));
  const pages = folders.map(
    (folder): Page => ({ run, folders, files: files.filter(({ target }) => dirname(target) === folder).map(pageFile) }),
  );
  const journal = {
    // While the first one is there, all of them say the same: the run counts.
    finish: () => paths.toReversed().forEach(discard),
    undo: () => paths.forEach(discard),
  };
  try {
    for (const [at, path] of [...paths.entries()].reverse()) writeFile(path, JSON.stringify(pages[at]));
  } catch (error) {
    journal.undo();
    throw error;
  }
  return journal;
}

/**
 * Put right what killed runs left in folders: runs that count are finished, others undone, and staged files removed.
 *
 * A folder in which somebody is at work is left alone. A journal is a stranger's words as any file is: it is believed only when it is
 * ours, and moves nothing but files of its own folder whose content is the one it names.
 *
 * @param folders
 *   Real paths; those that are not there are passed over.
 * @returns
 *   Whether any file was changed. Never throws: whoever writes there next finds out what is wrong.
 */
export function finishRuns(folders: Iterable<string>): boolean {
  let isChanged = false;
  for (const folder of new Set(folders)) {
    try {
      const page = readPage(folder);
      if (page) isChanged = finishRun(page, folder) || isChanged;
      else if (readdirSync(folder).some((name) => name === LOCK || isStagedName(name))) sweep(folder);
    } catch {
      // Not ours to tidy.
    }
  }
  return isChanged;
}

function finishRun(page: Page, found: string): boolean {
  // Only where the run left its word: a journal may name any folder.
  const isOfRun = (folder: string) => readPage(folder)?.run === page.run;
  const folders = page.folders.filter(isOfRun);
  if (!folders.includes(found)) return false;
  const locks = lockFolders(folders, 0);
  try {
    const [first = ''] = page.folders;
    const isCounted = isOfRun(first);
    let isChanged = false;
    for (const folder of folders) {
      for (const file of readPage(folder)?.files ?? []) isChanged = (isCounted && renamed(folder, file)) || isChanged;
      sweepLocked(folder);
    }
    for (const folder of folders.toReversed()) rmSync(join(folder, JOURNAL), { force: true });
    return isChanged;
  } finally {
    locks.release();
  }
}

/** @returns Whether a file was renamed or removed: it is left alone when somebody has changed it since. */
function renamed(folder: string, { name, fresh, before, after }: PageFile): boolean {
  const target = join(folder, name);
  if (hashAt(target) !== before) return false;
  if (fresh === null) rmSync(target);
  else if (hashAt(join(folder, fresh)) === after) renameSync(join(folder, fresh), target);
  else return false;
  return true;
}

function sweep(folder: string): void {
  const locks = lockFolders([folder], 0);
  try {
    if (!readPage(folder)) sweepLocked(folder);
  } finally {
    locks.release();
  }
}

/** Only who holds the lock stages files, but for an empty one to learn the time of the disk. */
function sweepLocked(folder: string): void {
  for (const name of readdirSync(folder).filter(isStagedName)) discard(join(folder, name));
}

/** The journal of a folder, if it is ours and says what one says. */
function readPage(folder: string): Page | undefined {
  try {
    const { bytes, stats } = readFile(join(folder, JOURNAL), { most: LARGEST });
    if (whyNotOurs(stats) !== undefined || stats.nlink !== 1) return undefined;
    const page: unknown = JSON.parse(bytes.toString('utf8'));
    return isPage(page) ? page : undefined;
  } catch {
    return undefined;
  }
}

function isPage(value: unknown): value is Page {
  const { run, folders, files } = Object(value);
  return (
    typeof run === 'string' &&
    Array.isArray(folders) &&
    folders.every((folder) => typeof folder === 'string') &&
    Array.isArray(files) &&
    files.every(isPageFile)
  );
}

function isPageFile(value: unknown): value is PageFile {
  const { name, fresh, before, after } = Object(value);
  const isHash = (hash: unknown) => hash === null || typeof hash === 'string';
  const isName = typeof name === 'string' && name !== '' && name === basename(name) && !['.', '..'].includes(name);
  return (
    isName && (fresh === null || (typeof fresh === 'string' && isStagedName(fresh))) && isHash(before) && isHash(after)
  );
}

function pageFile({ target, fresh, before }: JournalFile): PageFile {
  return {
    name: basename(target),
    fresh: fresh === undefined ? null : basename(fresh),
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
