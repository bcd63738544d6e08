/** Slips of the finger: unknown terms of a request, read as known ones. */

import type { Query } from '../domain/search.ts';

/** An unknown term of this many characters may be one edit from a known one, of `LONG` characters two. */
const SHORTEST_CORRECTED = 5;
/** What it is read as has at least this many: short words are all alike. */
const SHORTEST_CORRECTION = 6;
const LONG = 8;
/** Comparing costs far more than looking up: a request with more unknown terms than this is no slip of a finger. */
const MOST_CORRECTED = 12;

/** Finds the terms references are routed by that are a few edits from another, with the number of documents that hold each. */
export type TermsNear = (term: string, edits: number) => ReadonlyMap<string, number>;

/**
 * Read unknown terms as the nearest known one.
 *
 * @param query
 *   The request.
 * @param isKnown
 *   Whether any document holds a term.
 * @param near
 *   What is near a term.
 * @returns
 *   For each term that was read as another one, that one: the most common, ties by the term.
 */
export function correct(
  { terms }: Query,
  isKnown: (term: string) => boolean,
  near: TermsNear,
): ReadonlyMap<string, string> {
  const corrections = new Map<string, string>();
  const unknown = terms.filter((term) => /^[a-z]+$/.test(term) && !isKnown(term));
  for (const term of unknown.filter(({ length }) => length >= SHORTEST_CORRECTED).slice(0, MOST_CORRECTED)) {
    const best = nearest(term, near(term, 1)) ?? (term.length >= LONG ? nearest(term, near(term, 2)) : undefined);
    if (best !== undefined) corrections.set(term, best);
  }
  return corrections;
}

/** The request with its corrections. */
export function applyCorrections(query: Query, corrections: ReadonlyMap<string, string>): Query {
  if (corrections.size === 0) return query;
  const sequence = query.sequence.map((term) => corrections.get(term) ?? term);
  return { text: query.text, terms: [...new Set(sequence)], sequence };
}

function nearest(term: string, counts: ReadonlyMap<string, number>): string | undefined {
  // People rarely mistake the first letter, and a word with another one, or a far shorter one, is seldom meant.
  return [...counts]
    .filter(([other]) => other[0] === term[0] && other.length >= SHORTEST_CORRECTION)
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}
