/** Models that people bring: what an embedder and a reranker have to keep, and how long they are waited for. */

export { badOption, checkKeys, checkText, checkWhole } from './check-options.ts';
export { createCheckedEmbedder, MOST_DIMENSIONS } from './checked-embedder.ts';
export { embedderFailed } from './embedder-failed.ts';
export { messageOf, oneLine } from './foreign-text.ts';
export { createNearness } from './nearness.ts';
export { rerankWithin } from './rerank-within.ts';
export { toEmbedder } from './to-embedder.ts';
