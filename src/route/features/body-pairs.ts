/** Share of the request's word pairs that stand side by side in the body, each by its idf. */

import type { Feature } from './feature.ts';

export const bodyPairs: Feature = {
  label: 'neighbouring words in body',
  kind: 'phrase',
  range: [0, 1],
  compute({ request: { pairs }, profile }) {
    const held = profile.body.held(pairs);
    let found = 0;
    let total = 0;
    for (const { text, weight } of pairs) {
      total += weight;
      if (held.has(text)) found += weight;
    }
    return total === 0 ? 0 : found / total;
  },
};
