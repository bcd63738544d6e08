/** The fitted numbers of the router: `weights.json`, made by `npm run fit-weights`. */

import type { Features } from './evidence.ts';
import weights from './weights.json' with { type: 'json' };

/** What the confidence of a candidate is computed from. */
export type ConfidenceInput =
  | 'share'
  | 'coverage'
  | 'statement'
  | 'spoken'
  | 'meaning'
  | 'passageMeaning'
  | 'relatedCoverage';
/** What tells whether anything in the catalog answers, by the first candidate. */
export type ScopeInput =
  | Exclude<ConfidenceInput, 'share'>
  | 'fullCoverage'
  | 'phraseMeaning'
  | 'bodyPairs'
  | 'spelling'
  | 'known'
  | 'neighborhoodSimilarity';

/** A logistic function: a constant, and a weight for each input. */
export type Logistic<Input extends string> = Readonly<Record<Input | 'constant', number>>;

/** The numbers that go together: fitted with vectors, or without. */
export interface Parameters {
  /** What each feature counts in a score. */
  readonly evidence: Readonly<Record<keyof Features, number>>;
  readonly confidence: Logistic<ConfidenceInput>;
  readonly scope: Logistic<ScopeInput>;
  /** Below this probability that anything answers the router abstains. */
  readonly abstainBelow: number;
}

/** By whether there are vectors. */
export const PARAMETERS: Readonly<Record<'lexical' | 'full', Parameters>> = weights;
