/** BM25+ score of the description, scaled by the number of the request's terms and what they say. */

import type { Feature } from './feature.ts';

export const descriptionScore: Feature = {
  label: 'BM25+ in description',
  kind: 'words',
  range: [0, Number.POSITIVE_INFINITY],
  compute: ({ request, fieldScores }) => (fieldScores.description ?? 0) * request.scale,
};
