/** Share of the request found in name, description, triggers and examples; a missing word counts by the cosine of the nearest there. */

import type { PreparedRequest } from '../prepare-request.ts';
import type { Feature } from './feature.ts';

export const relatedCoverage: Feature = {
  label: 'request covered by words near in meaning, too',
  kind: 'meaning',
  range: [0, 1],
  compute: ({ request, meaning }, { coverage = 0 }) => (meaning ? nearShare(request, meaning.near) : coverage),
};

function nearShare({ importance, weights }: PreparedRequest, near: Float64Array): number {
  if (importance.total === 0) return 0;
  let sum = 0;
  for (const [at, weight] of weights.entries()) sum += (near[at] ?? 0) * weight;
  return sum / importance.total;
}
