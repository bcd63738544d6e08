/** Share of the name's character trigrams found in the request: slips, other forms and parts of a word. */

import type { Feature } from './feature.ts';

export const spelling: Feature = {
  label: 'spelling',
  kind: 'words',
  range: [0, 1],
  compute({ request, profile: { trigrams } }) {
    let found = 0;
    for (const trigram of trigrams) if (request.trigrams.has(trigram)) found++;
    return trigrams.size === 0 ? 0 : found / trigrams.size;
  },
};
