/** A reference read in parts. Pure. */

export { excerptOf } from './excerpt.ts';
