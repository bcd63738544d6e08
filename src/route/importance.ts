/** How much a term says in a catalog: inverse document frequency. */

import type { Retrieval } from '../contracts/search.ts';
import type { Importance } from './evidence.ts';
import type { Profile } from './profile.ts';

/** A document that holds a term in its body alone counts this much of one that holds it where it is routed by. */
const BODY_COUNTS = 1 / 3;

/**
 * References that are taken to stand beside the catalog and hold none of its words: in a catalog of eight files
 * about dbt, "dbt" still says something about a request.
 */
const BACKGROUND = 20;

/** Number of profiles that hold each term in name, description, triggers or examples. */
export function countCompact(profiles: Iterable<Profile>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { compact } of profiles) {
    for (const term of compact) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/**
 * Weigh terms for one request.
 *
 * idf(t) = ln(1 + (N − n + ½) / (n + ½)), as in BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance
 * Framework"), over the n of N references that hold the term in the texts they are routed by. N counts
 * `BACKGROUND` references more than there are.
 *
 * @param compactCounts
 *   Counts from `countCompact`.
 * @param size
 *   N, the number of references.
 * @param retrieval
 *   What was found for the request.
 */
export function weighTerms(
  compactCounts: ReadonlyMap<string, number>,
  size: number,
  retrieval: Pick<Retrieval, 'query' | 'documentFrequency' | 'corrections'>,
): Importance {
  const known = new Map<string, number>();
  const of = (term: string): number => {
    const before = known.get(term);
    if (before !== undefined) return before;
    const inBodies = (retrieval.documentFrequency.get(term) ?? 0) * BODY_COUNTS;
    const count = Math.min(size, compactCounts.get(term) ?? (inBodies > 0 ? Math.max(1, inBodies) : 0));
    const idf = Math.log(1 + (size + BACKGROUND - count + 0.5) / (count + 0.5));
    known.set(term, idf);
    return idf;
  };
  let total = 0;
  for (const term of retrieval.query.terms) total += of(term);
  // What was only guessed at leaves something of the request open.
  for (const known of retrieval.corrections.values()) total += of(known);
  return { of, total };
}
