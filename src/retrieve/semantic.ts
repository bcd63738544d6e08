/** Semantic retrieval: how near a request is to what a reference says of itself, to its passages, to its phrases. */

import { cosine, type Embedding, type WordVectors } from './word-vectors.ts';

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

/** Terms of a passage. */
const PASSAGE = 100;
/** Passages of a body that are compared. */
const MOST_PASSAGES = 24;
/** A document that shares no word with a request has to be as near to be put forward. */
const NEAR = 0.05;
/** Terms below this cosine share a subject, not a meaning. */
const LEAST_RELATED = 0.35;
const MOST_RELATED = 40;
/** Requests come in the same words again and again; past this many the table starts again. */
const RELATED_KEPT = 4096;

/** The vectors of one document, each made when it is first asked for. */
interface Embedded {
  readonly document: SemanticDocument;
  whole: Float32Array | undefined | null;
  passages: readonly Float32Array[] | undefined;
  said: readonly Float32Array[] | undefined;
}

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
  const known = new Map<string, Embedded>(
    [...documents]
      .sort((a, b) => (a.id < b.id ? -1 : 1))
      .map((document) => [document.id, { document, whole: null, passages: undefined, said: undefined }]),
  );
  const wholeOf = (embedded: Embedded): Float32Array | undefined => {
    if (embedded.whole === null) embedded.whole = vectors.embed(embedded.document.whole)?.vector;
    return embedded.whole;
  };
  const embedAll = (texts: readonly (readonly string[])[]) =>
    texts.flatMap((terms) => vectors.embed(terms)?.vector ?? []);
  return {
    embed: (terms) => vectors.embed(terms),
    nearest({ vector, known: share }, limit) {
      const near: { readonly id: string; readonly value: number }[] = [];
      for (const [id, embedded] of known) {
        const whole = wholeOf(embedded);
        const value = whole ? share * cosine(vector, whole) : 0;
        if (value >= NEAR) near.push({ id, value });
      }
      return near
        .sort((a, b) => b.value - a.value)
        .slice(0, limit)
        .map(({ id }) => id);
    },
    similarity({ vector, known: share }, id) {
      const embedded = known.get(id);
      if (!embedded) return NOTHING;
      embedded.passages ??= embedAll(passagesOf(embedded.document.body));
      embedded.said ??= embedAll(embedded.document.said);
      const whole = wholeOf(embedded);
      return {
        whole: whole ? share * cosine(vector, whole) : 0,
        passage: share * best(vector, embedded.passages),
        said: share * best(vector, embedded.said),
      };
    },
    related: relatedAmong(vocabulary, vectors),
  };
}

/** Looks up the terms of a vocabulary that are near a term; the rows are laid side by side by the first look. */
function relatedAmong(vocabulary: Iterable<string>, vectors: WordVectors): SemanticIndex['related'] {
  const answers = new Map<string, readonly RelatedTerm[]>();
  let rows: readonly { readonly term: string; readonly vector: Float32Array }[] | undefined;
  const rowsOf = () =>
    [...vocabulary].flatMap((term) => {
      const vector = vectors.embed([term])?.vector;
      return vector ? [{ term, vector }] : [];
    });
  return (term) => {
    const before = answers.get(term);
    if (before) return before;
    const own = vectors.embed([term])?.vector;
    rows ??= rowsOf();
    const found: RelatedTerm[] = [];
    for (const row of own ? rows : []) {
      const near = row.term === term ? 0 : cosine(own ?? row.vector, row.vector);
      if (near >= LEAST_RELATED) found.push({ term: row.term, cosine: near });
    }
    const answer = found.sort((a, b) => b.cosine - a.cosine || (a.term < b.term ? -1 : 1)).slice(0, MOST_RELATED);
    if (answers.size >= RELATED_KEPT) answers.clear();
    answers.set(term, answer);
    return answer;
  };
}

function best(request: Float32Array, vectors: readonly Float32Array[]): number {
  let most = 0;
  for (const vector of vectors) most = Math.max(most, cosine(request, vector));
  return most;
}

function passagesOf(terms: readonly string[]): (readonly string[])[] {
  const passages: (readonly string[])[] = [];
  for (let at = 0; at < terms.length && passages.length < MOST_PASSAGES; at += PASSAGE) {
    passages.push(terms.slice(at, at + PASSAGE));
  }
  return passages;
}
