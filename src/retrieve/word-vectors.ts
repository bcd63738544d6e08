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
  /** Number of terms. */
  readonly size: number;
  /** What tells this table from another: what is kept of it by row holds for no other. */
  readonly key: string;
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
  /** The same of terms that were looked up before, -1 for each that is not known. */
  embedRows(rows: Iterable<number>): Embedding | undefined;
  /** Cosine of two rows in [-1, 1]; 0 for a row without a direction. */
  cosineOfRows(left: number, right: number): number;
}

const FORMAT = 'signpost-vectors-1';
/** As many terms are looked for in the text of the table; past them a map is worth its making. */
const FEW_LOOKUPS = 64;

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
  const section = sectionOf(bytes);
  if (!section) return undefined;
  const { header, dimensions, size, text, from } = section;
  // A copy, because a float32 has to begin at a multiple of four in memory, too. `slice` of a Node buffer makes none.
  const factors = new Float32Array(new Uint8Array(bytes.subarray(from, from + size * 4)).buffer);
  const rows = new Int8Array(bytes.buffer, bytes.byteOffset + from + size * 4, size * dimensions);
  const rowOf = lookupIn(text, size);
  const embedRows = (ids: Iterable<number>): Embedding | undefined => {
    const vector = new Float32Array(dimensions);
    let found = 0;
    let count = 0;
    for (const id of ids) {
      count++;
      if (id < 0) continue;
      found++;
      const factor = factors[id] ?? 0;
      const at = id * dimensions;
      for (let d = 0; d < dimensions; d++) vector[d] = (vector[d] ?? 0) + factor * (rows[at + d] ?? 0);
    }
    return normalise(vector) ? { vector, known: found / count } : undefined;
  };
  const dot = (left: number, right: number): number => {
    let sum = 0;
    const [a, b] = [left * dimensions, right * dimensions];
    for (let d = 0; d < dimensions; d++) sum += (rows[a + d] ?? 0) * (rows[b + d] ?? 0);
    return sum;
  };
  const squares = new Float64Array(size);
  const squareOf = (row: number): number => {
    squares[row] ||= dot(row, row);
    return squares[row] ?? 0;
  };
  return {
    dimensions,
    size,
    key: `${header} ${bytes.length}`,
    rowOf,
    embed: (terms) => embedRows(terms.map(rowOf)),
    embedRows,
    cosineOfRows(left, right) {
      const square = squareOf(left) * squareOf(right);
      return square === 0 ? 0 : dot(left, right) / Math.sqrt(square);
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

/**
 * Look up terms, one a line of a text that begins and ends with a line feed. A process that answers one request looks up a
 * handful, and finding these takes a fraction of what a map of all terms does.
 */
function lookupIn(text: string, size: number): WordVectors['rowOf'] {
  const known = new Map<string, number>();
  let isWhole = false;
  return (term) => {
    const before = known.get(term);
    if (before !== undefined) return before;
    if (isWhole) return -1;
    if (known.size >= Math.min(FEW_LOOKUPS, size)) {
      known.clear();
      for (const [row, line] of text.slice(1, -1).split('\n').entries()) known.set(line, row);
      isWhole = true;
      return known.get(term) ?? -1;
    }
    const at = text.indexOf(`\n${term}\n`);
    const row = at === -1 ? -1 : linesBefore(text, at);
    known.set(term, row);
    return row;
  };
}

function linesBefore(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}

interface Section {
  /** As it is written. */
  readonly header: string;
  readonly dimensions: number;
  readonly size: number;
  /** The terms, a line feed before and behind each. */
  readonly text: string;
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
    const written = new TextDecoder().decode(bytes.subarray(end, from));
    const text = written.slice(0, written.lastIndexOf('\n'));
    const isOurs = /^\n\0{0,3}$/.test(written.slice(text.length)) && text.endsWith('\n');
    return isOurs && linesBefore(text, text.length - 1) === size ? { header, dimensions, size, text, from } : undefined;
  } catch {
    return undefined;
  }
}
