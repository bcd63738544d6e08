/** BM25+ score of triggers and examples, scaled by the number of the request's terms and what they say. */

import type { Feature } from './feature.ts';

export const triggersScore: Feature = {
  label: 'BM25+ in triggers',
  kind: 'words',
  range: [0, Number.POSITIVE_INFINITY],
  compute: ({ request, fieldScores }) => (fieldScores.triggers ?? 0) * request.scale,
};
