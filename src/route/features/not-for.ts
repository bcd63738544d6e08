/** The best phrase of `not_for`, as far as the request says it. */

import { ofBestPhrase } from '../best-phrase.ts';
import type { Feature } from './feature.ts';

export const notFor: Feature = {
  label: 'not for',
  kind: 'other',
  range: [0, 1],
  // The labelled catalogues have no `not_for`.
  byHand: -5,
  ...ofBestPhrase(({ notFor }) => notFor),
};
