import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../src/embedders/retry-delay.ts';

const NOW = Date.parse('Wed, 21 Oct 2026 07:28:00 GMT');

describe('retryDelayMs', () => {
  it('doubles up to ten seconds', () => {
    expect([1, 2, 3, 4, 5, 6, 7, 11].map((attempt) => retryDelayMs(attempt, undefined, NOW))).toEqual([
      250, 500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000,
    ]);
  });

  it.each([
    { asked: '3', expected: 3_000 },
    { asked: ' 1.5 ', expected: 1_500 },
    { asked: '0', expected: 0 },
    { asked: '3600', expected: 10_000 },
    { asked: '9'.repeat(400), expected: 10_000 },
    { asked: 'Wed, 21 Oct 2026 07:28:02 GMT', expected: 2_000 },
    { asked: 'Wed, 21 Oct 2026 08:28:00 GMT', expected: 10_000 },
    { asked: 'Wed, 21 Oct 2026 07:27:00 GMT', expected: 0 },
  ])('waits as long as the server asks for, within limits: $asked', ({ asked, expected }) => {
    expect(retryDelayMs(2, asked, NOW)).toBe(expected);
  });

  it.each(['', 'soon', '-5', '2000-01-01', 'NaN', 'Infinity'])('does not listen to `%s`', (asked) => {
    expect(retryDelayMs(2, asked, NOW)).toBe(500);
  });
});
