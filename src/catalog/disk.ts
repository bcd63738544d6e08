/** What reading a root asks of the disk, and a memory of what it answered. */

import { type Dirent, readdirSync } from 'node:fs';
import { basename, dirname, sep } from 'node:path';
import { createTextReader, type ReadText, readText } from './read-text.ts';
import { IGNORE_FILES, type Walk, walkRoot } from './walk-root.ts';

/** What reading a root asks for. */
export interface Disk {
  readonly walk: (root: string) => Walk;
  /** Of a path that a walk gave. */
  readonly text: ReadText;
}

const list = (folder: string): readonly Dirent[] => readdirSync(folder, { withFileTypes: true });

/** As it is now. */
export const DISK: Disk = { walk: (root) => walkRoot(root, list), text: readText };

/** A disk that is asked once, and again for what has changed. */
export interface RememberedDisk extends Disk {
  /**
   * Look again where something has changed, and nowhere else.
   *
   * @param changed
   *   Files and folders that have changed, came or went, with every link resolved; `undefined` where it is not known which.
   */
  forget(changed: ReadonlySet<string> | undefined): void;
}

/** Make a memory of nothing. */
export function rememberDisk(): RememberedDisk {
  const lists = new Map<string, readonly Dirent[]>();
  const walks = new Map<string, Walk>();
  const texts = createTextReader();
  /** @returns Whether the folder may hold something else than it did. */
  const forgetList = (folder: string): boolean => {
    const known = lists.get(folder);
    lists.delete(folder);
    if (!known) return true;
    try {
      const now = list(folder);
      lists.set(folder, now);
      return !isSameList(known, now);
    } catch {
      // Whoever lists it says why.
      return true;
    }
  };
  return {
    walk(root) {
      const known = walks.get(root) ?? walkRoot(root, (folder) => kept(lists, folder));
      walks.set(root, known);
      return known;
    },
    text: texts.read,
    forget(changed) {
      const paths = [...(changed ?? [])];
      const folders = paths.filter((path) => lists.has(path));
      const isInside = (path: string) => folders.some((folder) => path.startsWith(folder + sep));
      if (!changed) lists.clear();
      // What came in the place of a folder may have nothing of it.
      if (folders.length > 0) for (const folder of lists.keys()) if (isInside(folder)) lists.delete(folder);
      // With those above: what went from one folder may have come into another beside it, of which is told later.
      const around = new Set([...folders, ...paths.flatMap((path) => foldersAbove(path, lists))]);
      const isSame = [...around].map(forgetList).every((isOther) => !isOther);
      const isIgnored = paths.some((path) => IGNORE_FILES.some((name) => name === basename(path)));
      if (!changed || folders.length > 0 || isIgnored || !isSame) walks.clear();
      texts.doubt((path) => !changed || changed.has(path) || isInside(path));
    },
  };
}

/** The folder of a path, and those above it that were listed. */
function foldersAbove(path: string, lists: ReadonlyMap<string, unknown>): string[] {
  const folders = [dirname(path)];
  for (let above = dirname(dirname(path)); lists.has(above) && above !== folders.at(-1); above = dirname(above)) {
    folders.push(above);
  }
  return folders;
}

function kept(lists: Map<string, readonly Dirent[]>, folder: string): readonly Dirent[] {
  const known = lists.get(folder) ?? list(folder);
  lists.set(folder, known);
  return known;
}

/** Whether a folder holds the same names, each of the same kind. */
function isSameList(before: readonly Dirent[], now: readonly Dirent[]): boolean {
  const kinds = new Map(before.map((entry) => [entry.name, kindOf(entry)]));
  return before.length === now.length && now.every((entry) => kinds.get(entry.name) === kindOf(entry));
}

function kindOf(entry: Dirent): string {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
}
