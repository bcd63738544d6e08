/** The trigger, example, title or quoted phrase with most of itself in the request; short ones damped. */

import { ofBestPhrase } from '../best-phrase.ts';
import type { Feature } from './feature.ts';

export const phrase: Feature = {
  label: 'best phrase',
  kind: 'phrase',
  range: [0, 1],
  ...ofBestPhrase(({ phrases }) => phrases),
};
