/** Embedders that reach a server or keep files: they need Node, and hold to the contract of `models/`. */

export { type CacheOptions, cacheEmbeddings } from './cache-embeddings.ts';
export { createOpenAiEmbedder } from './openai-embedder.ts';
export type { OpenAiEmbedderOptions } from './openai-options.ts';
