/** Finds the terms of a request by those near them in meaning. */

import type { Query } from '../domain/search.ts';
import type { RelatedTerm } from '../search/vectors/semantic.ts';

/** By the terms that stand somewhere how well each term of a request is found there: 1 itself, else the cosine of the nearest, or 0. */
export type Nearby = (there: ReadonlySet<string>) => Float64Array;

/**
 * Prepare to find the terms of a request by others: near terms are turned round, for most candidates have fewer terms than a request
 * has near ones.
 *
 * @param related
 *   Gives the terms of the catalog that are near one, with cosines above 0. It is asked for a term when a candidate lacks it.
 */
export function nearbyOf({ terms }: Query, related: (term: string) => readonly RelatedTerm[]): Nearby {
  const near = new Map<string, NearTerm[]>();
  const isTurned = terms.map(() => false);
  const turn = (index: number): void => {
    if (isTurned[index]) return;
    isTurned[index] = true;
    for (const { term, cosine } of related(terms[index] ?? '')) {
      const known = near.get(term);
      if (known) known.push({ index, cosine });
      else near.set(term, [{ index, cosine }]);
    }
  };
  return (there) => {
    const found = new Float64Array(terms.length);
    const lacking: number[] = [];
    for (const [index, term] of terms.entries()) {
      if (there.has(term)) found[index] = 1;
      else lacking.push(index);
    }
    if (lacking.length === 0) return found;
    const nearest = new Float64Array(terms.length);
    for (const index of lacking) turn(index);
    const take = (term: string): void => {
      for (const { index, cosine } of near.get(term) ?? NONE_NEAR) {
        nearest[index] = Math.max(nearest[index] ?? 0, cosine);
      }
    };
    // A reference of a thousand triggers has more terms than a request has near ones.
    if (near.size < there.size)
      for (const term of near.keys()) {
        if (there.has(term)) take(term);
      }
    else for (const term of there) take(term);
    for (const index of lacking) found[index] = nearest[index] ?? 0;
    return found;
  };
}

/** A term of a request, by its place, as another one is near it. */
interface NearTerm {
  readonly index: number;
  readonly cosine: number;
}

const NONE_NEAR: readonly NearTerm[] = [];
