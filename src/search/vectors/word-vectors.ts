/** A table of word vectors → the meaning of a text as one vector. */

import { type ByteProducts, PLAIN_PRODUCTS, type Products } from './products.ts';

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
  /** Number of terms. */
  readonly size: number;
  /** What tells this table from another: what is kept of it by row holds for no other. */
  readonly key: string;
  /** Multiplies vectors of texts. */
  readonly products: Products;
  /** The row of a term, from 0 to `size` - 1; -1 when the table does not know it. */
  rowOf(term: string): number;
  /**
   * The direction of the sum of a text's terms.
   *
   * @param terms
   *   Normalised terms, with repetitions.
   * @returns
   *   `undefined` when none of the terms is known.
   */
  embed(terms: readonly string[]): Embedding | undefined;
  /**
   * The direction of the sum of some rows, in their order.
   *
   * @returns
   *   Of length 1; `undefined` of none.
   */
  embedRows(rows: ArrayLike<number>): Float32Array | undefined;
  /**
   * Cosines of a row to others, in [-1, 1]; 0 to a row without a direction.
   *
   * @param row
   *   The row.
   * @param others
   *   The others; the cosine to each stands at its place in what is given back.
   */
  cosinesTo(row: number, others: Int32Array): Float64Array;
}

const FORMAT = 'signpost-vectors-1';
/** As many terms are looked for in the list of all; past them a map is worth its making. */
const FEW_LOOKUPS = 64;

/**
 * Decode the file that `train-vectors` writes.
 *
 * @param bytes
 *   A line of JSON, the terms one a line, an empty line; then, from the next multiple of four on, a float32 factor a
 *   term and the int8 rows.
 * @param products
 *   Multiplies vectors (default: one after the other).
 * @returns
 *   The table, or `undefined` when it is something else or cut short.
 */
export function decodeWordVectors(bytes: Uint8Array, products: Products = PLAIN_PRODUCTS): WordVectors | undefined {
  const section = sectionOf(bytes);
  if (!section) return undefined;
  const { header, dimensions, size, terms, from } = section;
  // A copy, because a float32 has to begin at a multiple of four in memory, too. `slice` of a Node buffer makes none.
  const factors = new Float32Array(new Uint8Array(bytes.subarray(from, from + size * 4)).buffer);
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + from + size * 4, size * dimensions);
  const rowOf = lookupIn(terms);
  let made: ByteProducts | undefined;
  const laid = (): ByteProducts => {
    made ??= products.bytes(rows, factors, dimensions);
    return made;
  };
  const embed = (words: readonly string[]): Embedding | undefined => {
    const ids: number[] = [];
    for (const word of words) {
      const id = rowOf(word);
      if (id !== -1) ids.push(id);
    }
    const vector = embedRows(ids);
    return vector && { vector, known: ids.length / words.length };
  };
  const embedRows: WordVectors['embedRows'] = (ids) => {
    if (ids.length === 0) return undefined;
    const vector = laid().sum(ids);
    return normalise(vector) ? vector : undefined;
  };
  const lengths = new Float64Array(size);
  const lengthOf = (row: number): number => {
    const known = lengths[row] ?? 0;
    if (known > 0) return known;
    const length = Math.sqrt(laid().square(row));
    lengths[row] = length;
    return length;
  };
  return {
    dimensions,
    size,
    key: `${header} ${bytes.length}`,
    rowOf,
    embed,
    embedRows,
    products,
    cosinesTo(row, others) {
      const length = lengthOf(row);
      const dots = laid().of(row, others);
      const cosines = new Float64Array(others.length);
      // One loop over all, because a process that answers one request spends much of its time here.
      for (let place = 0; place < others.length; place++) {
        const product = length * lengthOf(others[place] ?? 0);
        cosines[place] = product === 0 ? 0 : (dots[place] ?? 0) / product;
      }
      return cosines;
    },
  };
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

/** Look up terms. A process that answers one request looks up a handful, and a map of all takes longer to make than that. */
function lookupIn(terms: readonly string[]): WordVectors['rowOf'] {
  let known = new Map<string, number>();
  let isWhole = false;
  return (term) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    if (isWhole) return -1;
    if (known.size >= FEW_LOOKUPS) {
      known = new Map(terms.map((own, row) => [own, row]));
      isWhole = true;
      return known.get(term) ?? -1;
    }
    const row = terms.indexOf(term);
    known.set(term, row);
    return row;
  };
}

interface Section {
  /** As it is written. */
  readonly header: string;
  readonly dimensions: number;
  readonly size: number;
  readonly terms: readonly string[];
  /** Where the factors begin. */
  readonly from: number;
}

/** The header, and the terms: all that stands between it and the factors, whose place the length of the file gives. */
function sectionOf(bytes: Uint8Array): Section | undefined {
  const end = bytes.indexOf(10);
  if (end === -1) return undefined;
  try {
    const header = new TextDecoder().decode(bytes.subarray(0, end));
    const { format, dimensions, terms: size } = JSON.parse(header);
    if (format !== FORMAT || !Number.isInteger(dimensions) || dimensions <= 0 || !Number.isInteger(size)) {
      return undefined;
    }
    const from = bytes.length - size * (4 + dimensions);
    if (size < 0 || from % 4 !== 0 || from <= end) return undefined;
    const [body = '', padding] = splitAtLast(new TextDecoder().decode(bytes.subarray(end + 1, from)), '\n\n');
    const terms = body === '' && size === 0 ? [] : body.split('\n');
    const isOurs = padding !== undefined && /^\0{0,3}$/.test(padding) && terms.length === size;
    return isOurs ? { header, dimensions, size, terms, from } : undefined;
  } catch {
    return undefined;
  }
}

/** What stands before the last of some marks, and what behind it; all of a text without one. */
function splitAtLast(text: string, mark: string): readonly [before: string, behind?: string] {
  const at = text.lastIndexOf(mark);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length)];
}
