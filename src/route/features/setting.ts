/** How many of the languages and dependencies at hand it names, n as n / (n + 2). */

import type { Feature } from './feature.ts';

export const setting: Feature = {
  label: 'languages and dependencies at hand',
  kind: 'context',
  range: [0, 1],
  // No labelled request comes with either.
  byHand: 2,
  compute: ({ context, profile }) => context?.setting(profile) ?? 0,
};
