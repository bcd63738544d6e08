/** Pairs of terms that stand side by side, in a request and in what a reference says. */

import { once } from '../domain/once.ts';

/** Two terms that stand side by side in a request. */
export interface Pair {
  readonly first: string;
  readonly second: string;
  /** Both with a space between them: what tells it from others. */
  readonly text: string;
}

/** Texts whose terms have neighbours. */
export interface Neighbours {
  /**
   * Those of some pairs that stand side by side in it, by their texts.
   *
   * @param pairs
   *   The same list for all that are asked by a request.
   */
  held(pairs: readonly Pair[]): ReadonlySet<string>;
}

/** More texts than people write of one thing: there it pays to know their pairs. */
const MANY_TEXTS = 64;

/** Neighbours in some texts. Most pairs of a request have a term that stands in none of them: nothing is kept to find the others by. */
export function neighboursIn(sequences: readonly (readonly string[])[], all: ReadonlySet<string>): Neighbours {
  const known = once(() => new Set(sequences.flatMap(pairsOf)));
  const isHeld = ({ first, second, text }: Pair): boolean =>
    sequences.length > MANY_TEXTS
      ? known().has(text)
      : sequences.some((sequence) => areNeighbours(sequence, first, second));
  return {
    held: (pairs) => {
      const held = new Set<string>();
      for (const pair of pairs) if (all.has(pair.first) && all.has(pair.second) && isHeld(pair)) held.add(pair.text);
      return held;
    },
  };
}

function areNeighbours(sequence: readonly string[], first: string, second: string): boolean {
  for (let at = sequence.indexOf(first); at !== -1; at = sequence.indexOf(first, at + 1)) {
    if (sequence[at + 1] === second) return true;
  }
  return false;
}

/** Neighbouring terms, as one string a pair. */
export function pairsOf(sequence: readonly string[]): string[] {
  return sequence.slice(1).map((term, index) => `${sequence[index]} ${term}`);
}
