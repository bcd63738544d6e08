/** What a run would write: each index file of a root with its blocks as they should be. */

import type { VFileMessage } from 'vfile-message';
import { readRoot } from '../../catalog/index.ts';
import type { IndexStyle } from '../../contracts/index-result.ts';
import { parseMarkdownDocument } from '../../markdown/index.ts';
import { type Files, type IndexedFile, isIndex, listEntries, renderEntry } from './list-entries.ts';

/** One index file. */
export interface PlannedFile {
  readonly path: string;
  readonly file: IndexedFile;
  /** The text as read. */
  readonly before: string;
  /** The text as it should be. */
  readonly after: string;
  /** Whether a block cannot be generated; then `after` is `before`. */
  readonly broken: boolean;
  /** What is wrong with the root, when anything is: then no file of the run is written. */
  readonly wrong: readonly VFileMessage[];
}

const HEAD = /(?:^|\/)(?:SKILL|INDEX)\.md$/;

/**
 * Plan the index blocks of a root.
 *
 * @param root
 *   A folder: a skill, an index, or a collection of skills.
 * @param style
 *   How entries are written.
 * @returns
 *   Every SKILL.md and INDEX.md with a block, whole or broken, in path order. Reads only.
 * @throws {SignpostError}
 *   When the root cannot be read.
 */
export function planIndex(root: string, style: IndexStyle): PlannedFile[] {
  const texts = new Map<string, string>();
  const files = new Map<string, IndexedFile>();
  const read = readRoot(root);
  for (const { path, text } of read.documents) {
    texts.set(path, text);
    files.set(path, { path, parsed: parseMarkdownDocument({ root, path, text }) });
  }
  const problems = [...read.messages, ...[...files.values()].flatMap(({ parsed }) => parsed.file.messages)].filter(
    ({ fatal, ruleId }) => (fatal === true && ruleId !== 'index-markers') || ruleId === 'file-not-utf8',
  );
  return [...files.values()].flatMap((file) => {
    const marked = file.parsed.file.messages.some(({ ruleId }) => ruleId === 'index-markers');
    if (!HEAD.test(file.path) || (file.parsed.blocks.length === 0 && !marked)) return [];
    const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
    const within = [`${root}/${file.path}`, `${root}/${baseOf(files, file.path, folder)}`];
    const wrong = problems.filter((problem) => problem.file === within[0] || problem.file?.startsWith(within[1] ?? ''));
    // An entry of a file that could not be read would be lost, and bytes that are not UTF-8 written as something else.
    const broken = marked || wrong.length > 0;
    if (isOutsideReferences(files, file.path)) return [];
    const before = texts.get(file.path) ?? '';
    const after = broken ? before : withBlocks(files, file, before, style);
    return [{ path: file.path, file, before, after, broken, wrong }];
  });
}

/** In a skill, indexes are generated for the skill itself and below its `references/`: other folders hold assets. */
function isOutsideReferences(files: Files, path: string): boolean {
  if (path.endsWith('SKILL.md')) return false;
  for (let slash = path.lastIndexOf('/'); ; slash = path.lastIndexOf('/', slash - 1)) {
    const folder = slash === -1 ? '' : path.slice(0, slash + 1);
    if (files.has(`${folder}SKILL.md`)) return !path.startsWith(`${folder}references/`);
    if (slash <= 0) return false;
  }
}

function withBlocks(files: Files, { path, parsed }: IndexedFile, before: string, style: IndexStyle): string {
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  // The parser counts without the byte-order mark.
  const shift = before.startsWith('\ufeff') ? 1 : 0;
  const newline = before.includes('\r\n') ? '\r\n' : '\n';
  let after = '';
  let at = 0;
  for (const block of parsed.blocks) {
    const entries = listBlock(files, path, folder);
    const base = baseOf(files, path, folder);
    const write = (as: 'path' | 'title') => entries.map((entry) => renderEntry(entry, { folder, base, style: as }));
    const content = before.slice(block.start + shift, block.end + shift);
    const lines = style === 'auto' ? closest(content, write('path'), write('title'), entries) : write(style);
    after += before.slice(at, block.start + shift) + newline + newline + lines.join(newline) + newline;
    at = block.end + shift;
  }
  return after + before.slice(at);
}

/** A SKILL.md lists its `references/`; where that is an index, the index. Any other index lists its folder. */
function listBlock(files: Files, path: string, folder: string): IndexedFile[] {
  const base = baseOf(files, path, folder);
  const inner = base === folder ? undefined : files.get(`${base}INDEX.md`);
  return inner && isIndex(inner) ? [inner] : listEntries(files, base, path);
}

function baseOf(files: Files, path: string, folder: string): string {
  const references = `${folder}references/`;
  const has = path.endsWith('SKILL.md') && [...files.keys()].some((other) => other.startsWith(references));
  return has ? references : folder;
}

/** A block keeps the style more of its lines are in; a new one takes the style most of its files are written for. */
function closest(
  content: string,
  byPath: readonly string[],
  byTitle: readonly string[],
  entries: readonly IndexedFile[],
): readonly string[] {
  const present = new Set(content.split(/\r?\n/));
  const kept = (lines: readonly string[]) => lines.filter((line) => present.has(line)).length;
  const [left, right] = [kept(byPath), kept(byTitle)];
  if (left !== right) return left > right ? byPath : byTitle;
  const described = entries.filter(({ parsed }) => parsed.fields.description?.trim()).length;
  return described * 2 >= entries.length ? byPath : byTitle;
}
