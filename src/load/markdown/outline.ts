/** A document → where its parts begin: what somebody needs to read one of them. */

import { VFile } from 'vfile';
import type { Outline } from '../../domain/excerpt.ts';
import { readFrontMatter } from './front-matter.ts';
import { scan } from './scan.ts';

/**
 * Find the parts of a document.
 *
 * Pure.
 *
 * @param text
 *   The whole of it.
 * @returns
 *   Where what is read begins, behind a byte-order mark, front matter and the blank lines after it: front matter says when to
 *   read a document, and who reads it knows. And its headings.
 * @example
 *   outlineOf('---\nname: a\n---\n\n# A').start; // 17
 */
export function outlineOf(text: string): Outline {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const { end } = readFrontMatter(new VFile(), text.slice(mark));
  const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(mark + end))?.[0].length ?? 0;
  const start = mark + end + blank;
  const { headings } = scan(text.slice(start), 0);
  return { start, headings: headings.map(({ depth, text: name, start: at }) => ({ depth, text: name, start: at })) };
}
