/** A reference found by what it is called, and read in parts. Pure. */

export { excerptOf } from './excerpt.ts';
export { beginningOf, findReference } from './find-reference.ts';
