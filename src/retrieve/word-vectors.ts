/** A table of word vectors → the meaning of a text as one vector. */

/** A text as a vector. */
export interface Embedding {
  /** Of length 1. */
  readonly vector: Float32Array;
  /** Share of the terms that the table knows, in (0, 1]. */
  readonly known: number;
}

/** Embeds texts by the words in them. */
export interface WordVectors {
  readonly dimensions: number;
  /**
   * The direction of the sum of a text's terms.
   *
   * @param terms
   *   Normalised terms, with repetitions.
   * @returns
   *   `undefined` when none of the terms is known.
   */
  embed(terms: readonly string[]): Embedding | undefined;
}

const FORMAT = 'signpost-vectors-1';

/**
 * Decode the file that `train-vectors` writes.
 *
 * @param bytes
 *   A line of JSON, the terms one a line, an empty line; then, from the next multiple of four on, a float32 factor a
 *   term and the int8 rows.
 * @returns
 *   The table, or `undefined` when it is something else or cut short.
 */
export function decodeWordVectors(bytes: Uint8Array): WordVectors | undefined {
  const text = sectionOf(bytes);
  if (!text) return undefined;
  const { dimensions, terms, end } = text;
  const from = Math.ceil(end / 4) * 4;
  if (bytes.length !== from + terms.length * (4 + dimensions)) return undefined;
  // A copy, because a float32 has to begin at a multiple of four in memory, too. `slice` of a Node buffer makes none.
  const factors = new Float32Array(Uint8Array.from(bytes.subarray(from, from + terms.length * 4)).buffer);
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + from + terms.length * 4, terms.length * dimensions);
  const ids = new Map(terms.map((term, id) => [term, id]));
  return {
    dimensions,
    embed(words) {
      const vector = new Float32Array(dimensions);
      let found = 0;
      for (const word of words) {
        const id = ids.get(word);
        if (id === undefined) continue;
        found++;
        const factor = factors[id] ?? 0;
        const at = id * dimensions;
        for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + factor * (rows[at + d] ?? 0);
      }
      return normalise(vector) ? { vector, known: found / words.length } : undefined;
    },
  };
}

/** The cosine of two vectors of length 1, in [-1, 1]. */
export function cosine(left: Float32Array, right: Float32Array): number {
  let dot = 0;
  for (let d = 0; d < left.length; d++) dot += (left[d] ?? 0) * (right[d] ?? 0);
  return dot;
}

/** @returns false for a vector without a direction. */
function normalise(vector: Float32Array): boolean {
  let square = 0;
  for (const value of vector) square += value * value;
  if (square === 0) return false;
  const length = Math.sqrt(square);
  for (let d = 0; d < vector.length; d++) vector[d] = (vector[d] ?? 0) / length;
  return true;
}

/** Header and terms: everything up to the first empty line. */
function sectionOf(
  bytes: Uint8Array,
): { readonly dimensions: number; readonly terms: readonly string[]; readonly end: number } | undefined {
  let end = 1;
  while (end < bytes.length && !(bytes[end] === 10 && bytes[end - 1] === 10)) end++;
  if (end >= bytes.length) return undefined;
  const [header = '', ...terms] = new TextDecoder().decode(bytes.subarray(0, end - 1)).split('\n');
  try {
    const { format, dimensions, terms: count } = JSON.parse(header);
    const fits = format === FORMAT && count === terms.length && Number.isInteger(dimensions) && dimensions > 0;
    return fits ? { dimensions, terms, end: end + 1 } : undefined;
  } catch {
    return undefined;
  }
}
