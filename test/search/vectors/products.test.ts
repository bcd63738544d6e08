import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import initWabt from 'wabt';
import { PLAIN_PRODUCTS, type Products } from '../../../src/search/vectors/products.ts';
import { CODE } from '../../../src/search/vectors/products-code.ts';
import { simdProducts } from '../../../src/search/vectors/simd-products.ts';

const simd = simdProducts() ?? PLAIN_PRODUCTS;
/** What instructions take in at once, and what they do not. */
const dimensions = fc.constantFrom(1, 4, 5, 16, 20, 32, 128);
const count = fc.integer({ min: 0, max: 40 });

describe('products, several at a time', () => {
  it('are there on every Node that is supported', () => {
    expect(simd).not.toBe(PLAIN_PRODUCTS);
  });

  it('of float32 numbers are those of one after the other, to the last bit', () => {
    const floats = (length: number) =>
      fc.float32Array({ minLength: length, maxLength: length, noNaN: true, min: -4, max: 4 });
    const drawn = fc
      .tuple(dimensions, count)
      .chain(([own, rows]) => fc.record({ own: fc.constant(own), vector: floats(own), rows: floats(own * rows) }));
    fc.assert(
      fc.property(drawn, ({ own, vector, rows }) => {
        const asked = (products: Products) => products.floats(rows, own)(vector);
        expect(asked(simd)).toEqual(asked(PLAIN_PRODUCTS));
      }),
    );
  });

  it('and sums of int8 numbers are those of one after the other, few or many', () => {
    const drawn = fc.tuple(dimensions, fc.integer({ min: 1, max: 60 })).chain(([own, rows]) =>
      fc.record({
        own: fc.constant(own),
        rows: fc.int8Array({ minLength: own * rows, maxLength: own * rows }),
        factors: fc.float32Array({ minLength: rows, maxLength: rows, noNaN: true, min: -4, max: 4 }),
        row: fc.nat({ max: rows - 1 }),
        others: fc.array(fc.nat({ max: rows - 1 }), { maxLength: 60 }),
      }),
    );
    fc.assert(
      fc.property(drawn, ({ own, rows, factors, row, others }) => {
        const asked = (products: Products) => {
          const prepared = products.bytes(rows, factors, own);
          return [[...prepared.of(row, Int32Array.from(others))], others.map(prepared.square), prepared.sum(others)];
        };
        expect(asked(simd)).toEqual(asked(PLAIN_PRODUCTS));
      }),
    );
  });

  it('of float32 with int8 numbers are those of one after the other, and off by no more than they say', () => {
    const drawn = fc.tuple(dimensions, count).chain(([own, rows]) =>
      fc.record({
        own: fc.constant(own),
        rows: fc.int8Array({ minLength: own * rows, maxLength: own * rows }),
        vector: fc.float32Array({ minLength: own, maxLength: own, noNaN: true, min: -4, max: 4 }),
      }),
    );
    fc.assert(
      fc.property(drawn, ({ own, rows, vector }) => {
        const { products, unit } = simd.rough(rows, own)(vector);
        expect({ products: [...products], unit }).toEqual({
          ...PLAIN_PRODUCTS.rough(rows, own)(vector),
          products: [...PLAIN_PRODUCTS.rough(rows, own)(vector).products],
        });
        for (const [row, product] of products.entries()) {
          const numbers = [...rows.subarray(row * own, (row + 1) * own)];
          const exact = numbers.reduce((sum, number, d) => sum + number * (vector[d] ?? 0), 0);
          const most = (unit / 2) * numbers.reduce((sum, number) => sum + Math.abs(number), 0);
          expect(Math.abs(product * unit - exact)).toBeLessThanOrEqual(most + 1e-6);
        }
      }),
    );
  });

  it('hold the largest numbers of 16 and of 8 bits', () => {
    const rows = new Int8Array(128).fill(-128);
    const { products, unit } = simd.rough(rows, 128)(new Float32Array(128).fill(3));
    expect([products[0], (products[0] ?? 0) * unit]).toEqual([-128 * 128 * 32_767, expect.closeTo(-128 * 128 * 3, 3)]);
  });

  it('hold the largest of int8 numbers', () => {
    const rows = new Int8Array(256).fill(-128);
    expect(simd.bytes(rows, Float32Array.of(1, 1), 128).square(1)).toBe(128 ** 3);
  });

  it('add up more than there is room for', () => {
    const rows = new Int8Array(32).fill(3);
    const many = Array.from({ length: 5000 }, (_, at) => at % 2);
    const sum = (products: Products) => products.bytes(rows, Float32Array.of(0.1, 0.7), 16).sum(many);
    expect(sum(simd)).toEqual(sum(PLAIN_PRODUCTS));
  });

  it('do not hang on what was asked before', () => {
    const rows = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0);
    const products = simd.floats(rows, 4);
    const first = products(Float32Array.of(2, 3, 0, 0));
    products(Float32Array.of(5, 7, 0, 0));
    expect([...first]).toEqual([2, 3]);
  });

  it('stand in the sources as they were assembled', async () => {
    const { parseWat } = await initWabt();
    const { buffer } = parseWat('products.wat', readFileSync('src/search/vectors/products.wat', 'utf8'), {
      simd: true,
    }).toBinary({});
    expect(Buffer.from(buffer).toString('base64')).toBe(CODE);
  });
});

describe('without WebAssembly', () => {
  const { WebAssembly } = globalThis as { WebAssembly?: object };
  const without = (other: object | undefined) => {
    Object.assign(globalThis, { WebAssembly: other });
    try {
      return simdProducts();
    } finally {
      Object.assign(globalThis, { WebAssembly });
    }
  };

  it('there are none', () => {
    expect(without(undefined)).toBeUndefined();
  });

  it('that is allowed, neither', () => {
    const Module = () => {
      throw new TypeError('forbidden by a policy');
    };
    expect(without({ ...WebAssembly, Module })).toBeUndefined();
  });

  it('that has as much memory, one after the other', () => {
    const { Module, Instance } = WebAssembly as { Module: unknown; Instance: unknown };
    const Memory = () => {
      throw new RangeError('too large');
    };
    const Own = Object.assign(Object.create(null), { Module, Instance, Memory });
    const rows = Float32Array.of(1, 2, 3, 4);
    Object.assign(globalThis, { WebAssembly: Own });
    try {
      expect([...(simdProducts()?.floats(rows, 4)(rows) ?? [])]).toEqual([30]);
    } finally {
      Object.assign(globalThis, { WebAssembly });
    }
  });
});
