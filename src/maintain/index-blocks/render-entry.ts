/** One entry in the words of its file, safe wherever it is put. */

import type { IndexedFile } from './list-entries.ts';

/** What can be said of a file in an entry; every text is one line of markdown. */
export interface EntryWords {
  /** `title` of the front matter, or the path. */
  readonly title: string;
  /** The path below the folder that is listed, without `.md` and `/INDEX`. */
  readonly path: string;
  /** `name` of the front matter, or the name of the file or of an index's folder. */
  readonly name: string;
  /** Relative to the index, percent-encoded. */
  readonly link: string;
  readonly description: string;
  /** Joined by `; `. */
  readonly triggers: string;
}

/** Where an entry stands. */
export interface EntryPlace {
  /** Folder of the index, `''` or ending in `/`: links are relative to it. */
  readonly folder: string;
  /** Folder that is left out of a path used as text. */
  readonly base: string;
}

/** Take what an entry says from the front matter of its file. Pure. */
export function wordsOf({ path, parsed }: IndexedFile, { folder, base }: EntryPlace): EntryWords {
  const { title = '', name = '', description = '', triggers = [] } = parsed.fields;
  const place = withoutEnding(path.slice(base.length));
  return {
    title: escapeText(oneLine(title) || place),
    path: escapeText(place),
    name: escapeText(oneLine(name) || withoutEnding(path).replace(/^.*\//, '')),
    link: `./${encodeLink(path.slice(folder.length))}`,
    description: withoutComments(oneLine(description)),
    triggers: withoutComments(triggers.map(oneLine).filter(Boolean).join('; ')),
  };
}

function withoutEnding(path: string): string {
  return path.replace(/\.mdx?$/i, '').replace(/(?:^|\/)INDEX$/, '') || 'INDEX';
}

/** An entry is one line. What no text file holds is shown as the character for what cannot be shown. */
function oneLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd')
    .trim();
}

/** A comment in an entry could close the block. */
function withoutComments(text: string): string {
  return text.replaceAll('<!--', '&lt;!--');
}

/** Text between brackets: what would end it, begin HTML or a cell, or stand for another character is escaped. */
function escapeText(text: string): string {
  let escaped = '';
  for (let at = 0; at < text.length; ) {
    const code = codeSpanAt(text, at);
    if (code > 0) escaped += text.slice(at, at + code);
    else escaped += text[at] === '`' || isMark(text, at) ? `\\${text[at]}` : text[at];
    at += code || 1;
  }
  return escaped;
}

/** A backslash counts where it would escape what follows: another mark, or the end of the text. */
function isMark(text: string, at: number): boolean {
  const char = text[at] ?? '';
  if (char !== '\\') return '[]<|'.includes(char) || (char === '&' && /^&#?\w{1,40};/.test(text.slice(at, at + 45)));
  let next = at + 1;
  while (text[next] === '\\') next++;
  return next === text.length || text[next] === '`' || isMark(text, next);
}

/** Length of the code span that begins at an offset, or 0: in code nothing is escaped, and brackets do not count. */
function codeSpanAt(text: string, at: number): number {
  if (text[at] !== '`') return 0;
  let length = 1;
  while (text[at + length] === '`') length++;
  const mark = '`'.repeat(length);
  for (let close = text.indexOf(mark, at + length); close !== -1; close = text.indexOf(mark, close)) {
    let run = length;
    while (text[close + run] === '`') run++;
    if (run === length) return close + length - at;
    close += run;
  }
  return 0;
}

/** What ends a link or stands for something else in one is percent-encoded, and nothing besides. */
function encodeLink(path: string): string {
  return path.replace(/[%\s()<>#?\\`|\p{Cc}]|&(?=#?\w+;)/gu, (char) =>
    encodeURIComponent(char).replace('(', '%28').replace(')', '%29'),
  );
}
