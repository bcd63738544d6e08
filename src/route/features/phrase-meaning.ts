/** Cosine to the nearest of a hundred triggers and examples, or clause of the description. */

import type { Feature } from './feature.ts';

export const phraseMeaning: Feature = {
  label: 'meaning of the nearest trigger, example or clause',
  kind: 'meaning',
  range: [0, 1],
  compute: ({ meaning }) => meaning?.similarity.said ?? 0,
};
