/** The documents that are nearest to a vector, found without looking at all of them closely. */

import { cosine, type Products } from './products.ts';

/** A document that is near. */
export interface Near {
  readonly place: number;
  /** In [-1, 1]. */
  readonly cosine: number;
}

/**
 * Finds the nearest.
 *
 * @param vector
 *   Of length 1.
 * @param limit
 *   How many at the most.
 * @param least
 *   The cosine from which on a document is near.
 * @param isAsked
 *   Whether a document counts (default: all do).
 * @returns
 *   Nearest first, ties in the order of places.
 */
export type FindNearest = (
  vector: Float32Array,
  limit: number,
  least: number,
  isAsked?: (place: number) => boolean,
) => readonly Near[];

/** Up to as many documents all are compared as soon. */
const FEW = 2000;
const MOST_BYTE = 127;
/** What 16 bits of the vector leave out at the most, of up to 1,000 dimensions: half a unit in each, √1000 / (2 · 32,767). */
const ROUNDING = 5e-4;

/** The places of the best by their values; ties in the order of places. */
export function bestOf(
  values: ArrayLike<number>,
  limit: number,
  least: number,
  isAsked: (place: number) => boolean = () => true,
): Near[] {
  const best: Near[] = [];
  for (let place = 0; place < values.length; place++) {
    const value = values[place] ?? 0;
    // Kept in order while they are few: nearly all are near enough to be sorted otherwise.
    const last = best.length === limit ? best[limit - 1] : undefined;
    if (value < least || (last !== undefined && value <= last.cosine) || !isAsked(place)) continue;
    let at = best.length;
    while (at > 0 && value > (best[at - 1]?.cosine ?? 0)) at--;
    best.splice(at, 0, { place, cosine: value });
    if (best.length > limit) best.pop();
  }
  return best;
}

/** The best of some that were found apart, each list in order. */
export function bestAmong(lists: readonly (readonly Near[])[], limit: number): Near[] {
  return lists
    .flat()
    .sort((a, b) => b.cosine - a.cosine || a.place - b.place)
    .slice(0, limit);
}

/**
 * Prepare to find the nearest of some vectors.
 *
 * Of many a byte a dimension is compared first. By how much that can be off is known of each, so that all that may be among the
 * nearest are compared exactly: what is found is the same.
 *
 * @param wholes
 *   The vectors, each of length 1 or without a direction, laid end to end.
 * @param inBytes
 *   The same from `inBytesOf`.
 */
export function nearestIn(
  wholes: Float32Array,
  dimensions: number,
  products: Products,
  inBytes: InBytes | undefined,
): FindNearest {
  if (!inBytes) {
    const cosines = products.floats(wholes, dimensions);
    return (vector, limit, least, isAsked) => bestOf(cosines(vector), limit, least, isAsked);
  }
  const size = wholes.length / dimensions;
  const { factors, errors } = inBytes;
  const compare = products.rough(inBytes.rows, dimensions);
  // One for all requests: arrays of that size are what makes V8 collect garbage.
  const surelyAt = new Float64Array(size);
  return (vector, limit, least, isAsked = () => true) => {
    const { products: found, unit } = compare(vector);
    for (let place = 0; place < size; place++) {
      surelyAt[place] = (found[place] ?? 0) * unit * (factors[place] ?? 0) - (errors[place] ?? 0);
    }
    // As near as the last of these each of the nearest is at the least.
    const surely = bestOf(surelyAt, limit, least, isAsked);
    const last = surely.length === limit ? (surely[limit - 1]?.cosine ?? least) : least;
    const near: Near[] = [];
    for (let place = 0; place < size; place++) {
      if ((surelyAt[place] ?? 0) + 2 * (errors[place] ?? 0) < last || !isAsked(place)) continue;
      const value = cosine(vector, wholes.subarray(place * dimensions, (place + 1) * dimensions));
      if (value >= least) near.push({ place, cosine: value });
    }
    return bestAmong([near], limit);
  };
}

/** Vectors as bytes. */
export interface InBytes {
  readonly rows: Int8Array;
  /** By place what a number of the row stands for. */
  readonly factors: Float32Array;
  /** By place by how much the product of the row with a vector of length 1 is off at the most. */
  readonly errors: Float32Array;
}

/**
 * Write vectors as bytes. A product with a vector of length 1 is off by no more than the length of what the bytes leave out.
 *
 * @param wholes
 *   As for `nearestIn`.
 * @returns
 *   `undefined` for few, which are compared as soon.
 */
export function inBytesOf(wholes: Float32Array, dimensions: number): InBytes | undefined {
  const size = wholes.length / dimensions;
  if (size <= FEW) return undefined;
  const rows = new Int8Array(wholes.length);
  const factors = new Float32Array(size);
  const errors = new Float32Array(size);
  for (let place = 0; place < size; place++) {
    const from = place * dimensions;
    let largest = 0;
    for (let d = 0; d < dimensions; d++) largest = Math.max(largest, Math.abs(wholes[from + d] ?? 0));
    factors[place] = largest / MOST_BYTE;
    // As it is kept.
    const factor = factors[place] ?? 0;
    let square = 0;
    for (let d = 0; d < dimensions; d++) {
      const value = wholes[from + d] ?? 0;
      const byte = factor === 0 ? 0 : Math.max(-MOST_BYTE, Math.min(MOST_BYTE, Math.round(value / factor)));
      rows[from + d] = byte;
      square += (value - byte * factor) ** 2;
    }
    errors[place] = Math.sqrt(square) + ROUNDING;
  }
  return { rows, factors, errors };
}
