/** Cosine to the nearest 100 words of the body. */

import type { Feature } from './feature.ts';

export const passageMeaning: Feature = {
  label: 'meaning of the nearest passage',
  kind: 'meaning',
  range: [0, 1],
  compute: ({ meaning }) => meaning?.similarity.passage ?? 0,
};
