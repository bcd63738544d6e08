/** Vectors of documents from sections: the wholes at once, what a candidate needs piece by piece. */

import { type InBytes, nearestIn } from '../../search/vectors/nearest.ts';
import type { DocumentVectors } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import type { Section, Sections } from './container.ts';
import { rowsOf } from './lists.ts';
import type { References } from './references.ts';

/** Whether a pack was made with a table of words, or with none: what it keeps of another is of no use. */
export function isMadeWith(sections: Sections, vectors: WordVectors | undefined): boolean {
  if (!sections.has('vectors')) return vectors === undefined;
  return sections.json('vectors') === vectors?.key;
}

/** Put vectors into sections as bytes, too, where there are many. */
export function packBytes(sections: Map<string, Section>, inBytes: InBytes | undefined): void {
  if (!inBytes) return;
  const { rows, factors, errors } = inBytes;
  sections.set('whole.rows', new Uint8Array(rows.buffer)).set('whole.factors', factors).set('whole.errors', errors);
}

function unpackBytes(sections: Sections): InBytes | undefined {
  if (!sections.has('whole.rows')) return undefined;
  const { buffer, byteOffset, length } = sections.uint8('whole.rows');
  return {
    rows: new Int8Array(buffer, byteOffset, length),
    factors: sections.float32('whole.factors'),
    errors: sections.float32('whole.errors'),
  };
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
    nearest: nearestIn(wholes, dimensions, products, unpackBytes(sections)),
    passages: rowsOf(sections, 'passages', dimensions),
    said: rowsOf(sections, 'said', dimensions),
  };
}
