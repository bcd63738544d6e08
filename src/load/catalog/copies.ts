/** What references say in the words of others: phrase by phrase, and as a whole. */

import type { Reference } from '../../domain/reference.ts';
import { analyze } from '../../text/analyze.ts';
import { phraseKey } from '../../text/phrases.ts';
import { clausesOf, FEWEST_IN_CLAUSE, type Piece, pieceOf, readOf } from './pieces.ts';

/** A piece that says what a piece of another reference says. */
export interface CopiedPiece {
  readonly piece: Piece;
  /** Those that say it, in the order they were given. */
  readonly from: readonly Reference[];
}

/** A reference that has most of what another one says. */
export interface Original {
  readonly of: Reference;
  /** Share of what the other says that this one holds, and of what this one says that the other holds; in [0, 1]. */
  readonly held: number;
  readonly holding: number;
}

/** References that others are held against. */
export interface Originals {
  /** Those that hold a term in what they are routed by, name and title aside. */
  holders(term: string): ReadonlySet<Reference>;
  /** Those that have a phrase of two terms and more as a trigger or example, in whatever form and order. */
  speakers(phrase: string): ReadonlySet<Reference>;
  /** The others that a good part of the rare words of is among some terms, each with these: a few are in any text. */
  drawnFrom(terms: Iterable<string>, self: Reference): ReadonlyMap<Reference, readonly string[]>;
  /** The pieces of a reference that others have, in order; its own do not count. */
  copied(reference: Reference): readonly CopiedPiece[];
  /** Whether every clause of a text, of one at least, is a piece that some reference has. */
  isSaid(text: string): boolean;
  /** The reference whose words are most of its own, or that it has most of; `undefined` when it shares no rare word. */
  original(reference: Reference): Original | undefined;
}
/** As many terms in a row are looked up as a piece of others. */
const LONGEST_RUN = 6;
/** Share of a piece that runs of others have to cover. */
const COVERED = 0.6;
/** A piece of as many terms that shares this many with one of others, at most twice as long, is that one reworded. */
const FEWEST_REWORDED = 5;
const REWORDED = 0.8;
/** What more of them hold is no sign that two pieces, or two references, are one; and as many rare terms of a piece are looked up. */
const MOST_HOLDERS = 12;
const MOST_LOOKED_UP = 8;
/** Fewer terms are the same by chance. */
const FEWEST_TERMS = 4;
/** What more of them hold tells none of them apart; two copies of an original, and one more, do hold it. */
const RARE = 4;
/** A text is drawn from a reference when it has this share of its rare words. */
const DRAWN = 1 / 3;

/**
 * Take references as originals.
 *
 * @param references
 *   What others are held against; a reference among them is never held against itself.
 * @returns
 *   Tells what is copied of them. Terms count by how rare they are: idf over these references.
 */
