/** Splits what a reference says into pieces: triggers, examples, titles, and clauses of its description. */

import type { Reference } from '../../domain/reference.ts';
import { phraseKey, splitPhrases } from '../../text/phrases.ts';

/** A trigger, example or title, or a clause of a description. */
export interface Piece {
  /** As written, without the spaces around it. */
  readonly text: string;
  readonly field: 'triggers' | 'examples' | 'title' | 'description';
  /** From `phraseKey`: the same for pieces of the same words. */
  readonly key: string;
  /** Distinct terms. */
  readonly terms: ReadonlySet<string>;
}

/** Ends of clauses, and quotation marks: what stands between them is a phrase somebody would say. */
const BETWEEN = /((?<=[.!?;])\s+|[。；，、：「」“”"()（）]|[,;:]\s+|\s[—–-]\s|\n+)/;

/** Of one term it says little, unless somebody wrote it as a trigger. */
export const FEWEST_IN_CLAUSE = 2;

export interface Read {
  readonly pieces: readonly Piece[];
  /** Distinct terms of all it is routed by, name and title aside: a copy has others. */
  readonly terms: ReadonlySet<string>;
}

const read = new WeakMap<Reference, Read>();

/** The pieces of a reference, in order; those without a term are none. */
export function piecesOf(reference: Reference): readonly Piece[] {
  return readOf(reference).pieces;
}

/** A description in clauses and what stands between them, each odd one of the latter: joined they are what was written. */
export function clausesOf(description: string): string[] {
  return description.split(BETWEEN);
}

export function readOf(reference: Reference): Read {
  const known = read.get(reference);
  if (known) return known;
  const { title, description, triggers, examples } = reference;
  const pieces = [
    ...splitPhrases(triggers).flatMap((text) => pieceOf(text, 'triggers')),
    ...examples.flatMap((text) => pieceOf(text, 'examples')),
    ...pieceOf(title, 'title'),
    ...clausesOf(description).flatMap((text) => pieceOf(text, 'description')),
  ];
  const said = pieces.filter(({ field }) => field !== 'title');
  const made = { pieces, terms: new Set(said.flatMap(({ terms }) => [...terms])) };
  read.set(reference, made);
  return made;
}

export function pieceOf(written: string, field: Piece['field']): Piece[] {
  const text = written.trim();
  const key = phraseKey(text);
  return key === '' ? [] : [{ text, field, key, terms: new Set(key.split(' ')) }];
}
