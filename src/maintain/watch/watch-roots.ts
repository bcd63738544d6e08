/** Follow the documents of roots: a call for every change that has settled. */

import { type FSWatcher, lstatSync, realpathSync, watch as watchFolder } from 'node:fs';
import { basename, join, sep } from 'node:path';
import { SignpostError } from '../../diagnostics/index.ts';

/** What to follow. */
export interface WatchOptions {
  /** Folders. */
  readonly roots: readonly string[];
  /** Ends it. */
  readonly signal: AbortSignal;
  /**
   * Called once everything is watched, and again when documents, ignore files or the configuration of a root have
   * changed. What it throws ends the watch.
   *
   * @param changed
   *   The files and folders that changed, came or went since the call before, with every link resolved; `undefined` the first time:
   *   anything may have.
   */
  readonly onChange: (changed: ReadonlySet<string> | undefined) => void;
  /** How long files have to be quiet before a change counts, in milliseconds, 0 or more (default: 150). */
  readonly settleMs?: number;
  /** Whether watching keeps the process alive (default: true). */
  readonly isKeptAlive?: boolean;
}

/** Longer than editors take between removing a file and renaming the new one. */
const SETTLE_MS = 150;
const WATCHED = /\.md[xc]?$|^\.(?:git|signpost)ignore$|^signpost\.config\.json$/i;
/** What runs of signpost write and rename themselves, and what no catalog reads. */
const LEFT_OUT = /(?:^|[/\\])(?:node_modules|\.git|\.signpost-[^/\\]+\.tmp|\.signpost\.lock)(?:[/\\]|$)/;

/**
 * Watch roots until the signal.
 *
 * Editors that write a new file and rename it over the old one are one change, and so are many files within a moment.
 *
 * @returns
 *   When it has ended; every watcher is closed then.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` when a root is not there or is removed, `SIGNPOST_ROOT_UNREADABLE` when the system can watch no more.
 */
export async function watchRoots({
  roots,
  signal,
  onChange,
  settleMs = SETTLE_MS,
  isKeptAlive = true,
}: WatchOptions): Promise<void> {
  const folders = roots.map(realPathOf);
  // Most runs watch nothing, and would load it for that.
  const { watch } = await import('chokidar');
  const watcher = watch(folders, {
    ignoreInitial: true,
    persistent: isKeptAlive,
    // A link may lead out of the root.
    followSymlinks: false,
    ignored: (path) => isLeftOut(path, folders),
    // Every change is waited for here, until files are quiet: nothing has to be waited for twice.
    atomic: false,
    // What cannot be read is a message of the catalog, and no reason to be blind for the rest.
    ignorePermissionErrors: true,
  });
  let tops: readonly FSWatcher[] = [];
  let timer: NodeJS.Timeout | undefined;
  let changed: Set<string> | undefined;
  let onAbort = () => {};
  try {
    await new Promise<void>((resolve, reject) => {
      onAbort = resolve;
      const settled = () => {
        const since = changed;
        changed = undefined;
        try {
          onChange(since);
        } catch (error) {
          reject(error);
        }
      };
      const tell = (path: string) => {
        changed = (changed ?? new Set()).add(path);
        clearTimeout(timer);
        timer = setTimeout(settled, settleMs);
      };
      signal.addEventListener('abort', onAbort, { once: true });
      if (signal.aborted) resolve();
      watcher.on('ready', () => {
        clearTimeout(timer);
        changed = undefined;
        if (!signal.aborted) tops = folders.flatMap((folder) => watchTop(folder, isKeptAlive, tell));
        settled();
      });
      watcher.on('all', (event, path) => {
        // That a file is there or gone may mend or break a link; what is in it matters for documents alone.
        if (event === 'change' && !WATCHED.test(basename(path)) && !isLink(path)) return;
        if (event === 'unlinkDir' && folders.includes(path)) {
          reject(new SignpostError('SIGNPOST_ROOT_NOT_FOUND', `Root \`${path}\` was removed`));
        }
        tell(path);
      });
      watcher.on('error', (cause) =>
        reject(new SignpostError('SIGNPOST_ROOT_UNREADABLE', `Cannot watch ${roots.join(', ')}`, { cause })),
      );
    });
  } finally {
    signal.removeEventListener('abort', onAbort);
    clearTimeout(timer);
    for (const top of tops) top.close();
    await watcher.close();
  }
}

/**
 * Watch what comes into a root and goes from it. The watcher of all folders looks at every entry of a folder before it tells of one
 * that came: in a root of thousands of skills that takes as long as taking it in.
 *
 * @returns
 *   Nothing where the system can watch no more: the watcher of all folders is the one that says so.
 */
function watchTop(folder: string, persistent: boolean, tell: (path: string) => void): FSWatcher[] {
  try {
    const top = watchFolder(folder, { persistent }, (event, name) => {
      const path = join(folder, name ?? '');
      if (event === 'rename' && name !== null && !isLeftOut(path, [folder])) tell(path);
    });
    return [top.on('error', () => top.close())];
  } catch {
    return [];
  }
}

/** Whether nothing is read there: told by what is below a root, for a root may stand in such a folder itself. */
function isLeftOut(path: string, roots: readonly string[]): boolean {
  const root = roots.find((folder) => path === folder || path.startsWith(folder + sep)) ?? '';
  return LEFT_OUT.test(path.slice(root.length));
}

/** A link that leads elsewhere now is told of as changed. */
function isLink(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() === true;
}

function realPathOf(root: string): string {
  try {
    return realpathSync.native(root);
  } catch (cause) {
    throw new SignpostError('SIGNPOST_ROOT_NOT_FOUND', `Cannot find root \`${root}\``, { cause });
  }
}
