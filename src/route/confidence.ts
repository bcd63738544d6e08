/** Scores → confidence: how sure the router is of a candidate. */

import type { Features } from './evidence.ts';

/**
 * Parameters of the logistic below, fitted beside the weights of the evidence on whether the first candidate was
 * right, requests that belong to another catalogue included. `excluded` is set by hand.
 */
const LOGISTIC = { constant: -4, lead: 2.6, coverage: 3, precision: 4.3, phrase: 2, excluded: -3 } as const;

/**
 * The share of each candidate if exactly one of them were right: a softmax over scores, which is what the weights
 * of the evidence were fitted for.
 *
 * @param scores
 *   Scores of one request, in any order.
 * @returns
 *   Shares that sum to 1; none for no score.
 */
export function sharesOf(scores: readonly number[]): number[] {
  const top = Math.max(...scores);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}

/**
 * How sure the router is that a candidate answers the request.
 *
 * A logistic function of the candidate's share (so that a close second counts against it) and of features
 * that do not depend on the others (so that the best of a bad lot stays low).
 *
 * @param features
 *   The candidate's features.
 * @param share
 *   Its share among the candidates, in [0, 1].
 * @returns
 *   A number in [0, 1]: 0.02 for a candidate with no share, coverage, precision or phrase.
 */
export function confidenceOf(features: Features, share: number): number {
  const { constant, lead, coverage, precision, phrase, excluded } = LOGISTIC;
  const spoken = Math.max(features.phrase, features.branch);
  const sum =
    constant +
    lead * share +
    coverage * features.coverage +
    precision * features.statement +
    phrase * spoken +
    excluded * Math.max(features.exclusion, features.notFor);
  return 1 / (1 + Math.exp(-sum));
}
