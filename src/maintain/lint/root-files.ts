/** What is on disk below a root, for rules that look at more than the documents. What is read from elsewhere is not looked at. */

import { realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { once } from '../../domain/once.ts';
import { linkedFolderOf } from '../../load/catalog/linked-skills.ts';
import { listFolder } from '../../load/disk/list-folder.ts';
import { isInside } from '../../load/disk/repository.ts';

/** What a path below a root is. */
type EntryKind = 'file' | 'folder';

/** Files and folders of a root. */
export interface RootFiles {
  /** What stands at a path, links followed as long as they stay inside; `undefined` when nothing does. */
  kindOf(path: string): EntryKind | undefined;
  /** The path as the disk spells it, where only upper and lower case differ from what was asked. */
  spellingOf(path: string): string | undefined;
  /** When the file at a path came to be on this disk, and was written last, which can be set; in milliseconds since 1970. */
  timesOf(path: string): Times | undefined;
  /** Whether a path belongs to a skill that the root links to: it is read here, and written where it is. */
  isLinked(path: string): boolean;
  /** Names of the folders in a folder, `''` for the root. */
  foldersIn(path: string): readonly string[];
}

/** When a file came to be, and was written last. */
interface Times {
  readonly bornMs: number;
  readonly writtenMs: number;
}

/** What is in a folder, by name: thousands of links may lead to thousands of files. */
interface Folder {
  readonly kinds: ReadonlyMap<string, EntryKind>;
  /** Names by how they read in lower case. */
  readonly spellings: () => ReadonlyMap<string, readonly string[]>;
}

/**
 * Look at a root.
 *
 * Reads the disk when it is first asked for a folder, and each folder once.
 *
 * @param root
 *   Path of a folder. One that cannot be read has nothing in it.
 * @param linked
 *   Skill folders outside of the root that links in it lead to: by the path as reached the folder it is, links resolved.
 */
export function createRootFiles(root: string, linked: ReadonlyMap<string, string>): RootFiles {
  const folders = new Map<string, Folder>();
  const times = new Map<string, Times | undefined>();
  const realRoot = once(() => realPathOf(root));
  const folderAt = (path: string): Folder => {
    const known = folders.get(path);
    if (known) return known;
    const top = realRoot();
    const folder = folderWith(top === undefined ? [] : readFolder(boundsOf(top, linked, path), join(top, path)));
    folders.set(path, folder);
    return folder;
  };
  const kindOf = (path: string): EntryKind | undefined => folderAt(folderOf(path)).kinds.get(baseOf(path));
  const readTimes = (path: string): Times | undefined => {
    const top = realRoot();
    if (kindOf(path) === undefined || top === undefined) return undefined;
    const stats = statSync(join(top, path), { throwIfNoEntry: false });
    return stats && { bornMs: stats.birthtimeMs, writtenMs: stats.mtimeMs };
  };
  return {
    kindOf: (path) => (path === '' ? 'folder' : kindOf(path)),
    spellingOf(path) {
      let spelled = '';
      for (const part of path.split('/')) {
        const same = folderAt(spelled).spellings().get(part.toLowerCase()) ?? [];
        const found = same.find((name) => name === part) ?? (same.length === 1 ? same[0] : undefined);
        if (found === undefined) return undefined;
        spelled = spelled === '' ? found : `${spelled}/${found}`;
      }
      return spelled;
    },
    timesOf(path) {
      if (!times.has(path)) times.set(path, readTimes(path));
      return times.get(path);
    },
    isLinked: (path) => linkedFolderOf(linked, path) !== undefined,
    foldersIn: (path) => [...folderAt(path).kinds].flatMap(([name, kind]) => (kind === 'folder' ? [name] : [])),
  };
}

function folderWith(entries: readonly (readonly [name: string, kind: EntryKind])[]): Folder {
  const spellings = once(() => {
    const byCase = new Map<string, string[]>();
    for (const [name] of entries) {
      const same = byCase.get(name.toLowerCase());
      if (same) same.push(name);
      else byCase.set(name.toLowerCase(), [name]);
    }
    return byCase;
  });
  return { kinds: new Map(entries), spellings };
}

/** What links below a path must not leave. A link to a skill is a folder of the root, wherever that is. */
function boundsOf(realRoot: string, linked: ReadonlyMap<string, string>, path: string): readonly string[] {
  const own = linkedFolderOf(linked, path);
  return own === undefined ? [realRoot, ...linked.values()] : [own];
}

function readFolder(bounds: readonly string[], folder: string): (readonly [name: string, kind: EntryKind])[] {
  const isWithin = (path: string) => bounds.some((top) => isInside(top, path));
  try {
    const real = realpathSync.native(folder);
    if (!isWithin(real)) return [];
    return listFolder(real).flatMap((entry) => {
      if (!entry.isSymbolicLink()) return [[entry.name, entry.isDirectory() ? 'folder' : 'file']];
      const target = realPathOf(join(real, entry.name));
      if (target === undefined || !isWithin(target)) return [];
      return [[entry.name, statSync(target).isDirectory() ? 'folder' : 'file']];
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
