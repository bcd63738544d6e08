/** Vectors of documents from sections: the wholes at once, what a candidate needs piece by piece. */

import { type DocumentVectors, dotAt, type WordVectors } from '../retrieve/index.ts';
import type { Sections } from './container.ts';
import { rowsOf } from './lists.ts';
import type { References } from './references.ts';

/** Whether a pack was made with a table of words: what it keeps of another is of no use. */
export function isMadeWith(sections: Sections, vectors: WordVectors): boolean {
  return sections.has('vectors') && sections.json('vectors') === vectors.key;
}

/** Read the vectors of documents. */
export function packedVectors(
  sections: Sections,
  { ids, placeOf }: Pick<References, 'ids' | 'placeOf'>,
  { dimensions }: WordVectors,
): DocumentVectors {
  const wholes = sections.float32('whole');
  const known = sections.uint8('whole.known');
  return {
    ids,
    placeOf,
    whole: (place) => (known[place] === 1 ? wholes.subarray(place * dimensions, (place + 1) * dimensions) : undefined),
    cosinesTo(vector) {
      const cosines = new Float64Array(ids.length);
      // Over the numbers as they lie: of tens of thousands of references this is most of a request.
      for (let place = 0; place < cosines.length; place++) {
        if (known[place] === 1) cosines[place] = dotAt(vector, wholes, place * dimensions);
      }
      return cosines;
    },
    passages: rowsOf(sections, 'passages', dimensions),
    said: rowsOf(sections, 'said', dimensions),
  };
}