export function originalsIn(references: readonly Reference[]): Originals {
  const byKey = new Map<string, Set<Reference>>();
  const single = new Map<string, Set<Reference>>();
  const holders = new Map<string, Set<Reference>>();
  const placed = new Map<string, Set<PlacedPiece>>();
  const byPhrase = new Map<string, Set<Reference>>();
  for (const reference of references) {
    const { pieces, terms } = readOf(reference);
    for (const term of terms) add(holders, term, reference);
    for (const piece of pieces) {
      const { key, field, terms: said } = piece;
      const isSpoken = field === 'triggers' || field === 'examples';
      if (said.size > 1) add(byKey, key, reference);
      if (isSpoken) add(said.size > 1 ? byPhrase : single, key, reference);
      if (said.size < FEWEST_REWORDED * REWORDED) continue;
      const one = { piece, reference };
      for (const term of said) add(placed, term, one);
    }
  }
  const others = (found: Iterable<Reference>, self?: Reference): Reference[] =>
    [...found].filter((reference) => reference !== self);

  /** Runs of terms that are pieces of others, when they make up most of a piece. */
  const covering = (sequence: readonly string[], self?: Reference): Reference[] => {
    const from = new Set<Reference>();
    const covered = new Set<number>();
    for (let at = 0; at < sequence.length; at++) {
      for (let length = FEWEST_IN_CLAUSE; length <= LONGEST_RUN && at + length <= sequence.length; length++) {
        const found = others(byKey.get([...new Set(sequence.slice(at, at + length))].sort().join(' ')) ?? [], self);
        if (found.length === 0) continue;
        for (const reference of found) from.add(reference);
        for (let index = at; index < at + length; index++) covered.add(index);
      }
    }
    return covered.size >= COVERED * sequence.length ? [...from] : [];
  };
  /** Pieces of others that share most of the terms. */
  const reworded = (terms: ReadonlySet<string>, self?: Reference): Reference[] => {
    if (terms.size < FEWEST_REWORDED) return [];
    const near = new Set(rareIn(placed, terms).slice(0, MOST_LOOKED_UP).flat());
    const found = [...near].filter(
      ({ piece }) =>
        piece.terms.size <= terms.size * 2 &&
        [...terms].filter((term) => piece.terms.has(term)).length >= REWORDED * terms.size,
    );
    return others(new Set(found.map(({ reference }) => reference)), self);
  };
  const sourcesOf = ({ key, text, terms }: Piece, self?: Reference): Reference[] => {
    const same = others((terms.size === 1 ? single : byKey).get(key) ?? [], self);
    if (same.length > 0 || terms.size === 1) return same;
    const runs = covering(analyze(text), self);
    return runs.length > 0 ? runs : reworded(terms, self);
  };

  // Of a term that only two hold, an original and its copy say as much as one says of a term of its own.
  const weightOfTerms = (terms: Iterable<string>): number => {
    let sum = 0;
    for (const term of terms) sum += Math.log(1 + references.length / Math.max(1, (holders.get(term)?.size ?? 0) - 1));
    return sum;
  };
  const weights = new Map<Reference, number>();
  const weightOf = (reference: Reference): number => {
    const weight = weights.get(reference) ?? weightOfTerms(readOf(reference).terms);
    weights.set(reference, weight);
    return weight;
  };

  const rareOf = (terms: Iterable<string>): Map<Reference, string[]> => {
    const found = new Map<Reference, string[]>();
    for (const term of terms) {
      const having = holders.get(term) ?? NOBODY;
      if (having.size > RARE) continue;
      for (const reference of having) {
        const known = found.get(reference);
        if (known) known.push(term);
        else found.set(reference, [term]);
      }
    }
    return found;
  };
  let rare: ReadonlyMap<Reference, readonly string[]> | undefined;

  return {
    holders: (term) => holders.get(term) ?? NOBODY,
    speakers: (phrase) => byPhrase.get(phraseKey(phrase)) ?? NOBODY,
    drawnFrom(terms, self) {
      rare ??= rareOf(holders.keys());
      const drawn = new Map<Reference, readonly string[]>();
      for (const [other, found] of rareOf(new Set(terms))) {
        const isDrawn = found.length >= FEWEST_TERMS && found.length >= DRAWN * (rare.get(other)?.length ?? 0);
        if (other !== self && isDrawn) drawn.set(other, found);
      }
      return drawn;
    },
    copied: (self) =>
      readOf(self).pieces.flatMap((piece) => {
        const from = sourcesOf(piece, self);
        return from.length === 0 ? [] : [{ piece, from }];
      }),
    isSaid(text) {
      const pieces = clausesOf(text).flatMap((clause) => pieceOf(clause, 'triggers'));
      return pieces.length > 0 && pieces.every((piece) => sourcesOf(piece).length > 0);
    },
    original(self) {
      const { terms } = readOf(self);
      if (terms.size < FEWEST_TERMS) return undefined;
      let best: Original | undefined;
      for (const of of others(new Set(rareIn(holders, terms).flat()), self)) {
        const there = readOf(of).terms;
        if (there.size < FEWEST_TERMS) continue;
        const [fewer, more] = there.size < terms.size ? [there, terms] : [terms, there];
        const both = weightOfTerms([...fewer].filter((term) => more.has(term)));
        const [held, holding] = [both / weightOf(of), both / weightOf(self)];
        if (!best || Math.max(held, holding) > Math.max(best.held, best.holding)) best = { of, held, holding };
      }
      return best;
    },
  };
}

interface PlacedPiece {
  readonly piece: Piece;
  readonly reference: Reference;
}

function add<Item>(map: Map<string, Set<Item>>, key: string, item: Item): void {
  const known = map.get(key);
  if (known) known.add(item);
  else map.set(key, new Set([item]));
}

const NOBODY: ReadonlySet<Reference> = new Set();

/** Who holds each term that few hold, the rarest first. */
function rareIn<Item>(holders: ReadonlyMap<string, ReadonlySet<Item>>, terms: Iterable<string>): (readonly Item[])[] {
  const rare: (readonly Item[])[] = [];
  for (const term of terms) {
    const found = holders.get(term);
    if (found && found.size <= MOST_HOLDERS) rare.push([...found]);
  }
  return rare.sort((a, b) => a.length - b.length);
}
