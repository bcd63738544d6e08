/** Postings in arrays: for each field and term the documents that hold it, and how often. */

import type { Field } from '../contracts/search.ts';
import { FIELDS, MOST_IN_BODY } from '../retrieve/index.ts';
import type { Section, Sections } from './container.ts';

/** The postings of one field. */
export interface FieldPostings {
  /** By term: where its postings begin, and at the end where the last end. */
  readonly starts: Uint32Array;
  /** Places of documents, rising within a term. */
  readonly documents: Uint32Array;
  /** How often the document holds the term. */
  readonly counts: Uint32Array;
  /** By document: how many different terms the field has. */
  readonly lengths: Uint32Array;
  /** Mean of `lengths`, as MiniSearch comes to it. */
  readonly averageLength: number;
}

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
  documents: readonly (readonly number[])[],
  terms: number,
): void {
  const most = field === 'body' ? MOST_IN_BODY : Number.POSITIVE_INFINITY;
  const counted = documents.map((sequence) => countsOf(sequence, most));
  const starts = new Uint32Array(terms + 1);
  for (const counts of counted) for (const term of counts.keys()) starts[term + 1] = (starts[term + 1] ?? 0) + 1;
  for (let term = 0; term < terms; term++) starts[term + 1] = (starts[term + 1] ?? 0) + (starts[term] ?? 0);
  const total = starts[terms] ?? 0;
  const places = new Uint32Array(total);
  const frequencies = new Uint32Array(total);
  const next = starts.slice(0, terms);
  for (const [place, counts] of counted.entries()) {
    for (const [term, count] of counts) {
      const at = next[term] ?? 0;
      next[term] = at + 1;
      places[at] = place;
      frequencies[at] = count;
    }
  }
  sections
    .set(`${field}.starts`, starts)
    .set(`${field}.documents`, places)
    .set(`${field}.counts`, frequencies)
    .set(
      `${field}.lengths`,
      Uint32Array.from(counted, ({ size }) => size),
    )
    .set(`${field}.average`, Float64Array.of(averageOf(counted.map(({ size }) => size))));
}

/** Read the postings of every field. */
export function postingsOf(sections: Sections): Readonly<Record<Field, FieldPostings>> {
  const read = (field: Field): FieldPostings => ({
    starts: sections.uint32(`${field}.starts`),
    documents: sections.uint32(`${field}.documents`),
    counts: sections.uint32(`${field}.counts`),
    lengths: sections.uint32(`${field}.lengths`),
    averageLength: sections.float64(`${field}.average`)[0] ?? 0,
  });
  return Object.fromEntries(FIELDS.map((field) => [field, read(field)])) as Record<Field, FieldPostings>;
}

/** How often a document holds a term: 0 when it does not. */
export function countIn({ starts, documents, counts }: FieldPostings, term: number, document: number): number {
  let [low, high] = [starts[term] ?? 0, starts[term + 1] ?? 0];
  const end = high;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] ?? 0) < document) low = middle + 1;
    else high = middle;
  }
  return low < end && documents[low] === document ? (counts[low] ?? 0) : 0;
}

function countsOf(sequence: readonly number[], most: number): Map<number, number> {
  const counts = new Map<number, number>();
  for (const term of sequence) {
    const count = counts.get(term) ?? 0;
    if (count < most) counts.set(term, count + 1);
  }
  return counts;
}

/** MiniSearch keeps a running mean, and the last bit of a score depends on how a mean was come to. */
function averageOf(lengths: readonly number[]): number {
  let average = 0;
  for (const [count, length] of lengths.entries()) average = (average * count + length) / (count + 1);
  return average;
}
