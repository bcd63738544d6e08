/** Lexical retrieval from postings in arrays: the scores of MiniSearch, bit for bit. */

import type { Candidate, Field, Retriever } from '../../domain/search.ts';
import { bm25, bm25Idf, bm25Share } from '../../search/bm25.ts';
import { applyCorrections, correct } from '../../search/corrections.ts';
import { BOOSTS, FIELDS, ROUTED_BY } from '../../search/fields.ts';
import { isWithinEdits } from '../../text/did-you-mean.ts';
import { countIn, type FieldPostings, forEachHolder, POSTING, type TermPostings } from './postings.ts';
import type { TermTable } from './terms.ts';

/** What a retriever reads. */
export interface Postings {
  /** Number of documents. */
  readonly size: number;
  /** The id of a place: places are in the order of ids. */
  readonly idAt: (place: number) => string;
  readonly terms: TermTable;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
  /** In how many documents a term stands, whatever the field, where that is known (default: it is counted). */
  readonly documentsHolding?: (term: number) => number;
}

/**
 * Make a retriever over packed postings.
 *
 * @param postings
 *   What `packPostings` laid out.
 * @returns
 *   A retriever that gives what the one over the same documents in MiniSearch gives.
 */
export function createPackedRetriever(postings: Postings): Retriever {
  const { size, idAt, terms, fields, documentsHolding } = postings;
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
      const asked = FIELDS.map((field): AskedField => {
        const own = fields[field];
        return {
          field,
          lengths: own.lengths,
          averageLength: own.averageLength,
          lists: known.map(({ id }) => own.of(id)),
          idfs: known.map(({ id }) => bm25Idf(size, own.documentsWith(id))),
        };
      });
      const places = bestOf(totalsOf(asked, size), limit);
      const names = known.map(({ term }) => term);
      return {
        query: read,
        candidates: places.map((place) => candidateAt(place, idAt(place), names, asked)),
        documentFrequency: documentsHolding
          ? new Map(known.map(({ term, id }) => [term, documentsHolding(id)]))
          : countDocuments(names, asked, size),
        corrections,
      };
    },
  };
}

/** A field, with the known terms of a request. */
interface AskedField extends Pick<FieldPostings, 'lengths' | 'averageLength'> {
  readonly field: Field;
  /** The documents that hold each term. */
  readonly lists: readonly TermPostings[];
  readonly idfs: readonly number[];
}

/**
 * The score of every document; 0 for one that holds none of the terms.
 *
 * Of each field it is the sum over terms, times the number of terms the document holds there, times what the field counts.
 */
function totalsOf(asked: readonly AskedField[], size: number): Float64Array {
  const { totals, scores, matched } = roomFor(asked[0]?.lengths, size);
  for (const { field, lengths, averageLength, lists, idfs } of asked) {
    const shares = sharesOf(lengths, averageLength);
    for (const [index, list] of lists.entries()) {
      const idf = idfs[index] ?? 0;
      for (let at = 0; at < list.length; at += POSTING) {
        const place = list[at] ?? 0;
        const count = list[at + 1] ?? 0;
        const length = lengths[place] ?? 0;
        const share =
          count <= MOST_TABLED
            ? (shares[length * MOST_TABLED + count - 1] ?? 0)
            : bm25Share(count, length, averageLength);
        scores[place] = (scores[place] ?? 0) + idf * share;
        matched[place] = (matched[place] ?? 0) + 1;
      }
    }
    const boost = BOOSTS[field];
    const take = (place: number): void => {
      const terms = matched[place] ?? 0;
      if (terms === 0) return;
      totals[place] = (totals[place] ?? 0) + (scores[place] ?? 0) * terms * boost;
      scores[place] = 0;
      matched[place] = 0;
    };
    // Few documents hold a short request, nearly all a long one: whichever are fewer are looked at, and left as they were found.
    if (lists.reduce((sum, list) => sum + list.length, 0) / POSTING < size) {
      for (const list of lists) for (let at = 0; at < list.length; at += POSTING) take(list[at] ?? 0);
    } else for (let place = 0; place < size; place++) take(place);
  }
  return totals;
}

