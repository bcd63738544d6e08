/**
 * What documents mean as a whole, a byte a dimension: enough to find which are near, and they are compared exactly then.
 */

import { bestOf } from '../../search/vectors/nearest.ts';
import type { Products } from '../../search/vectors/products.ts';
import { NEAR } from '../../search/vectors/semantic.ts';
import type { Embedding } from '../../search/vectors/word-vectors.ts';

/** The meanings of all documents of a version. */
export interface Wholes {
  /** Take those of a segment, by the place in it; the place in the order of ids is -1 for one that is left out. */
  fill(places: Int32Array, bytes: Uint8Array): void;
  /** The places of the nearest, nearest first, ties in the order of places; none that is not near at all. */
  nearest(request: Embedding, limit: number): number[];
}

/** A byte a dimension is off by so much at the most: what is just near enough is not lost here. */
const LEAST = NEAR - 0.005;
const FACTOR_BYTES = 4;

/**
 * Make room for the meanings of some documents.
 *
 * @param products
 *   Multiplies them: what is filled in is prepared for that by the first request.
 */
export function createWholes(size: number, dimensions: number, products: Products): Wholes {
  let rows = new Int8Array(size * dimensions);
  const factors = new Float32Array(size);
  // One for all requests: arrays of that size are what makes V8 collect garbage.
  const values = new Float64Array(size);
  let compare: ReturnType<Products['rough']> | undefined;
  return {
    fill(places, bytes) {
      const width = FACTOR_BYTES + dimensions;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const numbers = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      for (const [local, place] of places.entries()) {
        const from = local * width;
        if (place === -1 || from + width > bytes.length) continue;
        factors[place] = view.getFloat32(from, true);
        rows.set(numbers.subarray(from + FACTOR_BYTES, from + width), place * dimensions);
      }
    },
    nearest({ vector, known }, limit) {
      if (!compare) {
        compare = products.rough(rows, dimensions);
        // Whoever multiplies them has them now.
        rows = new Int8Array();
      }
      const { products: found, unit } = compare(vector);
      for (let place = 0; place < size; place++) {
        values[place] = (found[place] ?? 0) * unit * (factors[place] ?? 0) * known;
      }
      return bestOf(values, limit, LEAST).map(({ place }) => place);
    },
  };
}
