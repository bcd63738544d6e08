import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trigramsOf } from '../../src/text/ngrams.ts';

describe('trigrams', () => {
  it('are those of each word, its ends included', () => {
    expect([...trigramsOf('dbt Run')]).toEqual(['^db', 'dbt', 'bt$', '^ru', 'run', 'un$']);
  });

  it('of a slip are mostly those of the word', () => {
    const [right, slip] = ['kubernetes', 'kubernets'].map(trigramsOf);
    const shared = [...(right ?? [])].filter((trigram) => slip?.has(trigram)).length;
    expect(shared / (right?.size ?? 1)).toBeGreaterThan(0.6);
  });

  it.each(['', '?! … 🍞'])('are none without a letter or a digit: "%s"', (text) => {
    expect(trigramsOf(text).size).toBe(0);
  });

  it('are of three characters, and no more than a text has, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 2000 }), (text) => {
        const trigrams = trigramsOf(text);
        expect(trigrams.size).toBeLessThanOrEqual(1200);
        for (const trigram of trigrams) expect(trigram).toHaveLength(3);
      }),
    );
  });
});
