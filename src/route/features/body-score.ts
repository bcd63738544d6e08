/** BM25+ score of the body, scaled by the number of the request's terms and what they say. */

import type { Feature } from './feature.ts';

export const bodyScore: Feature = {
  label: 'BM25+ in body',
  kind: 'words',
  range: [0, Number.POSITIVE_INFINITY],
  compute: ({ request, fieldScores }) => (fieldScores.body ?? 0) * request.scale,
};
