/** Postings in arrays: for each field and term the documents that hold it, and how often. */

import type { Field } from '../../domain/search.ts';
import { runningMean } from '../../search/bm25.ts';
import { byField, MOST_IN_BODY } from '../../search/fields.ts';
import { createCache } from './cache.ts';
import type { Section, Sections } from './container.ts';

/** The documents that hold a term: the place of each, rising, and behind it how often it does. */
export type TermPostings = Uint32Array;

/** The postings of one field. */
export interface FieldPostings {
  /** Number of documents that hold a term. */
  documentsWith(term: number): number;
  /** Those of a term. */
  of(term: number): TermPostings;
  /** By document: how many different terms the field has. */
  readonly lengths: Uint32Array;
  /** Mean of `lengths`, as MiniSearch comes to it. */
  readonly averageLength: number;
}

/** What an empty list weighs: some 200 bytes. */
const LEAST_WEIGHT = 50;
/** Numbers of a posting. */
export const POSTING = 2;
/** Numbers of lists that are kept of a field: requests have terms in common, and the common ones have the long lists. */
const KEPT_NUMBERS = 12_000_000;

/**
 * Put the postings of a field into sections.
 *
 * @param field
 *   Which field.
 * @param documents
 *   The terms of the field, document by document.
 * @param terms
 *   How many terms there are in all fields.
 */
export function packPostings(
  sections: Map<string, Section>,
  field: Field,
  documents: readonly Uint32Array[],
  terms: number,
): void {
  const most = mostIn(field);
  const counted = documents.map((sequence) => countsOf(sequence, most));
  const starts = new Uint32Array(terms + 1);
  for (const counts of counted) for (const term of counts.keys()) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const postings = new Uint32Array((starts[terms] ?? 0) * POSTING);
  const next = starts.slice(0, terms);
  for (const [place, counts] of counted.entries()) {
    for (const [term, count] of counts) {
      const at = next[term] ?? 0;
      next[term] = at + 1;
      postings[at * POSTING] = place;
      postings[at * POSTING + 1] = count;
    }
  }
  sections
    .set(`${field}.starts`, starts)
    .set(`${field}.postings`, postings)
    .set(
      `${field}.lengths`,
      Uint32Array.from(counted, ({ size }) => size),
    )
    .set(`${field}.average`, Float64Array.of(runningMean(counted.map(({ size }) => size))));
}

/**
 * Turn the postings of a field back.
 *
 * @param documents
 *   How many there are.
 * @returns
 *   The terms of the field, document by document, in the order of terms: each as often as its posting counts it.
 */
export function unpackPostings(sections: Sections, field: Field, documents: number): Uint32Array[] {
  const starts = sections.uint32(`${field}.starts`);
  const postings = sections.uint32(`${field}.postings`);
  const sizes = new Uint32Array(documents);
  for (let at = 0; at < postings.length; at += POSTING) {
    const place = postings[at] ?? 0;
    sizes[place] = (sizes[place] ?? 0) + (postings[at + 1] ?? 0);
  }
  const unpacked = Array.from(sizes, (size) => new Uint32Array(size));
  const next = new Uint32Array(documents);
  for (let term = 0; term + 1 < starts.length; term++) {
    for (let at = (starts[term] ?? 0) * POSTING; at < (starts[term + 1] ?? 0) * POSTING; at += POSTING) {
      const [place, count] = [postings[at] ?? 0, postings[at + 1] ?? 0];
      const from = next[place] ?? 0;
      next[place] = from + count;
      unpacked[place]?.fill(term, from, from + count);
    }
  }
  return unpacked;
}

/** Read the postings of every field. */
export function postingsOf(sections: Sections): Readonly<Record<Field, FieldPostings>> {
  return byField((field) => fieldPostingsOf(sections, field));
}

function fieldPostingsOf(sections: Sections, field: Field): FieldPostings {
  const starts = sections.uint32(`${field}.starts`);
  const kept = createCache<number, TermPostings>(KEPT_NUMBERS, weightOf);
  return {
    documentsWith: (term) => (starts[term + 1] ?? 0) - (starts[term] ?? 0),
    of(term) {
      const before = kept.get(term);
      if (before) return before;
      const unit = POSTING * 4;
      const piece = sections.piece(`${field}.postings`, (starts[term] ?? 0) * unit, (starts[term + 1] ?? 0) * unit);
      const postings = new Uint32Array(piece.buffer, piece.byteOffset, piece.length / 4);
      kept.set(term, postings);
      return postings;
    },
    lengths: sections.uint32(`${field}.lengths`),
    averageLength: sections.float64(`${field}.average`)[0] ?? 0,
  };
}

/** What keeping a list takes, in numbers: one of nothing is an object, too. */
export function weightOf({ length }: TermPostings): number {
  return length + LEAST_WEIGHT;
}

/** How often a document holds a term. */
export function countIn(postings: TermPostings, document: number): number {
  let low = 0;
  let high = postings.length / POSTING;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((postings[middle * POSTING] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return postings[low * POSTING] === document ? (postings[low * POSTING + 1] ?? 0) : 0;
}

/** Visit the places of the documents that hold a term. */
export function forEachHolder(postings: TermPostings, visit: (place: number) => void): void {
  for (let at = 0; at < postings.length; at += POSTING) visit(postings[at] ?? 0);
}

/** Occurrences of a term that count in a field. */
export function mostIn(field: Field): number {
  return field === 'body' ? MOST_IN_BODY : Number.POSITIVE_INFINITY;
}

/** How often each term stands in a sequence, occurrences past a number left out. */
export function countsOf<Term>(sequence: Iterable<Term>, most: number): Map<Term, number> {
  const counts = new Map<Term, number>();
  for (const term of sequence) {
    const count = counts.get(term) ?? 0;
    if (count < most) counts.set(term, count + 1);
  }
  return counts;
}
