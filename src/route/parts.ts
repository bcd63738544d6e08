/** What each part of a request comes to by itself, among the candidates for the whole of it. */

import type { Candidate, Query, Retrieval } from '../domain/search.ts';
import type { RankedCandidate, Ranking, RouterIndex } from './candidate.ts';
import { extractFeatures } from './collect-evidence.ts';
import type { Importance } from './importance.ts';
import { parseQuery } from './query.ts';
import { rankCandidates } from './rank.ts';
import { CLEAR_PART, PART_CANDIDATES } from './thresholds.ts';
import { wishesIn } from './wishes.ts';

/** A part of a request by itself. */
export interface AssessedPart extends Ranking {
  readonly text: string;
}

/**
 * How sure it is that anything answers two of the parts: the smaller of the two, 0 to 1. A single clear part in a request
 * about something else is not enough.
 */
export function scopeOfParts(parts: readonly Ranking[]): number {
  const clear = parts.filter(
    ({ scope, candidates }) => scope >= CLEAR_PART.scope && (candidates[0]?.confidence ?? 0) >= CLEAR_PART.confidence,
  );
  return clear.map(({ scope }) => scope).sort((a, b) => b - a)[1] ?? 0;
}

/**
 * Assess the parts of a request.
 *
 * What retrieval found for the whole is used again: searching for each part would cost as much as a request each.
 *
 * @param index
 *   The catalog and what was prepared of it.
 * @param retrieval
 *   What was found for the whole request.
 * @param importance
 *   How much its terms say.
 * @param assessed
 *   The candidates for the whole, best first.
 * @returns
 *   An assessment a part, its confidence among the twelve best candidates; none for a request of one part,
 *   or one that is nothing but a phrase of the first candidate.
 */
export function assessParts(
  routerIndex: RouterIndex,
  retrieval: Retrieval,
  importance: Importance,
  assessed: readonly RankedCandidate[],
): AssessedPart[] {
  // A request that is a trigger is one wish, whatever its words.
  if (assessed[0]?.features.exact === 1) return [];
  const considered = assessed.slice(0, PART_CANDIDATES);
  return wishesIn(retrieval.query.text).map((text) => {
    const part = readAs(parseQuery(text), retrieval.corrections);
    const candidates = considered.map((candidate) => restrictedTo(part, candidate));
    const ids = candidates.map(({ id }) => id);
    const weights = { ...importance, total: totalOf(part, importance, retrieval.corrections) };
    const weighing = extractFeatures(routerIndex, part, candidates, weights, undefined, () => ids);
    return { text, ...rankCandidates(routerIndex, weighing, { terms: part.terms, importance: weights }) };
  });
}

/** A part with its unknown terms read as they were in the whole. */
function readAs({ text, sequence }: Query, corrections: ReadonlyMap<string, string>): Query {
  const read = sequence.map((term) => corrections.get(term) ?? term);
  return { text, sequence: read, terms: [...new Set(read)] };
}

/** What retrieval found of a candidate, as far as a part asks for it. */
function restrictedTo(
  { terms }: Query,
  { profile, matches }: RankedCandidate,
): Pick<Candidate, 'id' | 'fieldScores' | 'matches'> {
  const asked = new Set(terms);
  const own = new Map([...matches].filter(([term]) => asked.has(term)));
  return { id: profile.reference.id, fieldScores: {}, matches: own };
}

/** As for a request: what was only guessed at counts twice. */
function totalOf({ terms }: Query, { of }: Importance, corrections: ReadonlyMap<string, string>): number {
  const guessed = new Set(corrections.values());
  return terms.reduce((sum, term) => sum + of(term) * (guessed.has(term) ? 2 : 1), 0);
}
