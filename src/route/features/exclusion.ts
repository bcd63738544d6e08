/** The best sentence of the description that excludes or sends on, as far as the request says it. */

import { ofBestPhrase } from '../best-phrase.ts';
import type { Feature } from './feature.ts';

export const exclusion: Feature = {
  label: 'exclusion',
  kind: 'other',
  range: [0, 1],
  // What descriptions exclude is told by where they send it: beside `received` it was fitted to 0.
  byHand: -1,
  ...ofBestPhrase(({ exclusions }) => exclusions),
};
