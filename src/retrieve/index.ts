/** Ways to find candidates, each behind the `Retriever` interface. */

export { createLexicalRetriever } from './lexical.ts';
export {
  createSemanticIndex,
  type RelatedTerm,
  type SemanticDocument,
  type SemanticIndex,
  type Similarity,
} from './semantic.ts';
export { decodeWordVectors, type Embedding, type WordVectors } from './word-vectors.ts';
