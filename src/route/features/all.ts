/** The features of the evidence: the place to add one. */

import { bodyPairs } from './body-pairs.ts';
import { bodyScore } from './body-score.ts';
import { branch } from './branch.ts';
import { coverage } from './coverage.ts';
import { descriptionScore } from './description-score.ts';
import { exact } from './exact.ts';
import { exclusion } from './exclusion.ts';
import type { Feature } from './feature.ts';
import { files } from './files.ts';
import { fullCoverage } from './full-coverage.ts';
import { inherited } from './inherited.ts';
import { meaning } from './meaning.ts';
import { notFor } from './not-for.ts';
import { pairs } from './pairs.ts';
import { passageMeaning } from './passage-meaning.ts';
import { phrase } from './phrase.ts';
import { phraseMeaning } from './phrase-meaning.ts';
import { precision } from './precision.ts';
import { received } from './received.ts';
import { relatedCoverage } from './related-coverage.ts';
import { setting } from './setting.ts';
import { spelling } from './spelling.ts';
import { statement } from './statement.ts';
import { triggersScore } from './triggers-score.ts';

/** By name, in the order in which they are computed and an explanation names them: some read the values of those before them. */
export const FEATURES = {
  triggersScore,
  descriptionScore,
  bodyScore,
  coverage,
  relatedCoverage,
  fullCoverage,
  precision,
  statement,
  pairs,
  bodyPairs,
  spelling,
  phrase,
  exact,
  branch,
  exclusion,
  notFor,
  received,
  files,
  inherited,
  setting,
  meaning,
  passageMeaning,
  phraseMeaning,
} as const satisfies Readonly<Record<string, Feature>>;

export type FeatureName = keyof typeof FEATURES;

/** The table as a list. */
export const FEATURE_LIST = Object.entries(FEATURES) as readonly (readonly [name: FeatureName, feature: Feature])[];
