/** What writes and judges documents. */

export { type GenerateIndexOptions, generateIndex } from './index-blocks/generate-index.ts';
