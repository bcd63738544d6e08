/** Statistics against values that were computed elsewhere. */

import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationError, mcNemar, shareOf } from '../../../src/maintain/evaluate/statistics.ts';

describe('shareOf', () => {
  // R 4: prop.test(x, n, correct = FALSE)$conf.int
  it.each([
    [8, 10, 0.4902, 0.9433],
    [0, 10, 0, 0.2775],
    [10, 10, 0.7225, 1],
    [228, 296, 0.719, 0.8146],
  ])('%i of %i lies between %f and %f', (hits, rows, low, high) => {
    const share = shareOf(hits, rows);
    expect(share.low).toBeCloseTo(low, 3);
    expect(share.high).toBeCloseTo(high, 3);
  });

  it('says nothing of no rows', () => expect(shareOf(0, 0)).toEqual({ value: 0, hits: 0, rows: 0, low: 0, high: 1 }));

  it('holds the share itself, within [0, 1]', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (a, b) => {
        const { value, low, high } = shareOf(Math.min(a, b), Math.max(a, b));
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(value).toBeGreaterThanOrEqual(low - 1e-12);
        if (a + b > 0) expect(value).toBeLessThanOrEqual(high + 1e-12);
      }),
    );
  });
});

describe('mcNemar', () => {
  // R 4: binom.test(won, won + lost)$p.value
  it.each([
    [9, 1, 0.02148],
    [1, 9, 0.02148],
    [5, 5, 1],
    [0, 0, 1],
    [6, 0, 0.03125],
    [30, 10, 0.002221],
  ])('%i won and %i lost are chance with %f', (won, lost, chance) => expect(mcNemar(won, lost)).toBeCloseTo(chance, 4));

  it('does not overflow', () => expect(mcNemar(3000, 2800)).toBeGreaterThan(0));
});

describe('calibrationError', () => {
  const rows = (confidence: number, right: number, wrong: number) => [
    ...Array.from({ length: right }, () => ({ confidence, right: true })),
    ...Array.from({ length: wrong }, () => ({ confidence, right: false })),
  ];

  it.each([
    ['no rows', [], 0],
    ['confidence that is right', rows(0.75, 3, 1), 0],
    ['confidence that is too high', rows(0.95, 1, 1), 0.45],
    ['two bins, weighted by their rows', [...rows(0.95, 3, 0), ...rows(0.25, 1, 0)], (3 * 0.05 + 0.75) / 4],
    ['certainty', rows(1, 2, 0), 0],
  ])('is known for %s', (_name, given, error) => expect(calibrationError(given)).toBeCloseTo(error, 10));
});
