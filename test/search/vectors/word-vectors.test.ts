import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cosine } from '../../../src/search/vectors/products.ts';
import { decodeWordVectors } from '../../../src/search/vectors/word-vectors.ts';
import { tableOf } from './vectors.ts';

const bytes = tableOf({ oven: [3, 4], stove: [4, 3], invoice: [-4, 3] }, [1, 2, 1]);

describe('a table of words', () => {
  const table = decodeWordVectors(bytes);

  it('gives a text the direction of the sum of its words, each by its factor', () => {
    const both = table?.embed(['oven', 'stove']);
    expect([...(both?.vector ?? [])].map((value) => value.toFixed(3))).toEqual(['0.740', '0.673']); // (3+8, 4+6)
  });

  it('says which share of the words it knows', () => {
    expect(table?.embed(['oven', 'zeppelin'])?.known).toBe(0.5);
    expect(table?.embed(['oven', 'oven'])?.known).toBe(1);
  });

  it.each([[[]], [['zeppelin']]])('gives nothing for a text it knows no word of: %j', (terms) => {
    expect(table?.embed(terms)).toBeUndefined();
  });

  it('gives nothing for words that cancel each other out', () => {
    expect(decodeWordVectors(tableOf({ up: [1, 1], down: [-1, -1] }))?.embed(['up', 'down'])).toBeUndefined();
  });

  it('is read wherever in memory it stands', () => {
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    expect(decodeWordVectors(shifted.subarray(3))?.embed(['oven'])).toEqual(table?.embed(['oven']));
  });
});

describe('a file that is no table', () => {
  it.each([
    ['nothing', new Uint8Array()],
    ['text', new TextEncoder().encode('words, words\n\nwords')],
    ['another format', new TextEncoder().encode('{"format":"other","dimensions":2,"terms":0}\n\n')],
    [
      'dimensions that are no number',
      new TextEncoder().encode('{"format":"signpost-vectors-1","dimensions":"2","terms":0}\n\n'),
    ],
  ])('gives none: %s', (_name, file) => {
    expect(decodeWordVectors(file)).toBeUndefined();
  });

  it('gives none when it is cut short or goes on, wherever', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: bytes.length - 1 }), (length) => {
        expect(decodeWordVectors(bytes.slice(0, length))).toBeUndefined();
      }),
    );
    expect(decodeWordVectors(new Uint8Array([...bytes, 0]))).toBeUndefined();
  });
});

describe('the shipped table', () => {
  const shipped = decodeWordVectors(readFileSync('vectors/skills.bin'));

  it('is at most 8 MB', () => {
    expect(readFileSync('vectors/skills.bin').length).toBeLessThanOrEqual(8_000_000);
  });

  it.each([
    ['docker', 'contain', 'invoic'],
    ['postgr', 'databas', 'sculptur'],
    ['bug', 'debug', 'wedding'],
  ])('has %s nearer to %s than to %s', (word, near, far) => {
    const [a, b, c] = [word, near, far].map((term) => shipped?.embed([term])?.vector ?? new Float32Array());
    expect(cosine(a ?? new Float32Array(), b ?? new Float32Array())).toBeGreaterThan(
      cosine(a ?? new Float32Array(), c ?? new Float32Array()),
    );
  });
});
