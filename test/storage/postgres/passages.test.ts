/** Passages as they are kept come to the vectors their texts have, to the last bit. */

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embedEach, passagesOf } from '../../../src/search/vectors/passages.ts';
import { decodeWordVectors, type WordVectors } from '../../../src/search/vectors/word-vectors.ts';
import { encodePassages, passagesFrom } from '../../../src/storage/postgres/passages.ts';

const vectors = decodeWordVectors(readFileSync('vectors/skills.bin'));
if (!vectors) throw new Error('the shipped vectors can be read');

/** Some terms that the vectors know, and one they do not. */
const term = fc.constantFrom('deploy', 'test', 'key', 'server', 'rotat', 'qzqzqz');

describe('passages', () => {
  it('have the vectors of their terms', () => {
    fc.assert(
      fc.property(fc.array(term, { maxLength: 450 }), (body) => {
        expect(passagesFrom(encodePassages(body, vectors), vectors)).toEqual(embedEach(passagesOf(body), vectors));
      }),
      { numRuns: 50 },
    );
  });

  it.each([
    ['no body', [], 0],
    ['a body of unknown words', ['qzqzqz', 'qzqzq'], 0],
    ['as many passages as are compared', Array.from({ length: 5000 }, () => 'deploy'), 24],
  ])('of %s are counted', (_, body, count) => {
    expect(passagesFrom(encodePassages(body, vectors), vectors)).toHaveLength(count);
  });

  it('are of rows that need more than two bytes, too', () => {
    const rows = new Map([['last', 70_000]]);
    const large: Pick<WordVectors, 'rowOf' | 'size' | 'embedRows'> = {
      size: 70_001,
      rowOf: (word) => rows.get(word) ?? -1,
      embedRows: (own) => Float32Array.from(own),
    };
    expect(passagesFrom(encodePassages(['last', 'unknown', 'last'], large), large)).toEqual([
      Float32Array.of(70_000, 70_000),
    ]);
  });
});
