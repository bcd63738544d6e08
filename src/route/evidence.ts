/** Computes the features of a candidate, and their weighted sum. */

import { FEATURE_LIST, type FeatureName } from './features/all.ts';
import type { FeatureInput } from './features/feature.ts';

/** A number of each feature, within its range. */
export type Features = Readonly<Record<FeatureName, number>>;

/** Objects of one shape, and one that has all its keys before they are computed: engines are slower with others. */
const COMPUTED = FEATURE_LIST.map(([name, { compute }]) => ({ name, compute }));
const NONE = Object.fromEntries(FEATURE_LIST.map(([name]) => [name, 0])) as Record<FeatureName, number>;

/** Compute the features of a candidate. */
export function featuresOf(input: FeatureInput): Features {
  const features = { ...NONE };
  for (const { name, compute } of COMPUTED) features[name] = compute(input, features);
  return features;
}

/** The weighted sum of features, 0 at the least. */
export function scoreOf(features: Features, weights: Features): number {
  let score = 0;
  // Without a list of the names: this is done for every candidate.
  for (const name in weights) score += weights[name as FeatureName] * features[name as FeatureName];
  return Math.max(0, score);
}
