/** Lexical retrieval from postings in arrays: the scores of MiniSearch, bit for bit. */

import type { Candidate, Field, Retriever } from '../contracts/search.ts';
import { applyCorrections, BOOSTS, bm25, bm25Idf, correct, FIELDS, ROUTED_BY } from '../retrieve/index.ts';
import { isWithinEdits } from '../text/index.ts';
import { type FieldPostings, forEachHolder, holds, POSTING, type TermPostings } from './postings.ts';
import type { TermTable } from './terms.ts';

/** What a retriever reads. */
export interface Postings {
  /** Number of documents. */
  readonly size: number;
  /** How many documents these are some of: scores are as among all of them (default: `size`). */
  readonly among?: number;
  /** The id of a place: places are in the order of ids. */
  readonly idAt: (place: number) => string;
  readonly terms: TermTable;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
}

/**
 * Make a retriever over packed postings.
 *
 * @param postings
 *   What `packPostings` laid out.
 * @returns
 *   A retriever that gives what the one over the same documents in MiniSearch gives.
 */
export function createPackedRetriever({ size, among = size, idAt, terms, fields }: Postings): Retriever {
  const holders = (term: number): Set<number> => {
    const places = new Set<number>();
    for (const field of ROUTED_BY) forEachHolder(fields[field].of(term), (place) => places.add(place));
    return places;
  };
  /** A term may also stand in none of the fields, but in what sends requests on. */
  const isHeld = (id: number): boolean => id !== -1 && FIELDS.some((field) => fields[field].documentsWith(id) > 0);
  const near = (term: string, edits: number): Map<string, number> => {
    const counts = new Map<string, number>();
    const [first = ''] = term;
    // Only what begins with the same letter is asked for.
    terms.forEachBeginning(first, (id, other) => {
      if (!isWithinEdits(term, other, edits)) return;
      const count = holders(id).size;
      if (count > 0) counts.set(other, count);
    });
    return counts;
  };
  return {
    size,
    retrieve(query, limit) {
      const corrections = correct(query, (term) => isHeld(terms.idOf(term)), near);
      const read = applyCorrections(query, corrections);
      const known = read.terms.map((term) => ({ term, id: terms.idOf(term) })).filter(({ id }) => isHeld(id));
      // Read once: all that is kept of them may not be enough for the terms of a long request.
      const lists = FIELDS.map((field) => known.map(({ id }) => fields[field].of(id)));
      const scores = FIELDS.map((field, at) => {
        const idfs = known.map(({ id }) => bm25Idf(among, fields[field].documentsWith(id)));
        return scoreField(fields[field], lists[at] ?? [], idfs, size);
      });
      const names = known.map(({ term }) => term);
      return {
        query: read,
        candidates: bestOf(scores, limit).map((place) => candidateAt(place, idAt(place), names, lists, scores)),
        documentFrequency: countDocuments(names, lists, size),
        corrections,
      };
    },
  };
}

/** In the order of the known terms of a request: the documents that hold each. */
type Lists = readonly TermPostings[];

/** By document; 0 for one that holds none of the terms. */
type Scores = Float64Array;

/** The score of every document in one field: the sum over terms, times the number of terms it holds. */
function scoreField(
  { lengths, averageLength }: FieldPostings,
  lists: Lists,
  idfs: readonly number[],
  size: number,
): Scores {
  const scores = new Float64Array(size);
  const matched = new Uint16Array(size);
  for (const [index, list] of lists.entries()) {
    const idf = idfs[index] ?? 0;
    for (let at = 0; at < list.length; at += POSTING) {
      const place = list[at] ?? 0;
      const count = list[at + 1] ?? 0;
      scores[place] = (scores[place] ?? 0) + bm25(idf, count, lengths[place] ?? 0, averageLength);
      matched[place] = (matched[place] ?? 0) + 1;
    }
  }
  for (let place = 0; place < size; place++) scores[place] = (scores[place] ?? 0) * (matched[place] ?? 0);
  return scores;
}

/** The places with the highest sums, ties in the order of places; one that holds no term has none. */
function bestOf(scores: readonly Scores[], limit: number): number[] {
  const best: { readonly place: number; readonly total: number }[] = [];
  const totals = new Float64Array(scores[0]?.length ?? 0);
  for (const [at, field] of FIELDS.entries()) {
    const own = scores[at] ?? totals;
    const boost = BOOSTS[field];
    for (let place = 0; place < totals.length; place++)
      totals[place] = (totals[place] ?? 0) + (own[place] ?? 0) * boost;
  }
  for (let place = 0; place < totals.length; place++) {
    const total = totals[place] ?? 0;
    const last = best[limit - 1];
    if (total <= 0 || (last && total <= last.total)) continue;
    let at = best.length;
    while (at > 0 && total > (best[at - 1]?.total ?? 0)) at--;
    best.splice(at, 0, { place, total });
    if (best.length > limit) best.pop();
  }
  return best.map(({ place }) => place);
}

/** What was found of a document, the lists of each field in the order of fields. */
function candidateAt(
  place: number,
  id: string,
  terms: readonly string[],
  fields: readonly Lists[],
  scores: readonly Scores[],
): Candidate {
  const fieldScores: Partial<Record<Field, number>> = {};
  const matches = new Map<string, Field[]>();
  let total = 0;
  for (const [at, field] of FIELDS.entries()) {
    const score = scores[at]?.[place] ?? 0;
    if (score === 0) continue;
    fieldScores[field] = score;
    total += score * BOOSTS[field];
    for (const [index, list] of (fields[at] ?? []).entries()) {
      const term = terms[index];
      if (term === undefined || !holds(list, place)) continue;
      const before = matches.get(term);
      if (before) before.push(field);
      else matches.set(term, [field]);
    }
  }
  return { id, score: total, fieldScores, matches };
}

/** In how many documents each term stands, whatever the field. */
function countDocuments(terms: readonly string[], fields: readonly Lists[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  // By document the last term that was found in it: a set for each term takes far longer.
  const last = new Uint32Array(size);
  for (const [index, term] of terms.entries()) {
    let count = 0;
    for (const lists of fields) {
      const list = lists[index] ?? NO_POSTINGS;
      for (let at = 0; at < list.length; at += POSTING) {
        const place = list[at] ?? 0;
        if (last[place] === index + 1) continue;
        last[place] = index + 1;
        count++;
      }
    }
    counts.set(term, count);
  }
  return counts;
}

const NO_POSTINGS = new Uint32Array();
