/** Products of vectors: most of what comparing by meaning costs. Here one after the other, in `simd-products.ts` several at a time. */

/** Multiplies one vector with many. Whatever does it comes to the same numbers, to the last bit. */
export interface Products {
  /**
   * Prepare vectors of float32 numbers.
   *
   * @param rows
   *   The vectors, laid end to end; they are not changed from then on.
   * @param dimensions
   *   Numbers of a vector.
   * @returns
   *   Gives the product of a vector with each, by its place.
   */
  floats(rows: Float32Array, dimensions: number): (vector: Float32Array) => Float64Array;
  /**
   * Prepare vectors of int8 numbers, likewise.
   *
   * @param factors
   *   What each is to be multiplied with where it is added to others.
   */
  bytes(rows: Int8Array, factors: Float32Array, dimensions: number): ByteProducts;
  /**
   * Prepare vectors of int8 numbers to be multiplied with vectors of others: quickly, and not exactly.
   *
   * @returns
   *   Gives the products of a vector with each by its place, in whole numbers of one unit; what is given is the next call's, too.
   */
  rough(rows: Int8Array, dimensions: number): (vector: Float32Array) => RoughProducts;
}

/** Products in a unit. */
export interface RoughProducts {
  readonly products: Int32Array;
  /** What 1 stands for. A product is off by half of it times the sum of the int8 numbers, without their signs, at the most. */
  readonly unit: number;
}

/** Multiplies vectors of int8 numbers with each other, and adds them up. */
export interface ByteProducts {
  /** The product of one with others, by their rows: at the place of each in what is given. */
  of(row: number, others: Int32Array): Int32Array;
  /** The product of one with itself. */
  square(row: number): number;
  /** The sum of some, each times its factor. */
  sum(rows: ArrayLike<number>): Float32Array;
}

/** The largest number of 16 bits. */
const MOST_WORD = 32_767;

/** One after the other, wherever JavaScript runs. */
export const PLAIN_PRODUCTS: Products = {
  floats: (rows, dimensions) => (vector) => {
    const products = new Float64Array(rows.length / dimensions);
    for (let row = 0; row < products.length; row++) products[row] = dotAt(vector, rows, row * dimensions);
    return products;
  },
  bytes: (rows, factors, dimensions) => ({
    of: (row, others) => {
      const own = rows.subarray(row * dimensions, (row + 1) * dimensions);
      return others.map((other) => byteDotAt(own, rows, other * dimensions));
    },
    square: (row) => byteDotAt(rows.subarray(row * dimensions, (row + 1) * dimensions), rows, row * dimensions),
    sum(own) {
      const sum = new Float32Array(dimensions);
      for (let index = 0; index < own.length; index++) {
        const row = own[index] ?? 0;
        const factor = factors[row] ?? 0;
        const at = row * dimensions;
        for (let d = 0; d < dimensions; d++) sum[d] = (sum[d] ?? 0) + factor * (rows[at + d] ?? 0);
      }
      return sum;
    },
  }),
  rough: (rows, dimensions) => {
    const products = new Int32Array(rows.length / dimensions);
    return (vector) => {
      const { words, unit } = inWords(vector);
      for (let row = 0; row < products.length; row++) products[row] = byteDotAt(words, rows, row * dimensions);
      return { products, unit };
    };
  },
};

/**
 * A vector in whole numbers of 16 bits.
 *
 * @returns
 *   The numbers, none of them further than 32,767 from 0, and the unit they count: each is off by half of one at the most.
 */
export function inWords(vector: Float32Array): { readonly words: Int16Array; readonly unit: number } {
  let largest = 0;
  for (const value of vector) largest = Math.max(largest, Math.abs(value));
  const unit = largest / MOST_WORD || 1;
  return { words: Int16Array.from(vector, (value) => Math.round(value / unit)), unit };
}

/** The cosine of two vectors of length 1, in [-1, 1]. */
export function cosine(left: Float32Array, right: Float32Array): number {
  return dotAt(left, right, 0);
}

/**
 * The product of a vector and of as many numbers of a longer run, from a place on.
 *
 * In four sums, none of which waits for another. All that compares vectors does it in this order, because the last bit depends
 * on it. The sums are set one by one: taken apart from an array, they would be made anew on the heap, and that takes twice as long
 * as the product.
 */
function dotAt(vector: Float32Array, run: Float32Array, from: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let d = 0;
  for (; d + 3 < vector.length; d += 4) {
    first += (vector[d] ?? 0) * (run[from + d] ?? 0);
    second += (vector[d + 1] ?? 0) * (run[from + d + 1] ?? 0);
    third += (vector[d + 2] ?? 0) * (run[from + d + 2] ?? 0);
    fourth += (vector[d + 3] ?? 0) * (run[from + d + 3] ?? 0);
  }
  for (; d < vector.length; d++) first += (vector[d] ?? 0) * (run[from + d] ?? 0);
  return first + second + third + fourth;
}

/** The same of whole numbers, which are exact in any order. */
function byteDotAt(vector: Int8Array | Int16Array, run: Int8Array, from: number): number {
  let sum = 0;
  for (let d = 0; d < vector.length; d++) sum += (vector[d] ?? 0) * (run[from + d] ?? 0);
  return sum;
}
