/** How much a term says in a catalog: inverse document frequency. */

import type { Retrieval } from '../domain/search.ts';

import type { Phrase } from './profile.ts';
import type { Group } from './profiles.ts';
import { BACKGROUND_REFERENCES, BODY_SHARE } from './thresholds.ts';

/** How much a term of the request says, and what all of its terms say together. */
export interface Importance {
  /** Inverse document frequency of a term: 0 or more. */
  readonly of: (term: string) => number;
  /** What some terms of a reference say together; the same list or set is given each time. */
  readonly sumOf: (terms: Iterable<string> & object) => number;
  /** The same of each of many phrases, by place, and `NaN` where it has to be asked anew; the same list is given each time. */
  readonly sumsOf?: (phrases: readonly Phrase[]) => Float64Array;
  /** Sum over the distinct terms of the request; a term that was read as another one counts twice. */
  readonly total: number;
}
/** Weights that are kept; past them the table starts again. */
const MOST_KEPT = 50_000;

/** Weighs the terms of one request by what was found for it. */
export type TermWeights = (retrieval: Pick<Retrieval, 'query' | 'documentFrequency' | 'corrections'>) => Importance;

/**
 * Make the weights of terms in a catalog.
 *
 * idf(t) = ln(1 + (N − n + ½) / (n + ½)), as in BM25 (Robertson and Zaragoza 2009, "The Probabilistic Relevance
 * Framework"), over the n of N references that hold the term in the texts they are routed by. N counts
 * `BACKGROUND` references more than there are.
 *
 * @param group
 *   The references.
 * @returns
 *   A function that adds what only a request shows: in how many bodies a term of its stands.
 */
export function createTermWeights(group: Group): TermWeights {
  const idf = (count: number) => Math.log(1 + (group.size + BACKGROUND_REFERENCES - count + 0.5) / (count + 0.5));
  const nowhere = idf(0);
  const kept = new Map<string, number>();
  /** `undefined` for a term that no reference is routed by. */
  const routedBy = (term: string): number | undefined => {
    const before = kept.get(term);
    if (before !== undefined) return before;
    const count = group.holding(term);
    if (count === 0) return undefined;
    const weight = idf(count);
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(term, weight);
    return weight;
  };
  const sums = new WeakMap<object, number>();
  const sumsOfMany = new WeakMap<readonly unknown[], Float64Array>();
  return ({ query, documentFrequency, corrections }) => {
    const ofTerm = (term: string): number => {
      const known = routedBy(term);
      if (known !== undefined) return known;
      const inBodies = documentFrequency.get(term) ?? 0;
      return inBodies === 0 ? nowhere : idf(Math.max(1, inBodies * BODY_SHARE));
    };
    const sumOf = (terms: Iterable<string> & object): number => {
      const before = sums.get(terms);
      if (before !== undefined) return before;
      let sum = 0;
      let isKept = true;
      for (const term of terms) {
        const known = routedBy(term);
        // What it says is told by the request.
        if (known === undefined) isKept = false;
        sum += known ?? ofTerm(term);
      }
      if (isKept) sums.set(terms, sum);
      return sum;
    };
    const sumsOf: Importance['sumsOf'] = (phrases) => {
      const before = sumsOfMany.get(phrases);
      if (before) return before;
      const own = Float64Array.from(phrases, ({ terms }) => {
        const sum = sumOf(terms);
        return sums.has(terms) ? sum : Number.NaN;
      });
      sumsOfMany.set(phrases, own);
      return own;
    };
    let total = 0;
    for (const term of query.terms) total += ofTerm(term);
    // What was only guessed at leaves something of the request open.
    for (const known of corrections.values()) total += ofTerm(known);
    return { of: ofTerm, sumOf, sumsOf, total };
  };
}
