/** What is on disk below a root, for rules that look at more than the documents. Nothing outside of it is looked at. */

import { readdirSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

/** What a path below a root is. */
type EntryKind = 'file' | 'folder';

/** Files and folders of a root. */
export interface RootFiles {
  /** What stands at a path, links followed as long as they stay inside; `undefined` when nothing does. */
  kindOf(path: string): EntryKind | undefined;
  /** The path as the disk spells it, where only upper and lower case differ from what was asked. */
  spellingOf(path: string): string | undefined;
  /** When the file at a path was written first, as far as the disk knows, in milliseconds since 1970. */
  writtenAt(path: string): number | undefined;
  /** Names of the folders in a folder, `''` for the root. */
  foldersIn(path: string): readonly string[];
}

interface Entry {
  readonly name: string;
  readonly isFolder: boolean;
}

/**
 * Look at a root.
 *
 * Reads the disk when it is first asked for a folder, and each folder once.
 *
 * @param root
 *   Path of a folder. One that cannot be read has nothing in it.
 */
export function createRootFiles(root: string): RootFiles {
  const folders = new Map<string, readonly Entry[]>();
  let realRoot: string | undefined;
  const entriesOf = (path: string): readonly Entry[] => {
    const known = folders.get(path);
    if (known) return known;
    realRoot ??= realPathOf(root);
    const entries = realRoot === undefined ? [] : readFolder(realRoot, join(realRoot, path));
    folders.set(path, entries);
    return entries;
  };
  return {
    kindOf(path) {
      if (path === '') return 'folder';
      const entry = entriesOf(folderOf(path)).find(({ name }) => name === baseOf(path));
      if (!entry) return undefined;
      return entry.isFolder ? 'folder' : 'file';
    },
    spellingOf(path) {
      let spelled = '';
      for (const part of path.split('/')) {
        const names = entriesOf(spelled).map(({ name }) => name);
        const same = names.filter((name) => name.toLowerCase() === part.toLowerCase());
        const found = same.find((name) => name === part) ?? (same.length === 1 ? same[0] : undefined);
        if (found === undefined) return undefined;
        spelled = spelled === '' ? found : `${spelled}/${found}`;
      }
      return spelled;
    },
    writtenAt(path) {
      if (entriesOf(folderOf(path)).every(({ name }) => name !== baseOf(path)) || realRoot === undefined)
        return undefined;
      const stats = statSync(join(realRoot, path), { throwIfNoEntry: false });
      // What was copied with its times is younger than they say, and what was edited older.
      return stats && Math.min(...[stats.birthtimeMs, stats.mtimeMs].filter((time) => time > 0));
    },
    foldersIn: (path) => entriesOf(path).flatMap(({ name, isFolder }) => (isFolder ? [name] : [])),
  };
}

function readFolder(realRoot: string, folder: string): Entry[] {
  try {
    const real = realpathSync.native(folder);
    if (real !== realRoot && !real.startsWith(realRoot + sep)) return [];
    return readdirSync(real, { withFileTypes: true }).flatMap((entry) => {
      if (!entry.isSymbolicLink()) return [{ name: entry.name, isFolder: entry.isDirectory() }];
      const target = realPathOf(join(real, entry.name));
      if (target === undefined || !(target === realRoot || target.startsWith(realRoot + sep))) return [];
      return [{ name: entry.name, isFolder: statSync(target).isDirectory() }];
    });
  } catch {
    // It is not there, or cannot be listed: the walk has said so.
    return [];
  }
}

function realPathOf(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch {
    return undefined;
  }
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
