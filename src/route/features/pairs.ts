/** Share of the request's word pairs that stand side by side in name, description, triggers or examples. */

import type { Feature } from './feature.ts';

export const pairs: Feature = {
  label: 'neighbouring words',
  kind: 'phrase',
  range: [0, 1],
  compute: ({ request, profile }) =>
    request.pairs.length === 0 ? 0 : profile.routingBigrams.held(request.pairs).size / request.pairs.length,
};
