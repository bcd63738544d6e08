/** Share of the description found in the request; of the triggers for a reference without a description. */

import { shareOfTerms } from '../shares.ts';
import type { Feature } from './feature.ts';

export const statement: Feature = {
  label: 'description or triggers covered by the request',
  kind: 'words',
  range: [0, 1],
  // Of most references it is the description.
  compute: ({ request, profile }, { precision = 0 }) =>
    profile.descriptionOrTriggers === profile.description
      ? precision
      : shareOfTerms(request, profile.descriptionOrTriggers),
};
