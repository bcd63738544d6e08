/** Which pairs of neighbouring terms stand in a sequence of numbers, asked for many sequences of one request. */

import type { Neighbours, Pair } from '../../route/neighbours.ts';
import type { TermTable } from './terms.ts';

/** Makes the neighbours of a sequence. */
export type NeighboursOf = (sequence: Uint32Array) => Neighbours;

/** Pairs of one request by the number of their first term, then of their second. */
type PairLookup = ReadonlyMap<number, ReadonlyMap<number, string>>;

/**
 * Prepare to look for pairs.
 *
 * A sequence is read through once, whatever the number of pairs; terms that begin none of them are told by one look into an
 * array, which in a process that has just started is far quicker than a map.
 */
export function createNeighbours(terms: TermTable): NeighboursOf {
  const begins = new Uint8Array(terms.size);
  let last: { readonly pairs: readonly Pair[]; readonly asked: PairLookup } | undefined;
  const prepare = (pairs: readonly Pair[]): PairLookup => {
    if (last?.pairs === pairs) return last.asked;
    for (const first of last?.asked.keys() ?? []) begins[first] = 0;
    const asked = askedFor(pairs, terms);
    for (const first of asked.keys()) begins[first] = 1;
    last = { pairs, asked };
    return asked;
  };
  return (sequence) => ({
    held(pairs) {
      const asked = prepare(pairs);
      const held = new Set<string>();
      for (let at = 0; at + 1 < sequence.length; at++) {
        const first = sequence[at] ?? 0;
        if (begins[first] === 0) continue;
        const pair = asked.get(first)?.get(sequence[at + 1] ?? 0);
        if (pair !== undefined) held.add(pair);
      }
      return held;
    },
  });
}

function askedFor(pairs: readonly Pair[], terms: TermTable): PairLookup {
  const asked = new Map<number, Map<number, string>>();
  for (const pair of pairs) {
    const [first, second] = [terms.idOf(pair.first), terms.idOf(pair.second)];
    if (first === -1 || second === -1) continue;
    const known = asked.get(first);
    if (known) known.set(second, pair.text);
    else asked.set(first, new Map([[second, pair.text]]));
  }
  return asked;
}
