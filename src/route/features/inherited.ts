/** Share of the turns before that a follow-up inherits, each further back counting less. */

import type { Feature } from './feature.ts';

export const inherited: Feature = {
  label: 'inherited from the turns before',
  kind: 'context',
  range: [0, 1],
  // No labelled request comes with turns before it.
  byHand: 4,
  compute: ({ context, profile }) => context?.inherited(profile) ?? 0,
};
