/** What a process keeps of the version it reads: numbers of every document, and what requests asked for lately. */

import { type DocumentVectors, type SemanticIndex, semanticIndexOf } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { type Cache, createCache } from '../pack/cache.ts';
import type { FieldLists } from './blocks.ts';
import type { StoredDocument } from './stored-document.ts';
import type { TermCount } from './term-counts.ts';
import type { Version } from './version.ts';

/** A version, and what is kept of it. */
export interface Reader {
  readonly version: Version;
  readonly vectors: WordVectors | undefined;
  readonly related: SemanticIndex['related'] | undefined;
  readonly kept: {
    readonly counts: Cache<string, TermCount>;
    readonly lists: Cache<string, FieldLists>;
    readonly near: Cache<string, ReadonlyMap<string, number>>;
    readonly documents: Cache<number, StoredDocument>;
    readonly places: Cache<string, number>;
  };
}

const MOST_COUNTS = 20_000;
/** Numbers of postings: some 96 MB, and as much again of the generation before. The lists of common terms are long, and asked for always. */
const MOST_NUMBERS = 24_000_000;
const MOST_NEAR = 1000;
const MOST_DOCUMENTS = 2000;
const MOST_PLACES = 20_000;

/** Make the reader of a version. */
export function createReader(version: Version, vectors: WordVectors | undefined): Reader {
  return {
    version,
    vectors,
    related: vectors && relatedIn(version.layout.vocabulary, vectors),
    kept: {
      counts: createCache(MOST_COUNTS),
      lists: createCache(MOST_NUMBERS, (lists) => Object.values(lists).reduce((sum, { length }) => sum + length, 1)),
      near: createCache(MOST_NEAR),
      documents: createCache(MOST_DOCUMENTS),
      places: createCache(MOST_PLACES),
    },
  };
}

/** Related terms, looked up once for all requests. */
function relatedIn(vocabulary: readonly string[], vectors: WordVectors): SemanticIndex['related'] {
  const none: DocumentVectors = {
    ids: [],
    placeOf: () => undefined,
    whole: () => undefined,
    nearest: () => [],
    passages: () => [],
    said: () => [],
  };
  const rows = () => Int32Array.from(vocabulary, (term) => vectors.rowOf(term));
  return semanticIndexOf(none, () => ({ rows: rows(), termAt: (at) => vocabulary[at] ?? '' }), vectors).related;
}
