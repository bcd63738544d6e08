/**
 * Passages of a body ↔ bytes: for each how many of its terms the vectors know, and their rows. Making vectors of these takes a tenth of
 * what looking up every term of a body again would.
 */

import { passagesOf } from '../../search/vectors/passages.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';

type Table = Pick<WordVectors, 'rowOf' | 'size'>;

/** As wide as the number of the last row, and no less than the terms of a passage need. */
function numbersFor({ size }: Pick<Table, 'size'>): typeof Uint16Array | typeof Uint32Array {
  return size <= 1 << 16 ? Uint16Array : Uint32Array;
}

/**
 * Encode the passages of a body.
 *
 * @param body
 *   Its terms.
 * @param vectors
 *   The table that is to read them.
 */
export function encodePassages(body: readonly string[], vectors: Table): Uint8Array {
  const numbers = passagesOf(body).flatMap((terms) => {
    const rows = terms.map(vectors.rowOf).filter((row) => row !== -1);
    return [rows.length, ...rows];
  });
  return new Uint8Array(numbersFor(vectors).from(numbers).buffer);
}

/**
 * The vectors of passages; one of which no term is known has none.
 *
 * @param bytes
 *   From `encodePassages` with the same table.
 */
export function passagesFrom(bytes: Uint8Array, vectors: Pick<WordVectors, 'size' | 'embedRows'>): Float32Array[] {
  // A copy begins where numbers may begin.
  const numbers = new (numbersFor(vectors))(Uint8Array.from(bytes).buffer);
  const passages: Float32Array[] = [];
  for (let at = 0; at < numbers.length; ) {
    const from = at + 1;
    at = from + (numbers[at] ?? 0);
    const vector = vectors.embedRows(numbers.subarray(from, at));
    if (vector) passages.push(vector);
  }
  return passages;
}
