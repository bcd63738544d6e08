/**
 * What documents mean as a whole, a byte a dimension: enough to find which are near, and they are compared exactly then. Where
 * there are many, their signs are compared first, a bit a dimension: that takes a twentieth of the time.
 */

import { type Embedding, NEAR } from '../retrieve/index.ts';

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
/** Up to as many documents all are compared byte by byte; of more, as many as have the most signs in common. */
const MOST_COMPARED = 20_000;
const SIGNS_COMPARED = 8000;
const WORD_BITS = 32;

/** Make room for the meanings of some documents. */
export function createWholes(size: number, dimensions: number): Wholes {
  const rows = new Int8Array(size * dimensions);
  const factors = new Float32Array(size);
  const words = Math.ceil(dimensions / WORD_BITS);
  const signs = new Uint32Array(size * words);
  const put = (place: number, at: number, value: number): void => {
    rows[place * dimensions + at] = value;
    if (value > 0) signs[place * words + (at >>> 5)] = (signs[place * words + (at >>> 5)] ?? 0) | (1 << (at & 31));
  };
  /** The places whose signs are most like those of a request, in their order, and those as like as the last of them. */
  const alike = (vector: Float32Array): number[] => {
    const own = new Uint32Array(words);
    for (const [at, value] of vector.entries()) if (value > 0) own[at >>> 5] = (own[at >>> 5] ?? 0) | (1 << (at & 31));
    const differing = new Uint8Array(size);
    const counts = new Uint32Array(dimensions + 1);
    for (let place = 0; place < size; place++) {
      let bits = 0;
      for (let word = 0; word < words; word++) bits += bitsIn((own[word] ?? 0) ^ (signs[place * words + word] ?? 0));
      differing[place] = bits;
      counts[bits] = (counts[bits] ?? 0) + 1;
    }
    let most = 0;
    for (let sum = counts[0] ?? 0; sum < SIGNS_COMPARED && most < dimensions; sum += counts[most] ?? 0) most++;
    const places: number[] = [];
    for (let place = 0; place < size; place++) if ((differing[place] ?? 0) <= most) places.push(place);
    return places;
  };
  return {
    fill(places, bytes) {
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const width = FACTOR_BYTES + dimensions;
      for (const [local, place] of places.entries()) {
        const from = local * width;
        if (place === -1 || from + width > bytes.length) continue;
        factors[place] = view.getFloat32(from, true);
        for (let d = 0; d < dimensions; d++) put(place, d, view.getInt8(from + FACTOR_BYTES + d));
      }
    },
    nearest({ vector, known }, limit) {
      const compared = size > MOST_COMPARED ? alike(vector) : undefined;
      const near: { readonly place: number; readonly value: number }[] = [];
      let least = LEAST;
      for (let at = 0; at < (compared?.length ?? size); at++) {
        const place = compared ? (compared[at] ?? 0) : at;
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

/** How many bits of a word are set (Warren, "Hacker's Delight", 5-1). */
function bitsIn(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function byValue(
  a: { readonly place: number; readonly value: number },
  b: { readonly place: number; readonly value: number },
): number {
  return b.value - a.value || a.place - b.place;
}
