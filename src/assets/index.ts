/** What ships with the package beside its code. */

export { findShippedVectors, readShippedVectors, shippedVectors } from './shipped-vectors.ts';
