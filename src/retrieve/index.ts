/** Ways to find candidates, each behind the `Retriever` interface. */

export { bm25, bm25Idf, bm25Share, runningMean } from './bm25.ts';
export { applyCorrections, correct } from './corrections.ts';
export { BOOSTS, byField, FIELDS, MOST_IN_BODY, ROUTED_BY } from './fields.ts';
export { createLexicalRetriever } from './lexical.ts';
export { bestAmong, bestOf, type FindNearest, type InBytes, inBytesOf, type Near, nearestIn } from './nearest.ts';
export { PLAIN_PRODUCTS, type Products } from './products.ts';
export {
  createSemanticIndex,
  type DocumentVectors,
  embedEach,
  embedLazily,
  NEAR,
  passagesOf,
  type RelatedTerm,
  type SemanticDocument,
  type SemanticIndex,
  type Similarity,
  semanticIndexOf,
  type Vocabulary,
} from './semantic.ts';
export { simdProducts } from './simd-products.ts';
export type { WantedVectors } from './wanted-vectors.ts';
export { decodeWordVectors, type Embedding, type WordVectors } from './word-vectors.ts';
