/** The nearest of many vectors, found by bytes first: the same as by comparing all, to the last bit and in the same order. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestAmong, bestOf, inBytesOf, nearestIn } from '../../../src/search/vectors/nearest.ts';
import { PLAIN_PRODUCTS } from '../../../src/search/vectors/products.ts';
import { simdProducts } from '../../../src/search/vectors/simd-products.ts';

const DIMENSIONS = 16;
const products = simdProducts() ?? PLAIN_PRODUCTS;

/** Vectors of length 1 in some directions, near one another, the same, and without a direction. */
function vectorsOf(seed: number, size: number): Float32Array {
  let state = seed;
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 31 - 1;
  };
  const wholes = new Float32Array(size * DIMENSIONS);
  for (let place = 0; place < size; place++) {
    const row = wholes.subarray(place * DIMENSIONS, (place + 1) * DIMENSIONS);
    if (place % 97 === 0) continue;
    if (place % 5 === 0 && place > 0) row.set(wholes.subarray((place - 1) * DIMENSIONS, place * DIMENSIONS));
    const spread = place % 3 === 0 ? 0.001 : 1;
    for (let d = 0; d < DIMENSIONS; d++) row[d] = (place % 5 === 0 ? (row[d] ?? 0) : next()) + spread * 0.01 * next();
    const length = Math.hypot(...row);
    for (let d = 0; d < DIMENSIONS; d++) row[d] = (row[d] ?? 0) / (length || 1);
  }
  return wholes;
}

describe('the nearest', () => {
  it.each([
    { how: 'with instructions for several numbers', own: products },
    { how: 'one after the other', own: PLAIN_PRODUCTS },
  ])('are those of comparing all, in their order, $how', ({ own }) => {
    const drawn = fc.record({
      seed: fc.nat(),
      size: fc.constantFrom(0, 1, 40, 2000, 2001, 5000),
      limit: fc.integer({ min: 0, max: 30 }),
      least: fc.constantFrom(-1, 0, 0.05, 0.9),
      modulus: fc.constantFrom(undefined, 2, 7),
      own: fc.nat({ max: 4999 }),
    });
    fc.assert(
      fc.property(drawn, ({ seed, size, limit, least, modulus, own: at }) => {
        const wholes = vectorsOf(seed, size);
        const one = vectorsOf(seed + 1, 5000).slice(at * DIMENSIONS, (at + 1) * DIMENSIONS);
        // As often as not it is one of them.
        const vector = at < size ? wholes.slice(at * DIMENSIONS, (at + 1) * DIMENSIONS) : one;
        const isAsked = modulus === undefined ? undefined : (place: number) => place % modulus !== 0;
        const found = nearestIn(wholes, DIMENSIONS, own, inBytesOf(wholes, DIMENSIONS))(vector, limit, least, isAsked);
        const cosines = PLAIN_PRODUCTS.floats(wholes, DIMENSIONS)(vector);
        const all = [...cosines].map((cosine, place) => ({ place, cosine }));
        const near = all.filter(({ place, cosine }) => cosine >= least && (isAsked?.(place) ?? true));
        const expected = near.sort((a, b) => b.cosine - a.cosine || a.place - b.place).slice(0, limit);
        expect(found).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('compare few of many exactly', () => {
    const wholes = vectorsOf(7, 5000);
    let read = 0;
    const watched = new Proxy(wholes, {
      get(target, name) {
        if (name === 'subarray') read++;
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
    const find = nearestIn(watched, DIMENSIONS, products, inBytesOf(wholes, DIMENSIONS));
    expect(find(wholes.slice(DIMENSIONS, 2 * DIMENSIONS), 15, 0)).toHaveLength(15);
    expect(read).toBeGreaterThanOrEqual(15);
    expect(read).toBeLessThan(500);
  });
});

describe('the best', () => {
  it('of nothing are none', () => {
    expect(bestOf([], 3, 0)).toEqual([]);
    expect(bestAmong([], 3)).toEqual([]);
  });

  it('of several lists are in one order', () => {
    const near = (place: number, cosine: number) => ({ place, cosine });
    expect(bestAmong([[near(3, 0.9), near(1, 0.5)], [near(2, 0.9)]], 2)).toEqual([near(2, 0.9), near(3, 0.9)]);
  });
});
