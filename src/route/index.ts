/** Candidates and trees in, a decision out. Pure. */

export { type Families, familiesOf, type OutsideEvidence } from './assess.ts';
export { type PreparedBranch, prepareBranches } from './branch-match.ts';
export { type CatalogRouter, createCatalogRouter } from './catalog-router.ts';
export { degrade } from './degrade.ts';
export { type Preparable, preparablesOf, preparer } from './preparables.ts';
export {
  createProfile,
  type Neighbours,
  once,
  type Pair,
  type Phrase,
  type Prepared,
  type Profile,
} from './profile.ts';
export type { AllProfiles, Group, Profiles } from './profiles.ts';
export { createRouter, type Router } from './route.ts';
