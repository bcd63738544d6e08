/** What reading a root asks of the disk, and a memory of what it answered. */

import { basename, dirname, sep } from 'node:path';
import { type ListedEntry, type ListFolder, listFolder } from '../disk/list-folder.ts';
import { IGNORE_FILES } from './ignore-rules.ts';
import { createTextReader, type ReadText, readText } from './read-text.ts';
import { type Walk, walkRoot } from './walk-root.ts';

/** What reading a root asks for. */
export interface Disk {
  readonly walk: (root: string) => Walk;
  /** Of a path that a walk gave. */
  readonly text: ReadText;
}

/** As it is now. */
export const DISK: Disk = { walk: (root) => walkRoot(root, listFolder), text: readText };

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

/** Past as many changes at once, a checkout of another branch say, all is looked at: it takes no longer. */
const MOST_TOLD = 500;

/** Make a memory of nothing. */
export function rememberDisk(): RememberedDisk {
  const lists = new Map<string, readonly ListedEntry[]>();
  const walks = new Map<string, Walk>();
  const texts = createTextReader();
  const listOnce: ListFolder = (folder) => {
    const known = lists.get(folder) ?? listFolder(folder);
    lists.set(folder, known);
    return known;
  };
  /** @returns Whether a walk may come to something else now. */
  const listAgain = (folder: string): boolean => {
    const known = lists.get(folder) ?? [];
    lists.delete(folder);
    try {
      return !isSameList(known, listOnce(folder));
    } catch {
      // Whoever lists it says why.
      return true;
    }
  };
  const forgetAll = (): void => {
    lists.clear();
    walks.clear();
    texts.doubtAll();
  };
  return {
    walk(root) {
      const known = walks.get(root) ?? walkRoot(root, listOnce);
      walks.set(root, known);
      return known;
    },
    text: texts.read,
    forget(changed) {
      if (!changed || changed.size > MOST_TOLD) {
        forgetAll();
        return;
      }
      const paths = [...changed];
      const folders = paths.filter((path) => lists.has(path)).map((path) => path + sep);
      const isInside = (path: string) => folders.some((folder) => path.startsWith(folder));
      // What came in the place of a folder may have nothing of it.
      if (folders.length > 0) for (const folder of lists.keys()) if (isInside(folder + sep)) lists.delete(folder);
      // With those above: what went from one folder may have come into another beside it, of which is told later.
      const around = new Set(paths.flatMap((path) => listedAbove(path, lists)));
      const differ = [...around].filter(listAgain);
      const areRules = paths.some((path) => IGNORE_FILES.some((name) => name === basename(path)));
      if (folders.length > 0 || areRules || differ.length > 0) walks.clear();
      texts.doubt((path) => changed.has(path) || isInside(path));
    },
  };
}

/** The folders above a path that were listed. */
function listedAbove(path: string, lists: ReadonlyMap<string, unknown>): string[] {
  const folders: string[] = [];
  for (let [below, above] = [path, dirname(path)]; above !== below; [below, above] = [above, dirname(above)]) {
    if (lists.has(above)) folders.push(above);
  }
  return folders;
}

/** Whether a folder holds the same names, each of the same kind; where a link leads is not told by either. */
function isSameList(before: readonly ListedEntry[], now: readonly ListedEntry[]): boolean {
  const kinds = new Map(before.map((entry) => [entry.name, kindOf(entry)]));
  const isSame = (entry: ListedEntry) => !entry.isSymbolicLink() && kinds.get(entry.name) === kindOf(entry);
  return before.length === now.length && now.every(isSame);
}

function kindOf(entry: ListedEntry): string {
  if (entry.isSymbolicLink()) return 'link';
  return entry.isDirectory() ? 'folder' : entry.isFile() ? 'file' : 'other';
}
