/** What retrieval reads and gives: documents of fields, queries of terms, candidates. */

/** The searchable parts of a reference. */
export type Field = 'name' | 'triggers' | 'description' | 'headings' | 'body';

/** The indexed form of a reference. */
export type SearchDocument = Readonly<Record<Field, string>> & {
  readonly id: string;
};

/** A request after analysis. */
export interface Query {
  /** As it is read: of a long one its ends, without what only machines read. */
  readonly text: string;
  /** Distinct normalised terms in order of first appearance, stop words left out. */
  readonly terms: readonly string[];
  /** The same terms with repetitions, in order. */
  readonly sequence: readonly string[];
}

/** What retrieval puts forward. */
export interface Candidate {
  readonly id: string;
  /** Sum of `fieldScores`, each times its field's boost: unbounded, comparable within one query only. */
  readonly score: number;
  /** BM25+ score of each field that matched. */
  readonly fieldScores: Readonly<Partial<Record<Field, number>>>;
  /** Query terms found, and the fields they were found in. */
  readonly matches: ReadonlyMap<string, readonly Field[]>;
}

/** Candidates, and what retrieval learnt about the query on the way. */
export interface Retrieval {
  /** The query with unknown terms read as known ones. */
  readonly query: Query;
  /** Best first, ties by id. */
  readonly candidates: readonly Candidate[];
  /** Number of documents that hold each query term in any field; a term nobody holds is absent. */
  readonly documentFrequency: ReadonlyMap<string, number>;
  /** Terms nobody holds, and the known term each was read as. */
  readonly corrections: ReadonlyMap<string, string>;
}

/** Where candidates come from. */
export interface Retriever {
  /** Number of documents that can be retrieved. */
  readonly size: number;
  /**
   * Find the documents that share terms with a query.
   *
   * @param query
   *   The request after analysis. Without terms there are no candidates.
   * @param limit
   *   How many candidates at the most (a whole number, 1 or more).
   */
  retrieve(query: Query, limit: number): Retrieval;
}
