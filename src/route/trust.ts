/** The order of roots: a reference of a later root wins by what it has of a request beyond each reference of an earlier one. */

import type { Candidate } from '../domain/search.ts';
import type { BranchMatch } from './branch-match.ts';
import type { PreparedRequest } from './prepare-request.ts';
import type { Profile } from './profile.ts';
import { OWN_SHARE } from './thresholds.ts';

/** How well each term of a request is found in a reference: 1 itself, else the cosine of the nearest there, or 0. */
export interface FoundTerms {
  /** Wherever it is found by. */
  readonly anywhere: Float64Array;
  /** In what it is about: everything but its body. */
  readonly about: Float64Array;
}

/** A candidate as far as trust asks for it. */
interface Trusted {
  readonly profile: Profile;
  readonly found: FoundTerms | undefined;
}

/**
 * Find the terms of a request in a candidate.
 *
 * @param request
 *   The request.
 * @param profile
 *   The candidate.
 * @param matches
 *   What retrieval found of it.
 * @param branch
 *   The best branch that leads to it, if one does.
 * @param near
 *   What vectors find of its own terms, as {@link FoundTerms} has it; absent without vectors.
 */
export function foundIn(
  { query }: PreparedRequest,
  profile: Profile,
  matches: Candidate['matches'],
  branch: BranchMatch | undefined,
  near: Float64Array | undefined,
): FoundTerms {
  const received = new Set(profile.received.flatMap(({ terms }) => terms));
  const anywhere = new Float64Array(query.terms.length);
  const about = new Float64Array(query.terms.length);
  for (const [at, term] of query.terms.entries()) {
    const fields = matches.get(term) ?? [];
    const isAbout =
      profile.routingTerms.has(term) ||
      branch?.terms.includes(term) ||
      received.has(term) ||
      fields.some((field) => field !== 'body');
    about[at] = isAbout ? 1 : (near?.[at] ?? 0);
    anywhere[at] = fields.length > 0 ? 1 : (about[at] ?? 0);
  }
  return { anywhere, about };
}

/**
 * What is left of the score of a candidate beside those of earlier roots.
 *
 * @param candidate
 *   The candidate.
 * @param all
 *   All of them.
 * @param weights
 *   How much each term of the request says, in its order.
 * @returns
 *   A factor in [0, 1]: 1 for a reference of the first root, and for one that has enough to itself beside each of an earlier
 *   root; 0 for one that has nothing beyond one of these.
 */
export function trustIn(candidate: Trusted, all: readonly Trusted[], weights: readonly number[]): number {
  const { rootsBefore = 0 } = candidate.profile.reference;
  const there = candidate.found?.anywhere;
  if (rootsBefore === 0 || !there) return 1;
  const had = sumOf(weights, (at) => there[at] ?? 0);
  if (had === 0) return 1;
  let least = OWN_SHARE;
  for (const { profile, found } of all) {
    if ((profile.reference.rootsBefore ?? 0) >= rootsBefore) continue;
    const own = sumOf(weights, (at) => Math.max(0, (there[at] ?? 0) - (found?.about[at] ?? 0)));
    least = Math.min(least, own / had);
  }
  return least / OWN_SHARE;
}

function sumOf(weights: readonly number[], valueAt: (at: number) => number): number {
  let sum = 0;
  for (const [at, weight] of weights.entries()) sum += weight * valueAt(at);
  return sum;
}
