/** How much the best glob says that a file of the context matches. */

import type { Feature } from './feature.ts';

export const files: Feature = {
  label: 'files at hand',
  kind: 'context',
  range: [0, 1],
  // No labelled request comes with files.
  byHand: 3,
  compute: ({ context, profile }) => context?.files(profile) ?? 0,
};
