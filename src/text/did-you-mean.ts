/** What somebody who made a typing mistake probably meant. */

import leven, { closestMatch } from 'leven';

/** A longer word is no name that was mistyped. */
const LONGEST = 200;

/**
 * Find the known name that a written one was probably meant to be.
 *
 * Pure. Upper and lower case count as the same, and about a third of the letters may differ.
 *
 * @param written
 *   The name as somebody wrote it.
 * @param known
 *   The names there are. Of two that are equally near the first is taken.
 * @returns
 *   The nearest known name as it is spelled there, or `undefined` when none is near.
 * @example
 *   didYouMean('indx', ['lint', 'index']); // 'index'
 */
export function didYouMean(written: string, known: Iterable<string>): string | undefined {
  if (written.length > LONGEST) return undefined;
  const spelling = new Map<string, string>();
  for (const name of known) if (!spelling.has(name.toLowerCase())) spelling.set(name.toLowerCase(), name);
  // Of one or two letters a third is none: only the case may differ.
  const maxDistance = written.length < 3 ? 0 : Math.round(written.length / 3);
  const nearest = closestMatch(written.toLowerCase(), [...spelling.keys()], { maxDistance });
  return nearest === undefined ? undefined : spelling.get(nearest);
}

/**
 * Whether a word becomes another by a few insertions, deletions and replacements of characters.
 *
 * Pure.
 *
 * @param edits
 *   How many at the most (a whole number, 1 or more).
 */
export function isWithinEdits(word: string, other: string, edits: number): boolean {
  if (Math.abs(word.length - other.length) > edits) return false;
  // Past the most it gives the most: one more tells the two apart.
  return leven(word, other, { maxDistance: edits + 1 }) <= edits;
}
