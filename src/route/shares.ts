/** Shares of what a request and a reference say: how much of the one is found in the other. */

import type { PreparedRequest } from './prepare-request.ts';

/** Share of the request's idf whose terms are held, in [0, 1]; 0 of a request that says nothing. */
export function shareOfRequest(
  { query: { terms }, importance, weights }: PreparedRequest,
  held: { readonly has: (term: string) => boolean },
): number {
  if (importance.total === 0) return 0;
  let found = 0;
  // By place, without an iterator: this is done for every candidate.
  for (let at = 0; at < terms.length; at++) if (held.has(terms[at] ?? '')) found += weights[at] ?? 0;
  return found / importance.total;
}

/** Share of the idf of a reference's terms that the request holds, in [0, 1]; 0 of none. */
export function shareOfTerms({ query, weights, importance }: PreparedRequest, held: ReadonlySet<string>): number {
  const { terms } = query;
  let matched = 0;
  for (let at = 0; at < terms.length; at++) if (held.has(terms[at] ?? '')) matched += weights[at] ?? 0;
  // Added in another order the same numbers may come to a bit more.
  return matched === 0 ? 0 : Math.min(1, matched / importance.sumOf(held));
}
