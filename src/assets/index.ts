/** What ships with the package beside its code. */

export { readShippedVectors, shippedVectors } from './shipped-vectors.ts';
