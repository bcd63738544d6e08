/** Candidates and trees in, a decision out. Pure. */

export type { OutsideEvidence } from './assess.ts';
export { type CatalogRouter, createCatalogRouter } from './catalog-router.ts';
export type { Profile } from './profile.ts';
export type { Router } from './route.ts';
