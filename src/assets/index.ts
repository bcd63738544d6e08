/** What ships with the package beside its code. */

export { shippedVectors } from './shipped-vectors.ts';
