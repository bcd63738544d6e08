/** Scores → probabilities: how sure the router is of a candidate, and that anything in the catalog answers. */

import type { Features } from './evidence.ts';
import type { ConfidenceInput, Logistic, Parameters, ScopeInput } from './parameters.ts';
import { BRANCH_LOG_ODDS, EXCLUSION_LOG_ODDS, FILE_LOG_ODDS, NULL_SCORE } from './thresholds.ts';

/**
 * The share of each candidate if one of them, or none, were right: a softmax over scores, which is what the weights of
 * the evidence were fitted for.
 *
 * @param scores
 *   Scores of one request, in any order.
 * @returns
 *   Shares that sum to less than 1; none for no score.
 */
export function sharesOf(scores: readonly number[]): number[] {
  const top = scores.reduce((most, score) => Math.max(most, score), NULL_SCORE);
  const powers = scores.map((score) => Math.exp(score - top));
  const sum = powers.reduce((total, power) => total + power, Math.exp(NULL_SCORE - top));
  return powers.map((power) => power / sum);
}

/**
 * How sure the router is that a candidate answers the request: a logistic function (Platt 1999, "Probabilistic
 * Outputs for Support Vector Machines") of the candidate's share, so that a close second counts against it, and of
 * features that do not depend on the others, so that the best of a bad lot stays low.
 *
 * @param features
 *   The candidate's features.
 * @param share
 *   Its share among the candidates, in [0, 1].
 * @param parameters
 *   Fitted on labelled requests, so that of the requests with a confidence of 0.7 seven in ten are right.
 * @returns
 *   A number in [0, 1].
 */
export function confidenceOf(features: Features, share: number, parameters: Parameters): number {
  return logistic(parameters.confidence, confidenceInputs(features, share), excluded(features));
}

/**
 * How sure the router is that anything in the catalog answers the request, whether or not the first candidate does.
 *
 * @param features
 *   The features of the first candidate.
 * @param known
 *   Share of the request's terms that the vectors know, in [0, 1]; 0 without vectors.
 * @param neighborhoodSimilarity
 *   Mean cosine of the request to the nearest references, in [-1, 1]; 0 without vectors.
 * @param parameters
 *   Fitted on requests with an answer, beside requests of other catalogues and such that have none.
 * @returns
 *   A number in [0, 1].
 */
export function scopeOf(
  features: Features,
  known: number,
  neighborhoodSimilarity: number,
  parameters: Parameters,
): number {
  return logistic(
    parameters.scope,
    scopeInputs(features, known, neighborhoodSimilarity),
    excluded(features) + BRANCH_LOG_ODDS * Math.max(features.branch, features.exact) + FILE_LOG_ODDS * features.files,
  );
}

/** The inputs of `confidenceOf`, by name. */
export function confidenceInputs(features: Features, share: number): Readonly<Record<ConfidenceInput, number>> {
  const { coverage, statement, meaning, passageMeaning, relatedCoverage } = features;
  return { share, coverage, statement, spoken: spokenIn(features), meaning, passageMeaning, relatedCoverage };
}

/** The inputs of `scopeOf`, by name. */
export function scopeInputs(
  features: Features,
  known: number,
  neighborhoodSimilarity: number,
): Readonly<Record<ScopeInput, number>> {
  const { coverage, fullCoverage, relatedCoverage, statement, bodyPairs, spelling } = features;
  const { meaning, passageMeaning, phraseMeaning } = features;
  const spoken = spokenIn(features);
  return {
    ...{ coverage, fullCoverage, relatedCoverage, statement, spoken, bodyPairs, spelling },
    ...{ meaning, passageMeaning, phraseMeaning, known, neighborhoodSimilarity },
  };
}

function excluded({ exclusion, notFor }: Features): number {
  return EXCLUSION_LOG_ODDS * Math.max(exclusion, notFor);
}

/** The author's words for when to come here: a trigger, or the condition of a branch. */
function spokenIn({ phrase, branch }: Features): number {
  return Math.max(phrase, branch);
}

function logistic<Input extends string>(
  weights: Logistic<Input>,
  inputs: Readonly<Record<Input, number>>,
  more: number,
): number {
  let sum = weights.constant + more;
  for (const name in inputs) sum += weights[name] * inputs[name];
  return 1 / (1 + Math.exp(-sum));
}
