/** Semantic retrieval: how near a request is to what a reference says of itself, to its passages, to its phrases. */

import { bestOf, type FindNearest } from './nearest.ts';
import { embedEach, passagesOf } from './passages.ts';
import { cosine } from './products.ts';
import type { Embedding, WordVectors } from './word-vectors.ts';

/** A reference as terms; each part may be made when it is first asked for. */
export interface SemanticDocument {
  readonly id: string;
  /** Name, description, triggers and examples. */
  readonly whole: readonly string[];
  /** Triggers, examples, quotations and the clauses of the description, one by one. */
  readonly said: readonly (readonly string[])[];
  readonly body: readonly string[];
}

/** Cosines in [-1, 1], each times the share of the request that is known; 0 where there is nothing to compare. */
export interface Similarity {
  readonly whole: number;
  /** To the nearest passage of the body, 0 or more. */
  readonly passage: number;
  /** To the nearest of what is said, 0 or more. */
  readonly said: number;
}

/** A term of the catalog that is near another in meaning. */
export interface RelatedTerm {
  readonly term: string;
  /** In [`LEAST_RELATED`, 1]. */
  readonly cosine: number;
}

/** Compares requests with documents by meaning. */
export interface SemanticIndex {
  /** The request as a vector; `undefined` when none of its terms is known. */
  embed(terms: readonly string[]): Embedding | undefined;
  /** Ids of the nearest documents by `whole`, nearest first, ties by id; none that is not near at all. */
  nearest(request: Embedding, limit: number): string[];
  similarity(request: Embedding, id: string): Similarity;
  /** The terms of the catalog nearest to a term, nearest first, itself left out. */
  related(term: string): readonly RelatedTerm[];
}

/** A document that shares no word with a request has to be as near to be put forward. */
export const NEAR = 0.05;
/** Terms below this cosine share a subject, not a meaning. */
const LEAST_RELATED = 0.35;
const MOST_RELATED = 40;
/** Requests come in the same words again and again; past this many the table starts again. */
const RELATED_KEPT = 4096;

/** Vectors of documents, by their place in the order of ids. */
export interface DocumentVectors {
  /** In the order of ids. */
  readonly ids: readonly string[];
  /** The place of a document, or `undefined`. */
  placeOf(id: string): number | undefined;
  /** Of length 1; `undefined` when none of its terms is known. */
  whole(place: number): Float32Array | undefined;
  /** Finds the nearest wholes; one that has no direction has a cosine of 0. */
  readonly nearest: FindNearest;
  /** Passages of the body. */
  passages(place: number): readonly Float32Array[];
  said(place: number): readonly Float32Array[];
}

const NO_COSINES = new Float64Array();
const NOTHING: Similarity = { whole: 0, passage: 0, said: 0 };

/**
 * Make a semantic index.
 *
 * @param documents
 *   The references; nothing is computed before a request comes.
 * @param vocabulary
 *   The terms references are routed by.
 * @param vectors
 *   The table of words.
 */
export function createSemanticIndex(
  documents: readonly SemanticDocument[],
  vocabulary: Iterable<string>,
  vectors: WordVectors,
): SemanticIndex {
  const embedded = embedLazily(documents, vectors);
  return semanticIndexOf(embedded, () => vocabularyOf(vocabulary, vectors), vectors);
}

/** Terms that the table of words knows. */
export interface Vocabulary {
  /** The row of each. */
  readonly rows: Int32Array;
  /** The term of a place in `rows`. */
  termAt(place: number): string;
}

/** The terms of a vocabulary that a table of words knows. */
function vocabularyOf(terms: Iterable<string>, vectors: WordVectors): Vocabulary {
  const known = [...terms].map((term) => ({ term, row: vectors.rowOf(term) })).filter(({ row }) => row !== -1);
  return { rows: Int32Array.from(known, ({ row }) => row), termAt: (place) => known[place]?.term ?? '' };
}

/** The same over vectors from anywhere; the vocabulary is asked for once. */
export function semanticIndexOf(
  documents: DocumentVectors,
  vocabulary: () => Vocabulary,
  vectors: WordVectors,
): SemanticIndex {
  return {
    embed: (terms) => vectors.embed(terms),
    nearest({ vector, known: share }, limit) {
      return documents
        .nearest(vector, limit, 0)
        .filter((near) => share * near.cosine >= NEAR)
        .map(({ place }) => documents.ids[place] ?? '');
    },
    similarity({ vector, known: share }, id) {
      const place = documents.placeOf(id);
      if (place === undefined) return NOTHING;
      const whole = documents.whole(place);
      return {
        whole: whole ? share * cosine(vector, whole) : 0,
        passage: share * best(vector, documents.passages(place)),
        said: share * best(vector, documents.said(place)),
      };
    },
    related: relatedAmong(vocabulary, vectors),
  };
}

/** The vectors of documents, each made when it is first asked for. */
export function embedLazily(unsorted: readonly SemanticDocument[], vectors: WordVectors): DocumentVectors {
  const documents = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : 1));
  const ids = documents.map(({ id }) => id);
  const places = new Map(ids.map((id, place) => [id, place]));
  const at = (place: number): SemanticDocument => documents[place] ?? EMPTY;
  const whole = kept((place) => vectors.embed(at(place).whole)?.vector);
  return {
    ids,
    placeOf: (id) => places.get(id),
    whole,
    nearest(vector, limit, least, isAsked) {
      const cosines = Float64Array.from(ids, (_, place) => {
        const own = whole(place);
        return own ? cosine(vector, own) : 0;
      });
      return bestOf(cosines, limit, least, isAsked);
    },
    passages: kept((place) => embedEach(passagesOf(at(place).body), vectors)),
    said: kept((place) => embedEach(at(place).said, vectors)),
  };
}

const EMPTY: SemanticDocument = { id: '', whole: [], said: [], body: [] };

/** What is made for a place is made once. */
function kept<T>(make: (place: number) => T): (place: number) => T {
  const made: { readonly value: T }[] = [];
  return (place) => {
    made[place] ??= { value: make(place) };
    return made[place].value;
  };
}

/** Looks up the terms of a vocabulary that are near a term. */
function relatedAmong(vocabulary: () => Vocabulary, vectors: WordVectors): SemanticIndex['related'] {
  const answers = new Map<string, readonly RelatedTerm[]>();
  let known: Vocabulary | undefined;
  return (term) => {
    const before = answers.get(term);
    if (before) return before;
    const own = vectors.rowOf(term);
    known ??= vocabulary();
    const { rows, termAt } = known;
    const found: RelatedTerm[] = [];
    const cosines = own === -1 ? NO_COSINES : vectors.cosinesTo(own, rows);
    for (let place = 0; place < cosines.length; place++) {
      const near = cosines[place] ?? 0;
      if (near >= LEAST_RELATED && rows[place] !== own) found.push({ term: termAt(place), cosine: near });
    }
    const answer = bestRelated(found);
    if (answers.size >= RELATED_KEPT) answers.clear();
    answers.set(term, answer);
    return answer;
  };
}

function bestRelated(found: RelatedTerm[]): RelatedTerm[] {
  return found.sort((a, b) => b.cosine - a.cosine || (a.term < b.term ? -1 : 1)).slice(0, MOST_RELATED);
}

function best(request: Float32Array, vectors: readonly Float32Array[]): number {
  let most = 0;
  for (const vector of vectors) most = Math.max(most, cosine(request, vector));
  return most;
}
