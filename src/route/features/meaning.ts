/** Cosine to name, description, triggers and examples together. */

import type { Feature } from './feature.ts';

export const meaning: Feature = {
  label: 'meaning of name, triggers and description',
  kind: 'meaning',
  range: [-1, 1],
  compute: ({ meaning }) => meaning?.similarity.whole ?? 0,
};
