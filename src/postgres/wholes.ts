/** What documents mean as a whole, a byte a dimension: enough to find which are near, and they are compared exactly then. */

import type { Embedding } from '../retrieve/index.ts';

/** The meanings of all documents of a version. */
export interface Wholes {
  /** Take those of a segment, by the place in it; the place in the order of ids is -1 for one that is left out. */
  fill(places: Int32Array, bytes: Uint8Array): void;
  /** The places of the nearest, nearest first, ties in the order of places; none that is not near at all. */
  nearest(request: Embedding, limit: number): number[];
}

/** As in comparing exactly: a document that shares no word with a request has to be as near to be put forward. */
const NEAR = 0.05;
const FACTOR_BYTES = 4;

/** Make room for the meanings of some documents. */
export function createWholes(size: number, dimensions: number): Wholes {
  const rows = new Int8Array(size * dimensions);
  const factors = new Float32Array(size);
  return {
    fill(places, bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const width = FACTOR_BYTES + dimensions;
      for (const [local, place] of places.entries()) {
        const from = local * width;
        if (place === -1 || from + width > bytes.length) continue;
        factors[place] = view.getFloat32(from, true);
        for (let d = 0; d < dimensions; d++) rows[place * dimensions + d] = view.getInt8(from + FACTOR_BYTES + d);
      }
    },
    nearest({ vector, known }, limit) {
      const near: { readonly place: number; readonly value: number }[] = [];
      let least = NEAR;
      for (let place = 0; place < size; place++) {
        const factor = (factors[place] ?? 0) * known;
        if (factor === 0) continue;
        let dot = 0;
        const from = place * dimensions;
        for (let d = 0; d < dimensions; d++) dot += (vector[d] ?? 0) * (rows[from + d] ?? 0);
        const value = dot * factor;
        if (value < least) continue;
        near.push({ place, value });
        if (near.length < limit * 2) continue;
        // What cannot be among the nearest any more is let go, and nothing below it is taken.
        near.sort(byValue).length = limit;
        least = near.at(-1)?.value ?? least;
      }
      return near
        .sort(byValue)
        .slice(0, limit)
        .map(({ place }) => place);
    },
  };
}

function byValue(
  a: { readonly place: number; readonly value: number },
  b: { readonly place: number; readonly value: number },
): number {
  return b.value - a.value || a.place - b.place;
}
