/** Lexical retrieval: MiniSearch over the five fields of a reference. The only file that knows MiniSearch. */

import MiniSearch from 'minisearch';
import type { Candidate, Field, Retriever, SearchDocument } from '../domain/search.ts';
import { analyze } from '../text/analyze.ts';
import { isWithinEdits } from '../text/did-you-mean.ts';
import { applyCorrections, correct, type TermsNear } from './corrections.ts';
import { BOOSTS, FIELDS, type FieldResult, MOST_IN_BODY, ROUTED_BY } from './fields.ts';

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
export function createLexicalRetriever(unsorted: readonly SearchDocument[]): Retriever {
  // In id order, because insertion order moves the last bit of a score.
  const documents = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : 1));
  const vocabulary = new Set<string>();
  const routedBy = new Set<string>();
  const index = new MiniSearch<SearchDocument>({
    fields: FIELDS,
    tokenize(text, field) {
      const terms = analyze(text);
      if (field !== 'body') {
        for (const term of terms) vocabulary.add(term);
        if (ROUTED_BY.includes(field as Field)) for (const term of terms) routedBy.add(term);
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
  index.addAll(documents);
  const search: Source['search'] = (field, terms) => index.search(terms.join(' '), { fields: [field] });
  const isKnown = (term: string) => vocabulary.has(term);
  const near = createNear(index, routedBy);

  return retrieverOf(documents.length, { isKnown, near, search });
}

/** What is retrieved from. */
interface Source {
  readonly isKnown: (term: string) => boolean;
  readonly near: TermsNear;
  /** The documents that hold any of some terms in a field. */
  readonly search: (field: Field, terms: readonly string[]) => readonly FieldResult[];
}

function retrieverOf(size: number, { isKnown, near, search }: Source): Retriever {
  return {
    size,
    retrieve(query, limit) {
      const corrections = correct(query, isKnown, near);
      const read = applyCorrections(query, corrections);
      const known = read.terms.filter(isKnown);
      const found = new Map<string, Found>();
      for (const field of known.length === 0 ? [] : FIELDS) collect(field, search(field, known), found);
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

function collect(field: Field, results: readonly FieldResult[], found: Map<string, Found>): void {
  for (const { id, score, queryTerms } of results) {
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

/**
 * Prepare to find terms near others.
 *
 * MiniSearch walks its tree for them, which for each takes as long as the search for all terms of a request. Whatever is meant begins
 * with the same letter: those few are looked through here, and counted there.
 */
function createNear(index: MiniSearch<SearchDocument>, routedBy: ReadonlySet<string>): TermsNear {
  let lists: ReadonlyMap<string, readonly string[]> | undefined;
  return (term, edits) => {
    lists ??= byFirstLetter(routedBy);
    const counts = new Map<string, number>();
    for (const other of lists.get(term.charAt(0)) ?? []) {
      if (!isWithinEdits(term, other, edits)) continue;
      counts.set(other, index.search(other, { fields: [...ROUTED_BY] }).length);
    }
    return counts;
  };
}

function byFirstLetter(terms: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const term of terms) {
    const known = lists.get(term.charAt(0));
    if (known) known.push(term);
    else lists.set(term.charAt(0), [term]);
  }
  return lists;
}
