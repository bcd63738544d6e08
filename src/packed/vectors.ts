/** Vectors of documents from sections, or from the terms there where the vectors take too much room. */

import { type DocumentVectors, dotAt, passageBounds, type WordVectors } from '../retrieve/index.ts';
import { once, type Profiles } from '../route/index.ts';
import type { Sections } from './container.ts';
import { listsOf, rowsOf } from './lists.ts';
import type { References } from './references.ts';
import type { TermTable } from './terms.ts';

/** What the vectors of documents are made of. */
export interface VectorParts {
  readonly sections: Sections;
  readonly references: References;
  readonly terms: TermTable;
  readonly profiles: Profiles;
}

/** Whether a pack was made with a table of words: what it keeps of another is of no use. */
export function isMadeWith(sections: Sections, vectors: WordVectors): boolean {
  return sections.has('vectors') && sections.json('vectors') === vectors.key;
}

/** Read the vectors of documents. */
export function packedVectors(
  { sections, references, terms, profiles }: VectorParts,
  vectors: WordVectors,
): DocumentVectors {
  const { dimensions } = vectors;
  const { ids, placeOf } = references;
  const wholes = sections.float32('whole');
  const known = sections.uint8('whole.known');
  const bodies = listsOf(sections, 'sequences');
  const rowOf = once(() => vectorRowsOf(terms, vectors));
  const embedAll = (texts: readonly (readonly string[])[]) =>
    texts.flatMap((text) => vectors.embed(text)?.vector ?? []);
  const made = {
    passages: (place: number) => {
      const body = bodies(place);
      const rowFor = rowOf();
      return passageBounds(body.length).flatMap(([from, to]) => {
        // By index: an iterator takes as long as the vector that is made.
        const rows = new Int32Array(to - from);
        for (let at = from; at < to; at++) rows[at - from] = rowFor(body[at] ?? 0);
        return vectors.embedRows(rows)?.vector ?? [];
      });
    },
    said: (place: number) => embedAll(profiles.get(ids[place] ?? '')?.meaning.said ?? []),
  };
  const stored = (name: 'passages' | 'said') => (sections.has(name) ? rowsOf(sections, name, dimensions) : made[name]);
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
    passages: stored('passages'),
    said: stored('said'),
  };
}

/** The rows of terms in the table of words, each looked up once. */
function vectorRowsOf(terms: TermTable, vectors: WordVectors): (term: number) => number {
  const looked = new Int32Array(terms.size).fill(UNKNOWN);
  return (term) => {
    if (looked[term] === UNKNOWN) looked[term] = vectors.rowOf(terms.termAt(term));
    return looked[term] ?? -1;
  };
}

const UNKNOWN = -2;
