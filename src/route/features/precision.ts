/** Share of the description found in the request. */

import { shareOfTerms } from '../shares.ts';
import type { Feature } from './feature.ts';

export const precision: Feature = {
  label: 'description covered by the request',
  kind: 'words',
  range: [0, 1],
  compute: ({ request, profile }) => shareOfTerms(request, profile.description),
};
