/** The fields of a reference, and what each counts: the same for every retriever. */

import type { Field } from '../domain/search.ts';

/** A document found in a field, as MiniSearch tells of it. */
export interface FieldResult {
  readonly id: string;
  readonly score: number;
  readonly queryTerms: readonly string[];
}

/** Every field, with its boost in the order of candidates. */
export const BOOSTS: Readonly<Record<Field, number>> = {
  name: 2,
  triggers: 2,
  description: 1.5,
  headings: 0.7,
  body: 0.5,
};
export const FIELDS = Object.keys(BOOSTS) as Field[];

/** Make something for every field; it is told which place the field has in `FIELDS`, too. */
export function byField<Made>(make: (field: Field, at: number) => Made): Record<Field, Made> {
  return Object.fromEntries(FIELDS.map((field, at) => [field, make(field, at)])) as Record<Field, Made>;
}

/** A slip is only read as a word a reference is routed by: bodies hold almost any word. */
export const ROUTED_BY: readonly Field[] = ['name', 'triggers', 'description'];
/**
 * Occurrences of a term in a body that are indexed. BM25 saturates, so that further ones hardly move a score; on the
 * labelled catalogues they moved nothing, and they are most of the work of opening.
 */
export const MOST_IN_BODY = 3;
