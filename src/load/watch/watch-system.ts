/** What a watch asks the system for: watchers, lists of folders, and what tells a file from the one before. */

import { lstatSync, readdirSync, watch } from 'node:fs';

export const FOLDER = 'folder';

/** What tells a link begins with it. */
export const LINK = 'link';

/** Files that are read; of others it counts only whether they are there. */
export const READ = /\.md[xc]?$|^\.(?:git|signpost)ignore$|^signpost\.config\.json$/i;

/** What watching asks of the system, so that a test can let any of it fail. Whoever uses the package's types may not have those of Node. */
export interface WatchSystem {
  readonly lstat: (path: string) => PathStats | undefined;
  readonly list: (folder: string) => readonly ListedEntry[];
  readonly watch: (folder: string, onEvent: (event: string, name: string | null) => void) => FolderWatcher;
}

interface ListedEntry {
  readonly name: string;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

export interface FolderWatcher {
  on(event: 'error', listener: (cause: unknown) => void): unknown;
  close(): void;
}

/** What `lstat` tells of a path, as far as it is asked. */
export interface PathStats {
  readonly dev: bigint;
  readonly ino: bigint;
  readonly size: bigint;
  readonly mode: bigint;
  readonly mtimeNs: bigint;
  readonly ctimeNs: bigint;
  readonly birthtimeNs: bigint;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** The system as it is. */
export const SYSTEM: WatchSystem = {
  lstat: (path) => lstatSync(path, { bigint: true, throwIfNoEntry: false }),
  list: (folder) => readdirSync(folder, { withFileTypes: true }),
  // What keeps a process alive is a timer of whoever follows: there is one where nothing can be watched, too.
  watch: (folder, onEvent) => watch(folder, { persistent: false }, onEvent),
};

/** What tells a file from one that takes its place; `''` where only its being there counts. */
export function stampOf(name: string, stats: PathStats): string {
  if (stats.isDirectory()) return FOLDER;
  const isLink = stats.isSymbolicLink();
  if (!isLink && !READ.test(name)) return '';
  return [isLink ? LINK : '', stats.dev, stats.ino, stats.size, stats.mode, stats.mtimeNs, stats.ctimeNs].join(' ');
}

/** `undefined` of what is not there, or cannot be asked for: whoever reads it says why. */
export function statsOf(path: string, { lstat }: WatchSystem): PathStats | undefined {
  try {
    return lstat(path);
  } catch {
    return undefined;
  }
}
