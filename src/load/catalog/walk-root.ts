/** A folder on disk → the markdown files below it, and nothing from outside of it. */

import { realpathSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { MessageCode } from '../../domain/message.ts';
import { reportFileMessage } from '../../domain/report-message.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { codeBehind, codeOf } from '../disk/code-of.ts';
import type { ListFolder } from '../disk/list-folder.ts';
import { isInside } from '../disk/repository.ts';
import { createIgnoring, type Ignoring, isIgnoreFile, type Rules } from './ignore-rules.ts';
import { createLinkTest } from './linked-skills.ts';

/** Markdown files below a root. */
export interface Walk {
  /** Relative to the root, with `/`, in no particular order; by each the file it is, as an absolute path with every link resolved. */
  readonly files: ReadonlyMap<string, string>;
  /** Skill folders outside of the root that links in it lead to: by the path as reached the folder it is, links resolved. */
  readonly linked: ReadonlyMap<string, string>;
  readonly messages: readonly VFileMessage[];
  readonly looked: Looked;
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
const MARKDOWN = /\.md[xc]?$/i;
/** Far past any real catalog; a root of `/` stops here instead of filling the memory. */
const MOST_FILES = 250_000;
const DEEPEST = 64;

/** A file or folder on the way down. */
interface Place {
  /** With every link resolved. */
  readonly real: string;
  /** As reached, relative to the root; `''` for the root. */
  readonly path: string;
  readonly depth: number;
  /** The folder that links below it must not leave, with every link resolved: the root, or a skill it links to. */
  readonly bounds: string;
}

interface State {
  readonly root: string;
  readonly realRoot: string;
  readonly list: ListFolder;
  readonly ignoring: Ignoring;
  readonly isLinkedSkill: (real: string) => boolean;
  readonly files: Map<string, string>;
  readonly linked: Map<string, string>;
  readonly messages: VFileMessage[];
  readonly looked: { readonly folders: string[]; readonly existing: string[] };
  /** Real paths of every file and folder that has its place: a link to one of them adds nothing. */
  readonly seen: Set<string>;
  /** Links met on the way, with the rules they stand under: looked at when everything else has its place. */
  readonly links: { readonly place: Place; readonly rules: readonly Rules[] }[];
}

/**
 * List the markdown files of a root.
 *
 * `node_modules`, `.git` and what `.gitignore` and `.signpostignore` files name are skipped, those above the root included unless they
 * name the root itself. Symbolic links are followed as long as they stay inside the root, or lead to a skill folder that
 * `createLinkTest` lets in, and to something that is not there already.
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
  const costly = new Set<string>();
  for (;;) {
    const ignoring = createIgnoring(root, realRoot, costly);
    const walk = walkOnce(root, realRoot, list, ignoring);
    const { tooCostly } = ignoring;
    if (tooCostly === undefined) return walk;
    // What it said was not said of all: once more, without it.
    costly.add(tooCostly);
  }
}

function walkOnce(root: string, realRoot: string, list: ListFolder, ignoring: Ignoring): Walk {
  const state: State = {
    root,
    realRoot,
    list,
    ignoring,
    isLinkedSkill: createLinkTest(realRoot, list),
    files: new Map(),
    linked: new Map(),
    messages: [],
    looked: { folders: [], existing: [] },
    seen: new Set([realRoot]),
    links: [],
  };
  try {
    walkFolder(state, { real: realRoot, path: '', depth: 0, bounds: realRoot }, ignoring.above());
  } catch (cause) {
    throw new SignpostError('SIGNPOST_ROOT_UNREADABLE', `Cannot list root \`${root}\``, { cause });
  }
  // Following a link may bring further links.
  for (const { place, rules } of state.links) followLink(state, place, rules);
  const { files, linked, messages, looked } = state;
  return {
    files,
    linked,
    messages: [...ignoring.messages, ...messages],
    looked: { ...looked, files: ignoring.looked.files, existing: [...ignoring.looked.existing, ...looked.existing] },
  };
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
  const own = entries.map(({ name }) => name).filter(isIgnoreFile);
  const rules = [...above, ...state.ignoring.inFolder(folder.real, folder.path, own)];
  for (const entry of entries) {
    if (SKIPPED.has(entry.name) || (entry.isSymbolicLink() && isIgnoreFile(entry.name))) continue;
    const place: Place = {
      ...folder,
      // Put together as they are: both are as short as they can be.
      real: folder.real.endsWith(sep) ? folder.real + entry.name : folder.real + sep + entry.name,
      path: folder.path === '' ? entry.name : `${folder.path}/${entry.name}`,
      depth: folder.depth + 1,
    };
    // Rules speak of paths as they are reached, as in git.
    const isNamedAs = (isFolder: boolean) => state.ignoring.isIgnored(rules, place.path, isFolder);
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
    const why = codeBehind(cause);
    report(state, folder, 'file-unreadable', `folder that cannot be listed${why}`, 'read permission: it was left out');
  }
}

/** Take a link for what it leads to, when that is where links may lead and not there already. */
function followLink(state: State, link: Place, rules: readonly Rules[]): void {
  try {
    const real = realpathSync.native(link.real);
    if (!isInside(link.bounds, real)) {
      followOut(state, { ...link, real }, rules);
      return;
    }
    const names = relative(link.bounds, real).split(sep);
    if (names.some((name) => SKIPPED.has(name))) return;
    const stats = statSync(real);
    if (stats.isDirectory()) descend(state, { ...link, real }, rules);
    else if (stats.isFile() && MARKDOWN.test(link.path)) addFile(state, { ...link, real });
  } catch (cause) {
    // What it is to lead to may come.
    state.looked.existing.push(link.real);
    const seen = LEADS[codeOf(cause)] ?? `link that cannot be followed${codeBehind(cause)}`;
    if (MARKDOWN.test(link.path)) report(state, link, 'file-unreadable', seen, 'one to a file: it was left out');
    else
      report(
        state,
        link,
        'link-dead',
        seen,
        'one to a folder or a file: put there what it is to lead to, or remove it',
      );
  }
}

const LEADS: Readonly<Record<string, string>> = {
  ENOENT: 'link that leads nowhere',
  ELOOP: 'link that leads to itself',
};

/** Follow a link out of the root to a skill; from a skill that was linked to, none goes further. */
function followOut(state: State, link: Place, rules: readonly Rules[]): void {
  const { realRoot } = state;
  if (link.bounds === realRoot && state.isLinkedSkill(link.real)) {
    if (!state.seen.has(link.real)) state.linked.set(link.path, link.real);
    descend(state, { ...link, bounds: link.real }, rules);
    return;
  }
  // It may become one.
  state.looked.existing.push(join(link.real, 'SKILL.md'));
  const left = link.bounds === realRoot ? 'the root' : 'the skill it belongs to';
  const mend = statSync(link.real).isDirectory() ? `add \`--root ${link.real}\`` : 'copy the file to its place';
  report(
    state,
    link,
    'link-outside-root',
    `link out of ${left}`,
    `one that stays inside, or leads to a skill of this repository or your home: it was not followed; to read it, ${mend}`,
  );
}

function report(state: State, { path }: Place, code: MessageCode, seen: string, expected: string): void {
  state.messages.push(reportFileMessage(`${state.root}/${path}`, code, `Unexpected ${seen}, expected ${expected}`));
}
