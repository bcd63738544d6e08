/** The best condition under which another description sends requests here: "For audits, see seo-audit". */

import { bestPhrase } from '../best-phrase.ts';
import type { Feature } from './feature.ts';

export const received: Feature = {
  label: 'sent here by another description',
  kind: 'context',
  range: [0, 1],
  compute: ({ request, profile }) => bestPhrase(profile.received, request)?.value ?? 0,
};
