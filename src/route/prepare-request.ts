/** A request as every candidate is held against it: prepared once. */

import { once } from '../domain/once.ts';
import type { Query } from '../domain/search.ts';
import { trigramsOf } from '../text/ngrams.ts';
import type { Importance } from './importance.ts';
import { keyOf } from './many-phrases.ts';
import type { Pair } from './neighbours.ts';

/** A pair of neighbouring terms of the request. */
interface WeightedPair extends Pair {
  /** The idf of both together; of a pair that comes twice, twice as much. */
  readonly weight: number;
}

/** What candidates are held against. */
export interface PreparedRequest {
  readonly query: Query;
  readonly importance: Importance;
  readonly terms: ReadonlySet<string>;
  /** How much each term of the query says, in its order. */
  readonly weights: readonly number[];
  /** Its pairs of neighbouring terms, each once. */
  readonly pairs: readonly WeightedPair[];
  readonly trigrams: ReadonlySet<string>;
  /** What scores of fields are multiplied by, so that those of long and of short requests compare. */
  readonly scale: number;
  /** What tells its terms from those of others. */
  readonly key: () => string;
}

/**
 * Prepare a request.
 *
 * @param query
 *   The request; a follow-up such as "why?" has no term of its own.
 * @param importance
 *   How much each term says in this catalog.
 */
export function prepareRequest(query: Query, importance: Importance): PreparedRequest {
  const pairs = new Map<string, WeightedPair>();
  for (const [index, second] of query.sequence.slice(1).entries()) {
    const first = query.sequence[index] ?? '';
    const text = `${first} ${second}`;
    const weight = importance.of(first) + importance.of(second) + (pairs.get(text)?.weight ?? 0);
    pairs.set(text, { first, second, text, weight });
  }
  return {
    query,
    importance,
    terms: new Set(query.terms),
    weights: query.terms.map(importance.of),
    pairs: [...pairs.values()],
    trigrams: trigramsOf(query.text),
    scale: 1 / (Math.max(1, query.terms.length) * (2 * Math.sqrt(importance.total) + 1)),
    key: once(() => keyOf(query.terms)),
  };
}
