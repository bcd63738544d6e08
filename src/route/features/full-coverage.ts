/** Share of the request found anywhere, headings and body included. */

import { shareOfRequest } from '../shares.ts';
import type { Feature } from './feature.ts';

export const fullCoverage: Feature = {
  label: 'request covered by the whole text',
  kind: 'words',
  range: [0, 1],
  compute: ({ request, matches }) => shareOfRequest(request, matches),
};
