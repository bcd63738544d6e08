/** Candidates and trees in, a decision out. Pure. */

export { type Profile, profileOf } from './profile.ts';
export { createRouter } from './route.ts';
