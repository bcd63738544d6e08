/** Ways to find candidates, each behind the `Retriever` interface. */

export { createLexicalRetriever } from './lexical.ts';
