/** Cuts a body into passages, and embeds each. */

import type { WordVectors } from './word-vectors.ts';

/** Terms of a passage. */
const PASSAGE = 100;

/** Passages of a body that are compared. */
const MOST_PASSAGES = 24;

/** The passages of a body that are compared: each of a hundred terms, up to 24. */
export function passagesOf(terms: readonly string[]): (readonly string[])[] {
  const passages: (readonly string[])[] = [];
  for (let at = 0; at < terms.length && passages.length < MOST_PASSAGES; at += PASSAGE) {
    passages.push(terms.slice(at, at + PASSAGE));
  }
  return passages;
}

/** The vectors of several texts; one of which no term is known has none. */
export function embedEach(texts: readonly (readonly string[])[], vectors: WordVectors): Float32Array[] {
  return texts.flatMap((terms) => vectors.embed(terms)?.vector ?? []);
}
