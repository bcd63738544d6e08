/** Lexical retrieval: MiniSearch over the five fields of a reference. The only file that knows MiniSearch. */

import MiniSearch from 'minisearch';
import type { Candidate, Field, Query, Retriever, SearchDocument } from '../contracts/search.ts';
import { analyze } from '../text/index.ts';

/** Every field, with its boost in the order of candidates. */
const BOOSTS: Readonly<Record<Field, number>> = { name: 2, triggers: 2, description: 1.5, headings: 0.7, body: 0.5 };
const FIELDS = Object.keys(BOOSTS) as Field[];
/** A slip is only read as a word a reference is routed by: bodies hold almost any word. */
const ROUTED_BY: readonly Field[] = ['name', 'triggers', 'description'];
/**
 * Occurrences of a term in a body that are indexed. BM25 saturates, so that further ones hardly move a score; on the
 * labelled catalogues they moved nothing, and they are most of the work of opening.
 */
const MOST_IN_BODY = 3;
/** An unknown term of this many characters may be one edit from a known one, of `LONG` characters two. */
const SHORTEST_CORRECTED = 5;
/** What it is read as has at least this many: short words are all alike. */
const SHORTEST_CORRECTION = 6;
const LONG = 8;
/** Comparing costs far more than looking up: a request with more unknown terms than this is no slip of a finger. */
const MOST_CORRECTED = 12;

/**
 * Make a retriever over documents.
 *
 * @param documents
 *   The indexed form of each reference; ids are unique. The order does not matter.
 * @returns
 *   A retriever whose scores are MiniSearch's BM25+ scores, field by field.
 * @example
 *   const retriever = createLexicalRetriever(documents);
 *   retriever.retrieve(parseQuery('dbt Cloud'), 5).candidates[0]?.id;
 */
export function createLexicalRetriever(documents: readonly SearchDocument[]): Retriever {
  const vocabulary = new Set<string>();
  const index = new MiniSearch<SearchDocument>({
    fields: FIELDS,
    tokenize(text, field) {
      const terms = analyze(text);
      if (field !== 'body') {
        for (const term of terms) vocabulary.add(term);
        return terms;
      }
      const counts = new Map<string, number>();
      return terms.filter((term) => {
        const count = (counts.get(term) ?? 0) + 1;
        counts.set(term, count);
        if (count === 1) vocabulary.add(term);
        return count <= MOST_IN_BODY;
      });
    },
    // `analyze` has done it all.
    processTerm: (term) => term,
    searchOptions: { tokenize: (joined) => joined.split(' ') },
  });
  // In id order, because insertion order moves the last bit of a score.
  index.addAll([...documents].sort((a, b) => (a.id < b.id ? -1 : 1)));

  return {
    size: documents.length,
    retrieve(query, limit) {
      const corrections = correct(index, vocabulary, query);
      const read = corrections.size === 0 ? query : applyCorrections(query, corrections);
      const known = read.terms.filter((term) => vocabulary.has(term)).join(' ');
      const found = new Map<string, Found>();
      for (const field of known === '' ? [] : FIELDS) collect(index, field, known, found);
      return {
        query: read,
        candidates: rank(found, limit),
        documentFrequency: countDocuments(found),
        corrections,
      };
    },
  };
}

/** A candidate while its fields are searched one after the other. */
interface Found {
  readonly id: string;
  score: number;
  readonly fieldScores: Partial<Record<Field, number>>;
  readonly matches: Map<string, Field[]>;
}

function collect(index: MiniSearch<SearchDocument>, field: Field, terms: string, found: Map<string, Found>): void {
  for (const { id, score, queryTerms } of index.search(terms, { fields: [field] })) {
    let candidate = found.get(id);
    if (!candidate) {
      candidate = { id, score: 0, fieldScores: {}, matches: new Map() };
      found.set(id, candidate);
    }
    candidate.fieldScores[field] = score;
    candidate.score += score * BOOSTS[field];
    for (const term of queryTerms) {
      const fields = candidate.matches.get(term);
      if (fields) fields.push(field);
      else candidate.matches.set(term, [field]);
    }
  }
}

function rank(found: ReadonlyMap<string, Found>, limit: number): Candidate[] {
  return [...found.values()].sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1)).slice(0, limit);
}

function countDocuments(found: ReadonlyMap<string, Found>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { matches } of found.values()) {
    for (const term of matches.keys()) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

/** Unknown terms read as the nearest known one: the most common in the index wins, ties by the term. */
function correct(
  index: MiniSearch<SearchDocument>,
  vocabulary: ReadonlySet<string>,
  query: Query,
): ReadonlyMap<string, string> {
  const corrections = new Map<string, string>();
  const unknown = query.terms.filter((term) => !vocabulary.has(term) && /^[a-z]+$/.test(term));
  for (const term of unknown.filter(({ length }) => length >= SHORTEST_CORRECTED).slice(0, MOST_CORRECTED)) {
    const best = nearest(index, term, 1) ?? (term.length >= LONG ? nearest(index, term, 2) : undefined);
    if (best !== undefined) corrections.set(term, best);
  }
  return corrections;
}

function nearest(index: MiniSearch<SearchDocument>, term: string, edits: number): string | undefined {
  const counts = new Map<string, number>();
  for (const { terms } of index.search(term, { fuzzy: edits, fields: [...ROUTED_BY] })) {
    // People rarely mistake the first letter, and a word with another one, or a far shorter one, is seldom meant.
    for (const other of terms) {
      if (other[0] !== term[0] || other.length < SHORTEST_CORRECTION) continue;
      counts.set(other, (counts.get(other) ?? 0) + 1);
    }
  }
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0]?.[0];
}

function applyCorrections(query: Query, corrections: ReadonlyMap<string, string>): Query {
  const sequence = query.sequence.map((term) => corrections.get(term) ?? term);
  return { text: query.text, terms: [...new Set(sequence)], sequence };
}
