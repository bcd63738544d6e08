/** Models that people bring: embedders, a cache for them, and rerankers held to a deadline. */

export { type CacheOptions, cacheEmbeddings } from './cache-embeddings.ts';
export { createNearness } from './nearness.ts';
export { createOpenAiEmbedder } from './openai-embedder.ts';
export type { OpenAiEmbedderOptions } from './openai-options.ts';
export { type RerankOutcome, rerankWithin } from './rerank-within.ts';
export { toEmbedder } from './to-embedder.ts';
