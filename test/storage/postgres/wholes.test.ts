import { describe, expect, it } from 'vitest';
import { PLAIN_PRODUCTS } from '../../../src/search/vectors/products.ts';
import { createWholes } from '../../../src/storage/postgres/wholes.ts';

const DIMENSIONS = 32;
const BYTES = 4 + DIMENSIONS;

/** A vector of length 1, another for every seed. */
function vectorOf(seed: number): Float32Array {
  let state = seed * 2654435761 + 1;
  const values = Array.from({ length: DIMENSIONS }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  });
  const length = Math.hypot(...values);
  return Float32Array.from(values, (value) => value / length);
}

function bytesOf(vectors: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(vectors.length * BYTES);
  const view = new DataView(bytes.buffer);
  for (const [place, vector] of vectors.entries()) {
    const largest = Math.max(...vector.map(Math.abs));
    view.setFloat32(place * BYTES, largest / 127, true);
    for (const [at, value] of vector.entries())
      view.setInt8(place * BYTES + 4 + at, Math.round((value / largest) * 127));
  }
  return bytes;
}

function filled(vectors: readonly Float32Array[]) {
  const wholes = createWholes(vectors.length, DIMENSIONS, PLAIN_PRODUCTS);
  wholes.fill(
    Int32Array.from(vectors, (_, place) => place),
    bytesOf(vectors),
  );
  return wholes;
}

describe('the meanings of all documents', () => {
  const vectors = Array.from({ length: 25_000 }, (_, seed) => vectorOf(seed));

  it.each([200, 25_000])('find a document by its own meaning, of %i', (size) => {
    const wholes = filled(vectors.slice(0, size));
    for (const place of [0, 7, 113, size - 1]) {
      expect(wholes.nearest({ vector: vectorOf(place), known: 1 }, 3)[0]).toBe(place);
    }
  });

  it('give equals in the order of places, and nothing that is not near', () => {
    const same = vectorOf(1);
    const wholes = filled([same, same.map((value) => -value), same]);
    expect(wholes.nearest({ vector: same, known: 1 }, 5)).toEqual([0, 2]);
    expect(wholes.nearest({ vector: same, known: 0.04 }, 5)).toEqual([]);
  });

  it('leave out what is of another version, and what has no meaning', () => {
    const wholes = createWholes(2, DIMENSIONS, PLAIN_PRODUCTS);
    wholes.fill(Int32Array.from([-1, 1, 0]), bytesOf([vectorOf(1), vectorOf(2)]));
    expect(wholes.nearest({ vector: vectorOf(2), known: 1 }, 5)).toEqual([1]);
  });
});
