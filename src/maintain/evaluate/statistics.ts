/** The statistics of an evaluation. Pure. */

import type { Share } from '../../domain/evaluation.ts';

/** The 97.5 % quantile of the normal distribution. */
const Z = 1.959963984540054;

/**
 * A share with its 95 % interval.
 *
 * Wilson 1927, "Probable inference, the law of succession, and statistical inference": unlike p ± z·√(p(1−p)/n) it stays
 * within [0, 1] and holds for few rows.
 *
 * @param hits
 *   0 to `rows`.
 * @param rows
 *   0 or more; of no rows nothing is known: the interval is [0, 1].
 * @example
 *   shareOf(8, 10).low.toFixed(2); // '0.49'
 */
export function shareOf(hits: number, rows: number): Share {
  if (rows === 0) return { value: 0, hits, rows, low: 0, high: 1 };
  const value = hits / rows;
  const square = Z * Z;
  const centre = (value + square / (2 * rows)) / (1 + square / rows);
  const half = (Z / (1 + square / rows)) * Math.sqrt((value * (1 - value)) / rows + square / (4 * rows * rows));
  return { value, hits, rows, low: Math.max(0, centre - half), high: Math.min(1, centre + half) };
}

/**
 * How likely a difference of two systems on the same rows is by chance.
 *
 * McNemar 1947, exact: of the rows on which they differ, each is as likely to be won as lost.
 *
 * @param won
 *   Rows only the new system has right, 0 or more.
 * @param lost
 *   Rows only the old one has.
 * @returns
 *   The two-sided probability, in [0, 1]; 1 when they do not differ.
 * @example
 *   mcNemar(9, 1).toFixed(3); // '0.021'
 */
export function mcNemar(won: number, lost: number): number {
  const count = won + lost;
  if (count === 0) return 1;
  let tail = 0;
  // Logarithms, because the number of ways overflows.
  let ways = -count * Math.LN2;
  for (let k = 0; k <= Math.min(won, lost); k++) {
    if (k > 0) ways += Math.log(count - k + 1) - Math.log(k);
    tail += Math.exp(ways);
  }
  return Math.min(1, 2 * tail);
}

/**
 * Expected calibration error: how far confidence is from the share that is right, over bins of equal width, weighted by
 * how many rows they hold (Naeini et al. 2015).
 *
 * @param rows
 *   Confidence in [0, 1], and whether it was right. Of no rows the error is 0.
 */
export function calibrationError(
  rows: readonly { readonly confidence: number; readonly right: boolean }[],
  bins = 10,
): number {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, right: 0 }));
  for (const { confidence, right } of rows) {
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (!bin) continue;
    bin.count++;
    bin.confidence += confidence;
    if (right) bin.right++;
  }
  return (
    sums.reduce((error, { confidence, right }) => error + Math.abs(confidence - right), 0) / Math.max(1, rows.length)
  );
}
