/** The folders below roots: what was last seen in each, and a watcher of each, known by device and inode. */

import { basename, dirname, join } from 'node:path';
import { codeOf } from '../disk/code-of.ts';
import { FOLDER, type FolderWatcher, LINK, READ, SYSTEM, stampOf, statsOf, type WatchSystem } from './watch-system.ts';

/** What a look at everything came to. */
export interface Look {
  /** What came, went or is not what it was at the look before and was not told of since: absolute paths. */
  readonly changed: ReadonlySet<string>;
  /** Why one of the folders that were named cannot be listed, by its path. */
  readonly unlisted: ReadonlyMap<string, unknown>;
  /** Why nothing is watched. */
  readonly unwatched: { readonly cause: unknown } | undefined;
}

/** Folders that are watched. */
export interface WatchedTree {
  /**
   * Look at everything below some folders, in turns, and watch what is not watched. Never throws.
   *
   * @param roots
   *   With every link resolved. What was below others is forgotten.
   */
  look(roots: readonly string[]): Promise<Look>;
  /** The paths of all links that have been seen and not gone since. */
  links(): readonly string[];
  close(): void;
}

interface Folder {
  readonly id: string;
  readonly depth: number;
  /** What is in it, by name: `FOLDER`, or what tells a file from the one that was there. */
  entries: Map<string, string>;
  watcher: FolderWatcher | undefined;
}
/** What runs of signpost write and rename themselves, and what no catalog reads. */
const LEFT_OUT = /^(?:node_modules|\.git|\.signpost-.+\.tmp|\.signpost\.(?:lock|journal))$/;
/** As deep as a catalog is read. */
const DEEPEST = 64;
/** What else waits is let in between two turns of looking. */
const TURN_MS = 10;
/** What is wrong with one folder alone, and said by whoever reads it. Any other failure means that nothing can be watched. */
const OF_ONE_FOLDER: ReadonlySet<unknown> = new Set(['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM', 'ELOOP']);

/**
 * Make a tree of nothing.
 *
 * @param onEvent
 *   Told of a path that changed, came or went: of a folder for everything below it.
 * @param onFailure
 *   Told when a watcher is lost: a look is due.
 * @param system
 *   Where files are (default: the disk).
 */
