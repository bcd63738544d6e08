/** Phrases of a reference that has very many: found by their terms, for each request would read all of them otherwise. */

import { once } from '../domain/once.ts';
import type { Importance } from './importance.ts';
import type { Phrase } from './profile.ts';
import { PHRASE_DAMPING } from './thresholds.ts';

/** More phrases than people write of one thing. */
export const MANY_PHRASES = 64;
/** Far more than rounding can make of two numbers that are the same but for the order they were added in. */
const ROUNDING = 1e-9;

/** Phrases by what they say. */
interface PhraseIndex {
  /** The places of the phrases that hold a term, by the term. */
  readonly places: () => ReadonlyMap<string, Uint32Array>;
  /** From `keyOf` of each. */
  readonly keys: () => ReadonlySet<string>;
}

const indexes = new WeakMap<readonly Phrase[], PhraseIndex>();

/** The same for distinct terms in whatever order, and for no others. */
export function keyOf(terms: readonly string[]): string {
  return [...terms].sort().join(' ');
}

/** The index of a list. Kept for the list. */
export function indexOf(phrases: readonly Phrase[]): PhraseIndex {
  const known = indexes.get(phrases);
  if (known) return known;
  const made = {
    places: once(() => placesByTerm(phrases)),
    keys: once(() => new Set(phrases.map(({ terms }) => keyOf(terms)))),
  };
  indexes.set(phrases, made);
  return made;
}

function placesByTerm(phrases: readonly Phrase[]): ReadonlyMap<string, Uint32Array> {
  const places = new Map<string, number[]>();
  for (const [place, { terms }] of phrases.entries()) {
    for (const term of terms) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return new Map([...places].map(([term, own]) => [term, Uint32Array.from(own)]));
}

/** What the terms of a request found so far say, by the place of a phrase; between two requests 0 everywhere. */
let foundAt = new Float64Array();

/**
 * The phrases that may be the one a request says most of, in their order.
 *
 * Added term by term, found and total may differ in the last bit from what they are added phrase by phrase: so all that come that
 * near to the best are given, and whoever asks compares them as it would have compared all.
 *
 * @param phrases
 *   Any number; the same list each time.
 * @param asked
 *   The terms of the request.
 * @param importance
 *   How much each term says.
 */
export function likelyBest(phrases: readonly Phrase[], asked: ReadonlySet<string>, importance: Importance): Phrase[] {
  const places = indexOf(phrases).places();
  if (foundAt.length < phrases.length) foundAt = new Float64Array(phrases.length);
  const found = foundAt;
  const touched: number[] = [];
  for (const term of asked) {
    const holding = places.get(term);
    if (!holding) continue;
    const weight = importance.of(term);
    if (weight === 0) continue;
    for (let at = 0; at < holding.length; at++) {
      const place = holding[at] ?? 0;
      const before = found[place] ?? 0;
      if (before === 0) touched.push(place);
      found[place] = before + weight;
    }
  }
  const totals = importance.sumsOf?.(phrases);
  let most = 0;
  for (const place of touched) {
    const kept = totals?.[place] ?? Number.NaN;
    const total = Number.isNaN(kept) ? importance.sumOf(phrases[place]?.terms ?? []) : kept;
    const value = (found[place] ?? 0) / (total + PHRASE_DAMPING);
    found[place] = value;
    if (value > most) most = value;
  }
  const likely = touched.filter((place) => (found[place] ?? 0) >= most * (1 - ROUNDING));
  for (const place of touched) found[place] = 0;
  return likely.sort((one, other) => one - other).flatMap((place) => phrases[place] ?? []);
}
