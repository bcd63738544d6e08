/** Share of the request found in name, description, triggers and examples. */

import { shareOfRequest } from '../shares.ts';
import type { Feature } from './feature.ts';

export const coverage: Feature = {
  label: 'request covered by name, description and triggers',
  kind: 'words',
  range: [0, 1],
  compute: ({ request, profile }) => shareOfRequest(request, profile.routingTerms),
};
