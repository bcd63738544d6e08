/** Documents → what a run would write: each index file with its blocks as they should be. */

import type { VFile } from 'vfile';
import type { VFileMessage } from 'vfile-message';
import type { IndexStyle } from '../../domain/index-result.ts';
import { reportMessage } from '../../domain/report-message.ts';
import { LARGEST_FILE } from '../../load/catalog/read-text.ts';
import type { FoundConfig } from '../../load/config/read-config.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../../load/markdown/parse-document.ts';
import { sameMarkdown } from '../../load/markdown/same-markdown.ts';
import type { Budget } from './index-size.ts';
import { insertBlock } from './init-blocks.ts';
import {
  type Files,
  type Folders,
  foldersOf,
  type IndexedFile,
  isIndex,
  type Listing,
  listEntries,
} from './list-entries.ts';
import { type BlockStyle, renderLines } from './render-block.ts';

/** How to plan. */
export interface PlanOptions {
  /** Overrules the configuration. */
  readonly style: IndexStyle | undefined;
  /** Whether every byte of a block counts, not what it says. */
  readonly strict: boolean;
  /** Whether files without a block get one. */
  readonly init: boolean;
}

/** One index file. */
export interface PlannedFile {
  readonly path: string;
  /** The text as read, `undefined` when there is no file or it cannot be read. */
  readonly before: string | undefined;
  /** The text as it should be, `undefined` when it cannot be told. */
  readonly after: string | undefined;
  /** Whether a block cannot be generated: then no file of the run is written. */
  readonly broken: boolean;
  readonly messages: readonly VFileMessage[];
  /** Size past which the file is reported. */
  readonly budget: Budget;
}

/** A root as it was read, and what is set for it. */
interface Plan {
  readonly root: string;
  readonly texts: ReadonlyMap<string, string>;
  readonly files: Map<string, IndexedFile>;
  readonly folders: Folders;
  /** What keeps an index above it from being generated. */
  readonly problems: readonly VFileMessage[];
  readonly style: BlockStyle;
  readonly nested: boolean;
  readonly budget: Budget;
  readonly options: PlanOptions;
}

const HEAD = /(?:^|\/)(?:SKILL|INDEX)\.md$/;
/** As many folders as a message names. */
const NAMED_FOLDERS = 3;
/** What is left out when a file is read, as rules of messages. */
const UNREAD: ReadonlySet<string> = new Set(['file-unreadable', 'file-too-large', 'file-binary']);

/** A root as it was read and parsed. */
export interface ParsedRoot {
  readonly root: string;
  readonly documents: readonly (IndexedFile & { readonly text: string })[];
  /** What kept other files from being read. */
  readonly messages: readonly VFileMessage[];
  /** Whether a path belongs to a skill that the root links to: what is written there belongs to another root. */
  readonly isLinked: (path: string) => boolean;
  /** Path of a document that is not there yet. */
  readonly created?: string | undefined;
}

/**
 * Plan the index blocks of documents that are read already.
 *
 * Problems that only generating brings up are reported on the documents.
 *
 * @returns
 *   Every SKILL.md and INDEX.md with a block, whole or broken, or due to get one, in path order.
 * @throws {SignpostError}
 *   When a template of the configuration is wrong.
 */
export function planDocuments(
  { root, documents, messages, isLinked, created }: ParsedRoot,
  found: FoundConfig | undefined,
  options: PlanOptions,
): PlannedFile[] {
  const { index = {} } = found?.config ?? {};
  const template =
    options.style === undefined && index.template !== undefined && found !== undefined
      ? { text: index.template, configPath: found.path }
      : undefined;
  const files = new Map<string, IndexedFile>();
  for (const { path, parsed } of documents) files.set(path, { path, parsed });
  const plan: Plan = {
    root,
    texts: new Map(documents.map(({ path, text }) => [path, text])),
    files,
    folders: foldersOf(files),
    problems: [...messages, ...[...files.values()].flatMap(({ parsed }) => parsed.file.messages)].filter(
      ({ fatal, ruleId }) => (fatal === true && ruleId !== 'index-markers') || ruleId === 'file-not-utf8',
    ),
    style: { style: options.style ?? index.style ?? 'auto', ...(template && { template }) },
    nested: index.nested ?? false,
    budget: index.budget ?? {},
    options,
  };
  const planned = [...files.values()].flatMap((file) => planFile(plan, file, file.path === created));
  const own = [...planned, ...unreadFiles(plan)].filter(({ path }) => !isLinked(path));
  return own.sort((a, b) => (a.path < b.path ? -1 : 1));
}

