/** A folder on disk → the markdown files below it, and nothing from outside of it. */

import { existsSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import ignore, { type Ignore } from 'ignore';
import type { VFileMessage } from 'vfile-message';
import type { MessageCode } from '../contracts/message.ts';
import { reportFileMessage, SignpostError } from '../diagnostics/index.ts';

/** Markdown files below a root. */
export interface Walk {
  /** Relative to the root, with `/`, in no particular order; by each the file it is, as an absolute path with every link resolved. */
  readonly files: ReadonlyMap<string, string>;
  readonly messages: readonly VFileMessage[];
  readonly looked: Looked;
}

/** What is in a folder, by an absolute path with every link resolved. Throws as `readdirSync` does. */
export type ListFolder = (folder: string) => readonly ListedEntry[];

/** What `readdirSync` tells of an entry, as far as it is asked. Whoever uses the package's types may not have those of Node. */
export interface ListedEntry {
  readonly name: string;
  isFile(): boolean;
  isDirectory(): boolean;
  isSymbolicLink(): boolean;
}

/** What a walk depended on, as absolute paths: while none of it changes, another walk comes to the same. */
export interface Looked {
  /** Folders that were listed. */
  readonly folders: readonly string[];
  /** Files that were read, or would have been if they were there. */
  readonly files: readonly string[];
  /** What was only asked for whether it is there. */
  readonly existing: readonly string[];
}

/** Folders that hold other people's documentation, or none. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);
/** Files of patterns, the second for what belongs in a repository and is no reference. */
export const IGNORE_FILES = ['.gitignore', '.signpostignore'] as const;
const MARKDOWN = /\.md[xc]?$/i;
/** Far past any real catalog; a root of `/` stops here instead of filling the memory. */
const MOST_FILES = 250_000;
const DEEPEST = 64;

interface Rules {
  /** Folder the rules are relative to, as reached from the real root. */
  readonly base: string;
  readonly ignored: Ignore;
}

/** A file or folder on the way down. */
interface Place {
  /** With every link resolved. */
  readonly real: string;
  /** As reached, relative to the root; `''` for the root. */
  readonly path: string;
  readonly depth: number;
}

interface State {
  readonly root: string;
  readonly realRoot: string;
  readonly list: ListFolder;
  readonly files: Map<string, string>;
  readonly messages: VFileMessage[];
  readonly looked: { readonly folders: string[]; readonly files: string[]; readonly existing: string[] };
  /** Real paths of every file and folder that has its place: a link to one of them adds nothing. */
  readonly seen: Set<string>;
  /** Links met on the way, with the rules they stand under: looked at when everything else has its place. */
  readonly links: { readonly place: Place; readonly rules: readonly Rules[] }[];
}

/**
 * List the markdown files of a root.
 *
 * `node_modules`, `.git` and what `.gitignore` and `.signpostignore` files name are skipped, those above the root included unless they
 * name the root itself. Symbolic links are followed as long as they stay inside the root and lead to something that
 * is not there already.
 *
 * @param root
 *   Path of a folder.
 * @param list
 *   Lists a folder.
 * @returns
 *   Files and messages; an unreadable folder below the root is a message.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` when the root is missing or not a folder, `SIGNPOST_ROOT_UNREADABLE` when it cannot
 *   be listed.
 */
export function walkRoot(root: string, list: ListFolder): Walk {
  const realRoot = openRoot(root);
  const looked = { folders: [], files: [], existing: [] };
  const seen = new Set([realRoot]);
  const state: State = { root, realRoot, list, files: new Map(), messages: [], looked, seen, links: [] };
  try {
    walkFolder(state, { real: realRoot, path: '', depth: 0 }, rulesAbove(realRoot, state.looked));
  } catch (cause) {
    throw new SignpostError('SIGNPOST_ROOT_UNREADABLE', `Cannot list root \`${root}\``, { cause });
  }
  // Following a link may bring further links.
  for (let next = state.links.shift(); next; next = state.links.shift()) followLink(state, next.place, next.rules);
  const { files, messages } = state;
  return { files, messages, looked };
}

function openRoot(root: string): string {
  try {
    const real = realpathSync.native(root);
    if (statSync(real).isDirectory()) return real;
  } catch (cause) {
    throw new SignpostError('SIGNPOST_ROOT_NOT_FOUND', `Cannot find root \`${root}\``, { cause });
  }
  throw new SignpostError('SIGNPOST_ROOT_NOT_FOUND', `Root \`${root}\` is not a folder: name the one that holds it`);
}

function walkFolder(state: State, folder: Place, above: readonly Rules[]): void {
  state.looked.folders.push(folder.real);
  const entries = state.list(folder.real);
  const own = IGNORE_FILES.filter((name) => entries.some((entry) => entry.name === name));
  for (const name of own) state.looked.files.push(join(folder.real, name));
  const rules = [
    ...above,
    ...own.flatMap((name) => readRules(join(folder.real, name), join(state.realRoot, folder.path))),
  ];
  for (const entry of entries) {
    if (SKIPPED.has(entry.name)) continue;
    const place: Place = {
      // Put together as they are: both are as short as they can be.
      real: folder.real.endsWith(sep) ? folder.real + entry.name : folder.real + sep + entry.name,
      path: folder.path === '' ? entry.name : `${folder.path}/${entry.name}`,
      depth: folder.depth + 1,
    };
    // Rules speak of paths as they are reached, as in git.
    const isNamedAs = (isFolder: boolean) =>
      rules.length > 0 && isIgnored(rules, join(state.realRoot, place.path), isFolder);
    if (entry.isSymbolicLink()) {
      if (!isNamedAs(false) && !isNamedAs(true)) state.links.push({ place, rules });
    } else if (entry.isDirectory()) {
      if (!isNamedAs(true)) descend(state, place, rules);
    } else if (entry.isFile() && MARKDOWN.test(entry.name) && !isNamedAs(false)) {
      addFile(state, place);
    }
  }
}

function addFile(state: State, { real, path }: Place): void {
  if (state.seen.has(real)) return;
  state.seen.add(real);
  if (state.files.size < MOST_FILES) state.files.set(path, real);
  else if (!state.messages.some(({ ruleId }) => ruleId === 'root-truncated')) {
    const reason = `Unexpected root of more than ${MOST_FILES} markdown files, expected fewer: the rest was left out`;
    state.messages.push(reportFileMessage(state.root, 'root-truncated', reason));
  }
}

function descend(state: State, folder: Place, rules: readonly Rules[]): void {
  if (state.seen.has(folder.real) || folder.depth > DEEPEST) return;
  state.seen.add(folder.real);
  try {
    walkFolder(state, folder, rules);
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    report(state, folder, 'file-unreadable', `folder that cannot be listed${why}`, 'read permission: it was left out');
  }
}

/** Take a link for what it leads to, when that is inside the root and not there already. */
function followLink(state: State, link: Place, rules: readonly Rules[]): void {
  try {
    const real = realpathSync.native(link.real);
    if (real !== state.realRoot && !real.startsWith(state.realRoot + sep)) {
      report(
        state,
        link,
        'link-outside-root',
        'link that leaves the root',
        'one that stays inside: it was not followed',
      );
      return;
    }
    if (
      relative(state.realRoot, real)
        .split(sep)
        .some((name) => SKIPPED.has(name))
    )
      return;
    const stats = statSync(real);
    if (stats.isDirectory()) descend(state, { ...link, real }, rules);
    else if (stats.isFile() && MARKDOWN.test(link.path)) addFile(state, { ...link, real });
  } catch {
    // Dead, or a circle of links.
    if (!MARKDOWN.test(link.path)) return;
    report(state, link, 'file-unreadable', 'link that leads nowhere', 'one to a file: it was left out');
  }
}

function report(state: State, { path }: Place, code: MessageCode, seen: string, expected: string): void {
  state.messages.push(reportFileMessage(`${state.root}/${path}`, code, `Unexpected ${seen}, expected ${expected}`));
}

/** The innermost rule that speaks of a path decides, as in git. */
function isIgnored(rules: readonly Rules[], path: string, isFolder: boolean): boolean {
  let ignoredNow = false;
  for (const { base, ignored } of rules) {
    const within = relative(base, path).split(sep).join('/');
    if (within === '' || within.startsWith('../')) continue;
    const { ignored: names, unignored } = ignored.test(isFolder ? `${within}/` : within);
    if (names) ignoredNow = true;
    else if (unignored) ignoredNow = false;
  }
  return ignoredNow;
}

/** The rules of the repository a root stands in, from its top down to the folder above the root. */
function rulesAbove(root: string, looked: State['looked']): Rules[] {
  const rules: Rules[] = [];
  let folder = root;
  for (;;) {
    const git = join(folder, '.git');
    looked.existing.push(git);
    if (existsSync(git)) break;
    const above = dirname(folder);
    if (above === folder) return [];
    folder = above;
    const files = IGNORE_FILES.map((name) => join(above, name));
    looked.files.push(...files);
    rules.unshift(...files.flatMap((file) => readRules(file, above)));
  }
  // Whoever names an ignored folder as a root means it.
  return isIgnored(rules, root, true) ? [] : rules;
}

function readRules(path: string, base: string): Rules[] {
  try {
    if (!statSync(path).isFile()) return [];
    return [{ base, ignored: ignore().add(readFileSync(path, 'utf8')) }];
  } catch {
    return [];
  }
}
