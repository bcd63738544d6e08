/** Lexical retrieval: MiniSearch over the five fields of a reference. The only file that knows MiniSearch. */

import MiniSearch from 'minisearch';
import type { Candidate, Field, Retriever, SearchDocument } from '../contracts/search.ts';
import { analyze } from '../text/index.ts';
import { applyCorrections, correct } from './corrections.ts';
import { BOOSTS, FIELDS, MOST_IN_BODY, ROUTED_BY } from './fields.ts';

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
      const corrections = correct(
        query,
        (term) => vocabulary.has(term),
        (term, edits) => countNear(index, term, edits),
      );
      const read = applyCorrections(query, corrections);
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

function countNear(index: MiniSearch<SearchDocument>, term: string, edits: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { terms } of index.search(term, { fuzzy: edits, fields: [...ROUTED_BY] })) {
    for (const other of terms) counts.set(other, (counts.get(other) ?? 0) + 1);
  }
  return counts;
}