export function createWatchedTree(
  onEvent: (path: string) => void,
  onFailure: (cause: unknown) => void,
  system: WatchSystem = SYSTEM,
): WatchedTree {
  const folders = new Map<string, Folder>();
  let known: ReadonlySet<string> = new Set();
  /** `undefined` when they have to be gathered again. */
  let links: readonly string[] | undefined;
  let isClosed = false;
  let isLooking = false;
  let unwatched: Look['unwatched'];

  const forget = (path: string): void => {
    const folder = folders.get(path);
    folders.delete(path);
    links = undefined;
    folder?.watcher?.close();
    for (const [name, stamp] of folder?.entries ?? []) if (stamp === FOLDER) forget(join(path, name));
  };
  const unwatchAll = (): void => {
    for (const folder of folders.values()) {
      folder.watcher?.close();
      folder.watcher = undefined;
    }
  };
  const watchFolder = (path: string, folder: Folder): void => {
    if (folder.watcher || unwatched) return;
    try {
      const own = system.watch(path, (event, name) => {
        if (folder.watcher !== own) return;
        try {
          hear(path, folder, event, name);
        } catch (cause) {
          onFailure(cause);
        }
      });
      folder.watcher = own;
      own.on('error', (cause) => {
        own.close();
        if (folder.watcher !== own) return;
        folder.watcher = undefined;
        // Some systems say so of a folder that was removed.
        if (statsOf(path, system)) onFailure(cause);
      });
    } catch (cause) {
      if (OF_ONE_FOLDER.has(codeOf(cause))) return;
      unwatched = { cause };
      // Others that watch are not to fail for what was watched by half.
      unwatchAll();
      // A look says so itself.
      if (!isLooking) onFailure(cause);
    }
  };
  const hear = (path: string, folder: Folder, event: string, name: string | null): void => {
    // Of the folder itself, or of what is called as it is: in its place there may be another with the same inode.
    if (name === null || name === basename(path)) {
      folder.watcher?.close();
      folder.watcher = undefined;
      grow(path);
      onEvent(path);
    }
    if (name === null || LEFT_OUT.test(name)) return;
    const below = join(path, name);
    const stats = statsOf(below, system);
    const isFolder = stats?.isDirectory() === true;
    if (event === 'rename' || !isFolder) forget(below);
    if (stats) folder.entries.set(name, stampOf(name, stats));
    else folder.entries.delete(name);
    links = undefined;
    if (isFolder && !folders.get(below)?.watcher) grow(below);
    // That a file is there or gone may mend or break a link; what is in it matters for documents alone.
    if (event === 'rename' || isFolder || READ.test(name) || stats?.isSymbolicLink()) onEvent(below);
  };
  /** Look into a folder that came. What comes into it before it is watched is told of with it. */
  const grow = (path: string): void => {
    lookBelow([path], new Set()).then((turns) => {
      if (turns > 0 && !isClosed) onEvent(path);
    }, onFailure);
  };
  /** @returns How often others were let in meanwhile. */
  const lookBelow = async (
    start: readonly string[],
    changed: Set<string>,
    unlisted = new Map<string, unknown>(),
  ): Promise<number> => {
    const waiting = [...start];
    let turns = 0;
    let since = performance.now();
    for (let path = waiting.pop(); path !== undefined && !isClosed; path = waiting.pop()) {
      for (const name of lookInto(path, changed, unlisted)) waiting.push(join(path, name));
      if (performance.now() - since < TURN_MS) continue;
      turns++;
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
    return turns;
  };
  /** @returns The names of folders in it. */
  const lookInto = (path: string, changed: Set<string>, unlisted: Map<string, unknown>): string[] => {
    const stats = statsOf(path, system);
    const before = folders.get(path);
    const id = stats?.isDirectory() ? `${stats.dev}:${stats.ino}:${stats.birthtimeNs}` : undefined;
    if (before?.id !== id) {
      forget(path);
      changed.add(path);
    }
    const isRoot = known.has(path);
    if (id === undefined) {
      if (isRoot) unlisted.set(path, undefined);
      return [];
    }
    const depth = isRoot ? 0 : (folders.get(dirname(path))?.depth ?? 0) + 1;
    const folder = folders.get(path) ?? { id, depth, entries: new Map(), watcher: undefined };
    folders.set(path, folder);
    // Before it is listed: what comes later is told of.
    watchFolder(path, folder);
    const entries = new Map<string, string>();
    try {
      for (const entry of system.list(path)) {
        if (LEFT_OUT.test(entry.name)) continue;
        const isStamped = !entry.isDirectory() && (entry.isSymbolicLink() || READ.test(entry.name));
        const at = isStamped ? statsOf(join(path, entry.name), system) : undefined;
        entries.set(entry.name, entry.isDirectory() ? FOLDER : at ? stampOf(entry.name, at) : '');
      }
    } catch (cause) {
      // Of those below whoever reads them says it.
      if (isRoot) unlisted.set(path, cause);
    }
    for (const [name, stamp] of folder.entries) {
      if (entries.has(name)) continue;
      if (stamp === FOLDER) forget(join(path, name));
      changed.add(join(path, name));
    }
    // Of a folder that is new it is enough to tell of it.
    if (before?.id === id) {
      for (const [name, stamp] of entries) if (folder.entries.get(name) !== stamp) changed.add(join(path, name));
    }
    folder.entries = entries;
    links = undefined;
    return depth < DEEPEST ? [...entries].flatMap(([name, stamp]) => (stamp === FOLDER ? [name] : [])) : [];
  };

  return {
    async look(roots) {
      const changed = new Set<string>();
      const unlisted = new Map<string, unknown>();
      unwatched = undefined;
      for (const root of known) {
        if (roots.includes(root)) continue;
        forget(root);
        changed.add(root);
      }
      known = new Set(roots);
      isLooking = true;
      await lookBelow(roots, changed, unlisted);
      isLooking = false;
      return { changed, unlisted, unwatched };
    },
    links() {
      links ??= [...folders].flatMap(([path, { entries }]) =>
        [...entries].flatMap(([name, stamp]) => (stamp.startsWith(LINK) ? join(path, name) : [])),
      );
      return links;
    },
    close() {
      isClosed = true;
      unwatchAll();
    },
  };
}