/** What the scores of all documents are summed in. */
interface Room {
  readonly totals: Float64Array;
  /** Of one field; all 0 between two of them, as are the next. */
  readonly scores: Float64Array;
  /** How many terms each document holds there. */
  readonly matched: Uint16Array;
}

const rooms = new WeakMap<Uint32Array, Room>();

/** One for all requests over the same documents, told by the lengths of a field: arrays of that size are what makes V8 collect garbage. */
function roomFor(lengths: Uint32Array | undefined, size: number): Room {
  const known = lengths && rooms.get(lengths);
  if (known?.totals.length === size) {
    known.totals.fill(0);
    return known;
  }
  const room = { totals: new Float64Array(size), scores: new Float64Array(size), matched: new Uint16Array(size) };
  if (lengths) rooms.set(lengths, room);
  return room;
}

/** Counts of a term up to which shares stand in a table: of a body no more are counted. */
const MOST_TABLED = 3;
const tables = new WeakMap<Uint32Array, Float64Array>();

/** By length, then by count from 1 on, what a term counts for an idf of 1: a division for each posting would take as long as all else. */
function sharesOf(lengths: Uint32Array, averageLength: number): Float64Array {
  const known = tables.get(lengths);
  if (known) return known;
  let longest = 0;
  for (const length of lengths) longest = Math.max(longest, length);
  const shares = new Float64Array((longest + 1) * MOST_TABLED);
  for (let at = 0; at < shares.length; at++) {
    shares[at] = bm25Share(1 + (at % MOST_TABLED), Math.floor(at / MOST_TABLED), averageLength);
  }
  tables.set(lengths, shares);
  return shares;
}

/** The places with the highest scores, ties in the order of places; one that holds no term has none. */
function bestOf(totals: Float64Array, limit: number): number[] {
  const best: { readonly place: number; readonly total: number }[] = [];
  let least = 0;
  for (let place = 0; place < totals.length; place++) {
    const total = totals[place] ?? 0;
    if (total <= least) continue;
    let at = best.length;
    while (at > 0 && total > (best[at - 1]?.total ?? 0)) at--;
    best.splice(at, 0, { place, total });
    if (best.length > limit) best.pop();
    if (best.length === limit) least = best.at(-1)?.total ?? 0;
  }
  return best.map(({ place }) => place);
}

/** What was found of a document: its scores are summed as those of all were. */
function candidateAt(place: number, id: string, terms: readonly string[], asked: readonly AskedField[]): Candidate {
  const fieldScores: Partial<Record<Field, number>> = {};
  const matches = new Map<string, Field[]>();
  let total = 0;
  for (const { field, lengths, averageLength, lists, idfs } of asked) {
    let score = 0;
    let matched = 0;
    for (const [index, list] of lists.entries()) {
      const count = countIn(list, place);
      const term = terms[index];
      if (count === 0 || term === undefined) continue;
      score += bm25(idfs[index] ?? 0, count, lengths[place] ?? 0, averageLength);
      matched++;
      const before = matches.get(term);
      if (before) before.push(field);
      else matches.set(term, [field]);
    }
    if (matched === 0) continue;
    fieldScores[field] = score * matched;
    total += score * matched * BOOSTS[field];
  }
  return { id, score: total, fieldScores, matches };
}

/** In how many documents each term stands, whatever the field. */
function countDocuments(terms: readonly string[], asked: readonly AskedField[], size: number): Map<string, number> {
  const counts = new Map<string, number>();
  // By document the last term that was found in it: a set for each term takes far longer.
  const last = new Uint32Array(size);
  for (const [index, term] of terms.entries()) {
    let count = 0;
    for (const { lists } of asked) {
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
