/** Vectors of documents from sections: the wholes at once, what a candidate needs piece by piece. */

import { type DocumentVectors, nearestIn, type WordVectors } from '../retrieve/index.ts';
import type { Sections } from './container.ts';
import { rowsOf } from './lists.ts';
import type { References } from './references.ts';

/** Whether a pack was made with a table of words, or with none: what it keeps of another is of no use. */
export function isMadeWith(sections: Sections, vectors: WordVectors | undefined): boolean {
  if (!sections.has('vectors')) return vectors === undefined;
  return sections.json('vectors') === vectors?.key;
}

/** Read the vectors of documents. */
export function packedVectors(
  sections: Sections,
  { ids, placeOf }: Pick<References, 'ids' | 'placeOf'>,
  { dimensions, products }: WordVectors,
): DocumentVectors {
  const wholes = sections.float32('whole');
  const known = sections.uint8('whole.known');
  return {
    ids,
    placeOf,
    whole: (place) => (known[place] === 1 ? wholes.subarray(place * dimensions, (place + 1) * dimensions) : undefined),
    // One that is not known has no direction.
    nearest: nearestIn(wholes, dimensions, products),
    passages: rowsOf(sections, 'passages', dimensions),
    said: rowsOf(sections, 'said', dimensions),
  };
}
