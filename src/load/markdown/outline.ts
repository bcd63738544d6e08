/** A document → where its parts begin: what somebody needs to read one of them. */

import type { Outline } from '../../domain/excerpt.ts';
import { findFences } from './fences.ts';
import { scanLines } from './scan-lines.ts';

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
  const end = findFences(text.slice(mark))?.after ?? 0;
  const blank = /^(?:[ \t]*\r?\n)+/.exec(text.slice(mark + end))?.[0].length ?? 0;
  const start = mark + end + blank;
  const { headings } = scanLines(text.slice(start), 0);
  return { start, headings: headings.map(({ depth, text: name, start: at }) => ({ depth, text: name, start: at })) };
}
