/** What ships with the package beside its code. */

export type { WantedVectors, WordVectors } from '../retrieve/index.ts';
export { findShippedVectors, packableVectors, shippedVectors, wantedVectors } from './shipped-vectors.ts';
