/** The best branch leading here: square of the share of its conditions found in the request. */

import type { Feature } from './feature.ts';

export const branch: Feature = {
  label: 'decision tree',
  kind: 'tree',
  range: [0, 1],
  // The labelled catalogues have no trees across files.
  byHand: 3,
  compute: ({ branch }) => branch?.value ?? 0,
  standsOn: ({ branch }) =>
    branch ? { branch: { owner: branch.branch.owner, conditions: branch.branch.conditions } } : {},
};
