/** What stands between the markers: the lines of a block in one of its styles. */

import { VFile } from 'vfile';
import type { IndexStyle } from '../../domain/index-result.ts';
import type { IndexEntry } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { readEntries } from '../../load/markdown/index-entries.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import type { IndexedFile } from './list-entries.ts';
import { type EntryPlace, type EntryWords, wordsOf } from './render-entry.ts';

/** How entries are to be written: in a style, or by a line of the author's own. */
export interface BlockStyle {
  readonly style: IndexStyle;
  /** Used instead of the style. */
  readonly template?: { readonly text: string; readonly configPath: string };
}

/** A block as it is. */
export interface WrittenBlock {
  /** What stands between its markers. */
  readonly content: string;
  readonly entries: readonly IndexEntry[];
}

const PLACEHOLDERS = ['title', 'path', 'name', 'link', 'description', 'triggers'] as const;
const TABLE_ROW = /^\s*\|/;

/**
 * Render the lines of a block.
 *
 * Pure.
 *
 * @param files
 *   The files to list, in order.
 * @param place
 *   Where the block stands.
 * @param wanted
 *   The style; `auto` keeps that of the block as it is.
 * @param written
 *   The block as it is.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_CONFIG` when what a template makes of a file does not read as one entry for that file.
 */
export function renderLines(
  files: readonly IndexedFile[],
  place: EntryPlace,
  { style, template }: BlockStyle,
  written: WrittenBlock,
): string[] {
  const words = files.map((file) => wordsOf(file, place));
  if (template) return renderTemplate(files, words, template);
  switch (style === 'auto' ? styleOf(files, words, written) : style) {
    case 'path':
      return words.map(pathLine);
    case 'title':
      return words.map(titleLine);
    case 'table':
      return tableLines(words);
  }
}

function pathLine({ path, link, description, triggers }: EntryWords): string {
  const rest = [description, triggers && `(${triggers})`].filter(Boolean).join(' ');
  return rest === '' ? `- [${path}](${link})` : `- [${path}](${link}) — ${rest}`;
}

function titleLine({ title, link, triggers }: EntryWords): string {
  return triggers === '' ? `- [${title}](${link})` : `- [${title}](${link}) — ${triggers}`;
}

function tableLines(words: readonly EntryWords[]): string[] {
  if (words.length === 0) return [];
  const isDescribed = words.some(({ description }) => description !== '');
  const row = (reference: string, description: string, triggers: string) =>
    `| ${[reference, ...(isDescribed ? [description] : []), triggers].map(escapeCell).join(' | ')} |`;
  return [
    row('Reference', 'Description', 'Triggers'),
    row('---', '---', '---'),
    ...words.map(({ title, link, description, triggers }) => row(`[${title}](${link})`, description, triggers)),
  ];
}

/** A pipe ends a cell, also in code, unless an odd number of backslashes stands before it. */
function escapeCell(text: string): string {
  return text.replace(/(\\*)\|/g, (all, before: string) => (before.length % 2 === 0 ? `${before}\\|` : all));
}

/** A block keeps the style it is in: a table, or what most of its entries are; a new one takes what its files have. */
function styleOf(
  files: readonly IndexedFile[],
  words: readonly EntryWords[],
  { content, entries }: WrittenBlock,
): 'path' | 'title' | 'table' {
  if (TABLE_ROW.test(content)) return 'table';
  const present = new Set(entries.map(({ link, text, rest }) => fold(`${link} ${text} ${rest}`)));
  const texts = new Map(entries.map(({ link, text }) => [link, fold(text)]));
  let [byPath, byTitle, pathTexts, titleTexts] = [0, 0, 0, 0];
  for (const { path, title, link, description, triggers } of words) {
    const rest = [description, triggers && `(${triggers})`].filter(Boolean).join(' ');
    if (present.has(fold(`${link} ${path} ${rest}`))) byPath++;
    if (present.has(fold(`${link} ${title} ${triggers}`))) byTitle++;
    if (texts.get(link) === fold(path)) pathTexts++;
    if (texts.get(link) === fold(title)) titleTexts++;
  }
  if (byPath !== byTitle) return byPath > byTitle ? 'path' : 'title';
  if (pathTexts !== titleTexts) return pathTexts > titleTexts ? 'path' : 'title';
  const described = files.filter(({ parsed }) => parsed.fields.description?.trim()).length;
  return described * 2 >= files.length ? 'path' : 'title';
}

/** Marks and white space are a formatter's, and read as other characters than they are written. */
function fold(text: string): string {
  return text.replace(/&lt;/g, '<').replace(/[\s\\`*_~<>]+/g, '');
}

function renderTemplate(
  files: readonly IndexedFile[],
  words: readonly EntryWords[],
  template: { readonly text: string; readonly configPath: string },
): string[] {
  checkTemplate(template);
  const lines = words.map((entry) => fillTemplate(template.text, entry));
  const read = readEntries(new VFile(), lines.join('\n'), 1);
  const wrong = words.findIndex(({ link }, at) => read[at]?.link !== link || read[at]?.line !== at + 1);
  if (wrong !== -1 || read.length !== lines.length) {
    const at = Math.max(wrong, 0);
    const made = `\`${lines[at]}\` for \`${files[at]?.path}\``;
    throw badTemplate(template, `makes ${made}`, 'a list item with one link, to {link}');
  }
  return lines;
}

function checkTemplate(template: { readonly text: string; readonly configPath: string }): void {
  if (/[\r\n]/.test(template.text)) throw badTemplate(template, 'has several lines', 'one line');
  for (const [all, name = ''] of template.text.matchAll(/\{(\w+)\}/g)) {
    if (PLACEHOLDERS.some((known) => known === name)) continue;
    const meant = didYouMean(name, PLACEHOLDERS);
    const expected = `one of ${PLACEHOLDERS.map((known) => `{${known}}`).join(', ')}`;
    throw badTemplate(template, `has ${all}`, meant === undefined ? expected : `${expected}: did you mean {${meant}}?`);
  }
  if (!template.text.includes('{link}')) throw badTemplate(template, 'has no {link}', 'a link to {link}');
}

/** What a file does not say leaves no empty brackets and no dash before nothing. */
function fillTemplate(template: string, words: EntryWords): string {
  const filled = template.replace(/\{(\w+)\}/g, (all, name: string) => {
    const known = PLACEHOLDERS.find((placeholder) => placeholder === name);
    return known === undefined ? all : words[known] || '\0';
  });
  if (!filled.includes('\0')) return filled.trimEnd();
  return filled
    .replace(/ ?\(\0\)| ?\0/g, '')
    .replace(/(?:\s*:|\s+[—–-])\s*$/, '')
    .trimEnd();
}

function badTemplate({ configPath }: { readonly configPath: string }, seen: string, expected: string): SignpostError {
  return new SignpostError(
    'SIGNPOST_BAD_CONFIG',
    `Unexpected \`index.template\` in ${configPath}: it ${seen}, expected ${expected}`,
  );
}
