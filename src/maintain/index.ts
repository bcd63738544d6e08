/** What writes and judges documents. */

export { type GenerateIndexOptions, generateIndex } from './generate-index.ts';
