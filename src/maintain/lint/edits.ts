/** Edits of a text. */

import type { Edit } from './rule.ts';

/**
 * Apply edits.
 *
 * Pure. Of edits that overlap the first in the text is made; the others wait for another look at what came of it.
 *
 * @param text
 *   What the offsets count in.
 * @param edits
 *   In any order.
 * @returns
 *   The text with every other byte as it was.
 * @example
 *   applyEdits('abc', [{ start: 1, end: 2, text: 'B' }]); // 'aBc'
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let edited = '';
  let at = 0;
  for (const { start, end, text: put } of [...edits].sort((a, b) => a.start - b.start || a.end - b.end)) {
    if (start < at) continue;
    edited += text.slice(at, start) + put;
    at = end;
  }
  return edited + text.slice(at);
}

/**
 * The edit that makes one text of another.
 *
 * @returns
 *   Between the first and the last character that differ, whole lines where that is what changed.
 */
export function editBetween(before: string, after: string): Edit {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { start, end: before.length - end, text: after.slice(start, after.length - end) };
}
