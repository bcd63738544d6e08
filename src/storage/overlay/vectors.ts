/** Vectors of documents when some of a pack are gone and others came, and the terms that are near in meaning then. */

import type { Profiles } from '../../route/profiles.ts';
import { bestAmong, type Near } from '../../search/vectors/nearest.ts';
import type { DocumentVectors, Vocabulary } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import type { Places } from './places.ts';

/**
 * Put documents over the vectors of a pack.
 *
 * @param base
 *   Those of the pack.
 * @param added
 *   Those of the documents that came, in the order of ids.
 */
export function layerVectors(
  base: DocumentVectors,
  added: DocumentVectors,
  { ids, from, ofBase, ofAdded, placeOf }: Places,
): DocumentVectors {
  const at = <Made>(place: number, read: (documents: DocumentVectors, place: number) => Made): Made => {
    const origin = from[place] ?? 0;
    return origin >= 0 ? read(base, origin) : read(added, -1 - origin);
  };
  return {
    ids,
    placeOf,
    whole: (place) => at(place, (documents, own) => documents.whole(own)),
    nearest(vector, limit, least, isAsked = () => true) {
      const among = (documents: DocumentVectors, places: Int32Array): Near[] => {
        const now = (place: number) => places[place] ?? -1;
        const isThere = (place: number) => now(place) !== -1 && isAsked(now(place));
        const near = documents.nearest(vector, limit, least, isThere);
        return near.map(({ place, cosine }) => ({ place: now(place), cosine }));
      };
      return bestAmong([among(base, ofBase), among(added, ofAdded)], limit);
    },
    passages: (place) => at(place, (documents, own) => documents.passages(own)),
    said: (place) => at(place, (documents, own) => documents.said(own)),
  };
}

/**
 * Put terms over the vocabulary of a pack.
 *
 * @param base
 *   That of the pack.
 * @param added
 *   Terms that the references that came are routed by.
 * @param profiles
 *   All references that are there now: a term that none of them is routed by is left out.
 */
export function layerVocabulary(
  base: Vocabulary,
  added: Iterable<string>,
  profiles: Profiles,
  vectors: WordVectors,
): Vocabulary {
  const terms = new Map<string, number>();
  for (const [place, row] of base.rows.entries()) {
    const term = base.termAt(place);
    if (profiles.holding(term) > 0) terms.set(term, row);
  }
  for (const term of added) {
    const row = vectors.rowOf(term);
    if (row !== -1) terms.set(term, row);
  }
  const known = [...terms.keys()];
  return { rows: Int32Array.from(terms.values()), termAt: (place) => known[place] ?? '' };
}
