/** The postings of a field when some documents of a pack are gone and others came. */

import { runningMean } from '../../search/bm25.ts';
import { createCache } from '../pack/cache.ts';
import { type FieldPostings, POSTING, type TermPostings, weightOf } from '../pack/postings.ts';
import type { Places } from './places.ts';

/** Numbers of lists that are kept, beside those of the pack. */
const KEPT_NUMBERS = 2_000_000;

/**
 * Put documents over the postings of a pack.
 *
 * @param base
 *   Those of the pack.
 * @param terms
 *   How many terms the pack has: its postings know no others.
 * @param places
 *   Where its documents and the others stand.
 * @param added
 *   For each document that came, how often it holds each term.
 * @returns
 *   What packing all of them anew would come to.
 */
export function layerPostings(
  base: FieldPostings,
  terms: number,
  { ofBase, ofAdded, ids }: Places,
  added: readonly ReadonlyMap<number, number>[],
): FieldPostings {
  const lengths = new Uint32Array(ids.length);
  for (let place = 0; place < ofBase.length; place++) {
    const now = ofBase[place] ?? -1;
    if (now !== -1) lengths[now] = base.lengths[place] ?? 0;
  }
  const own = new Map<number, number[]>();
  for (const [at, counts] of added.entries()) {
    const place = ofAdded[at] ?? 0;
    lengths[place] = counts.size;
    for (const [term, count] of counts) {
      const list = own.get(term);
      if (list) list.push(place, count);
      else own.set(term, [place, count]);
    }
  }
  const kept = createCache<number, TermPostings>(KEPT_NUMBERS, weightOf);
  const of = (term: number): TermPostings => {
    const before = kept.get(term);
    if (before) return before;
    const postings = merge(term < terms ? base.of(term) : NONE, ofBase, own.get(term) ?? []);
    kept.set(term, postings);
    return postings;
  };
  return { documentsWith: (term) => of(term).length / POSTING, of, lengths, averageLength: runningMean(lengths) };
}

const NONE = new Uint32Array();

/** Both lists in the order of places; documents that are gone are left out. */
function merge(base: TermPostings, ofBase: Int32Array, own: readonly number[]): TermPostings {
  const merged = new Uint32Array(base.length + own.length);
  let [size, next] = [0, 0];
  const put = (place: number, count: number) => {
    merged[size] = place;
    merged[size + 1] = count;
    size += POSTING;
  };
  for (let at = 0; at < base.length; at += POSTING) {
    const place = ofBase[base[at] ?? 0] ?? -1;
    if (place === -1) continue;
    for (; next < own.length && (own[next] ?? 0) < place; next += POSTING) put(own[next] ?? 0, own[next + 1] ?? 0);
    put(place, base[at + 1] ?? 0);
  }
  for (; next < own.length; next += POSTING) put(own[next] ?? 0, own[next + 1] ?? 0);
  return merged.subarray(0, size);
}