function planFile(plan: Plan, file: IndexedFile, isNew: boolean): PlannedFile[] {
  const { path, parsed } = file;
  const marked = parsed.file.messages.some(({ ruleId }) => ruleId === 'index-markers');
  const hasBlock = parsed.blocks.length > 0 || marked;
  if (!HEAD.test(path) || isOutsideReferences(plan.files, path)) return [];
  const isDue = !hasBlock && plan.options.init && (!path.endsWith('SKILL.md') || baseOf(plan, path) !== folderOf(path));
  if (!hasBlock && !isDue) return [];
  const wrong = problemsOf(plan, path);
  const source = plan.texts.get(path) ?? '';
  const before = isNew ? undefined : source;
  const of = { path, budget: plan.budget };
  const messages = () => [...new Set([...parsed.file.messages, ...wrong])];
  // An entry of a file that could not be read would be lost, and bytes that are not UTF-8 written as something else.
  if (marked || wrong.length > 0) return [{ ...of, before, after: before, broken: true, messages: messages() }];
  const listing = listBlock(plan, path);
  reportSkipped(parsed.file, listing.skipped, path);
  const text = isDue ? insertBlock(source, parsed) : source;
  const prepared = isDue ? parse(plan, path, text) : parsed;
  const after = prepared.blocks.length > 0 ? withBlocks(plan, path, text, prepared, listing.entries) : text;
  const broken = after !== before && isUnreadable(plan, path, after, parsed);
  return [{ ...of, before, after: broken ? before : after, broken, messages: messages() }];
}

/** What was generated is read back: whatever a file says of itself, no marker may be lost and the index must be read. */
function isUnreadable(plan: Plan, path: string, after: string, { file, blocks }: ParsedDocument): boolean {
  const start = { line: 1, column: 1 };
  const size = Buffer.byteLength(after);
  if (size > LARGEST_FILE) {
    const reason = `Unexpected index of ${size} bytes, expected at most ${LARGEST_FILE}: give sub-folders an index`;
    reportMessage(file, 'file-too-large', reason, start);
    return true;
  }
  const read = parse(plan, path, after);
  const isWhole = !read.file.messages.some(({ ruleId }) => ruleId === 'index-markers');
  if (isWhole && read.blocks.length === Math.max(blocks.length, 1)) return false;
  const seen = 'code or HTML around the place of an index block';
  reportMessage(file, 'index-markers', `Unexpected ${seen}, expected it to be closed before the block`, start);
  return true;
}

function parse({ root }: Plan, path: string, text: string): ParsedDocument {
  return parseMarkdownDocument({ root, path, text });
}

/** What is wrong with an index, or with a file below the folder it lists. */
function problemsOf(plan: Plan, path: string): VFileMessage[] {
  const own = `${plan.root}/${path}`;
  const listed = `${plan.root}/${baseOf(plan, path)}`;
  return plan.problems.filter(
    ({ file, ruleId }) => file === own || file?.startsWith(listed) || ruleId === 'root-truncated',
  );
}

/** Index files that could not be read: whether they hold a block nobody knows. */
function unreadFiles({ root, files, problems, budget }: Plan): PlannedFile[] {
  return problems.flatMap((message) => {
    const path = message.file?.slice(root.length + 1) ?? '';
    if (!UNREAD.has(message.ruleId ?? '') || !HEAD.test(path) || files.has(path)) return [];
    if (isOutsideReferences(files, path)) return [];
    return [{ path, before: undefined, after: undefined, broken: true, messages: [message], budget }];
  });
}

function reportSkipped(file: VFile, skipped: readonly string[], path: string): void {
  if (skipped.length === 0) return;
  const folder = folderOf(path);
  const named = skipped.slice(0, NAMED_FOLDERS).map((name) => `\`${name.slice(folder.length)}\``);
  if (skipped.length > named.length) named.push(`${skipped.length - named.length} more`);
  const reason = `Unexpected folders below a plain INDEX.md, expected \`type: index\` in it or \`nested\` in signpost.config.json: ${named.join(', ')} left out`;
  reportMessage(file, 'index-folders-skipped', reason, { line: 1, column: 1 });
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

function withBlocks(
  { style, options: { strict }, ...plan }: Plan,
  path: string,
  text: string,
  { blocks }: ParsedDocument,
  entries: readonly IndexedFile[],
): string {
  const place = { folder: folderOf(path), base: baseOf(plan, path) };
  // The parser counts without the byte-order mark.
  const shift = text.startsWith('\ufeff') ? 1 : 0;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  let after = '';
  let at = 0;
  for (const block of blocks) {
    const content = text.slice(block.start + shift, block.end + shift);
    const lines = renderLines(entries, place, style, { content, entries: block.entries });
    const made = newline + newline + lines.join(newline) + newline;
    // Trees that are the same have as many entries: most blocks that drifted need not be parsed.
    const mayBeSame = !strict && block.entries.length === entries.length;
    after += text.slice(at, block.start + shift) + (mayBeSame && sameMarkdown(content, made) ? content : made);
    at = block.end + shift;
  }
  return after + text.slice(at);
}

/** A SKILL.md lists its `references/`; where that is an index, the index. Any other index lists its folder. */
function listBlock(plan: Pick<Plan, 'files' | 'folders' | 'nested'>, path: string): Listing {
  const base = baseOf(plan, path);
  const inner = base === folderOf(path) ? undefined : plan.files.get(`${base}INDEX.md`);
  if (inner && isIndex(inner)) return { entries: [inner], skipped: [] };
  return listEntries(plan.folders, base, { own: path, nested: plan.nested });
}

/** The folder an index lists. */
function baseOf({ folders }: Pick<Plan, 'folders'>, path: string): string {
  const folder = folderOf(path);
  return path.endsWith('SKILL.md') && folders.has(`${folder}references/`) ? `${folder}references/` : folder;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
