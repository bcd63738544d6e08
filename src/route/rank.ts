/** Ranks the candidates of a request: score, order between indexes and roots, share and confidence of each. */

import type { Retrieval } from '../domain/search.ts';
import type {
  CollectedEvidence,
  OutsideEvidence,
  RankedCandidate,
  Ranking,
  Request,
  RouterIndex,
  ScoredCandidate,
} from './candidate.ts';
import { collectEvidence } from './collect-evidence.ts';
import { confidenceOf, scopeOf, sharesOf } from './confidence.ts';
import type { PreparedContext } from './context.ts';
import { type Features, scoreOf } from './evidence.ts';
import { resolveHierarchy } from './hierarchy.ts';
import type { Importance } from './importance.ts';
import { PARAMETERS, type Parameters } from './parameters.ts';
import { trustIn } from './trust.ts';

/**
 * Collect the evidence of a request's candidates, and rank them.
 *
 * @param routerIndex
 *   The catalog and what was prepared of it.
 * @param retrieval
 *   The candidates; references that only a tree leads to are added.
 * @param importance
 *   How much each term says.
 * @param outside
 *   What models that people bring say of it (optional).
 * @param context
 *   What is known beside it (optional).
 */
export function collectAndRank(
  routerIndex: RouterIndex,
  retrieval: Retrieval,
  importance: Importance,
  outside: OutsideEvidence = {},
  context?: PreparedContext,
): Ranking {
  const evidence = collectEvidence(routerIndex, retrieval, importance, outside.nearness, context);
  return rankCandidates(routerIndex, evidence, { terms: retrieval.query.terms, importance }, outside.reranked);
}

/** Rank candidates by their evidence: each scored, put in order beside the index it is below and those of earlier roots, with its confidence. */
export function rankCandidates(
  routerIndex: RouterIndex,
  { candidates: collected, vocabularyShare, neighborhoodSimilarity }: CollectedEvidence,
  request: Request,
  reranked?: ReadonlyMap<string, number>,
): Ranking {
  // Where no word of the request is known, nothing was compared by meaning.
  const parameters = vocabularyShare > 0 ? PARAMETERS.full : PARAMETERS.lexical;
  const scored = collected
    .map(({ profile, features, matches, branch, found }): ScoredCandidate => {
      const score = scoreOf(features, parameters.evidence);
      // Written out: spreading an object is what a request would spend most of this loop on.
      const unmoved = { descendedTo: undefined, isReranked: false, yielded: 0 };
      return { profile, features, matches, branch, found, score, ...unmoved };
    })
    .filter(({ score, matches, branch }) => score > 0 || matches.size > 0 || branch);
  scored.sort(byScore);
  const byWords = scored.map((candidate) => resolveHierarchy(routerIndex, candidate, scored, request)).sort(byScore);
  const ranked = inTrust(reranked ? reorder(byWords, reranked) : byWords, request, parameters);
  const shares = sharesOf(ranked.map(({ score }) => score));
  let most = 1;
  const candidates = ranked.map((candidate, index): RankedCandidate => {
    const { profile, features, matches, branch, score, descendedTo, isReranked, yielded } = candidate;
    const share = shares[index] ?? 0;
    // Nothing that stands further down is surer.
    most = Math.min(most, confidenceOf(features, share, parameters));
    return { profile, features, matches, branch, score, descendedTo, isReranked, yielded, share, confidence: most };
  });
  const [first] = candidates;
  return {
    candidates,
    scope: first ? blendedScope(first.features, vocabularyShare, neighborhoodSimilarity) : 0,
    parameters,
  };
}

/** With vectors as far as they know the request, by words alone for the rest: unknown words are no sign of being meant. */
function blendedScope(features: Features, vocabularyShare: number, neighborhoodSimilarity: number): number {
  const byWords = vocabularyShare < 1 ? scopeOf(features, 0, 0, PARAMETERS.lexical) : 0;
  const byMeaning =
    vocabularyShare > 0 ? scopeOf(features, vocabularyShare, neighborhoodSimilarity, PARAMETERS.full) : 0;
  return vocabularyShare * byMeaning + (1 - vocabularyShare) * byWords;
}

/** The reranked candidates in their new order, in the places and with the scores they had together. */
function reorder(candidates: readonly ScoredCandidate[], reranked: ReadonlyMap<string, number>): ScoredCandidate[] {
  const judged = candidates.filter(({ profile }) => reranked.has(profile.reference.id));
  const rank = ({ profile }: ScoredCandidate) => reranked.get(profile.reference.id) ?? 0;
  const order = [...judged].sort((a, b) => rank(b) - rank(a));
  return candidates.map((candidate) => {
    const at = judged.indexOf(candidate);
    return at === -1 ? candidate : { ...(order[at] ?? candidate), score: candidate.score, isReranked: true };
  });
}

/** Candidates of later roots with what is left of their scores beside those of earlier ones: files at hand are nobody's words. */
function inTrust(
  candidates: readonly ScoredCandidate[],
  { terms, importance }: Request,
  { evidence }: Parameters,
): readonly ScoredCandidate[] {
  if (candidates.every(({ found }) => !found)) return candidates;
  const weights = terms.map(importance.of);
  const trusted = candidates.map((candidate): ScoredCandidate => {
    const { files, inherited, setting } = candidate.features;
    const beside = evidence.files * files + evidence.inherited * inherited + evidence.setting * setting;
    const byWords = Math.max(0, candidate.score - beside);
    const yielded = (trustIn(candidate, candidates, weights) - 1) * byWords;
    return yielded === 0 ? candidate : { ...candidate, score: candidate.score + yielded, yielded };
  });
  return trusted.sort(byScore);
}

function byScore(a: ScoredCandidate, b: ScoredCandidate): number {
  return b.score - a.score || (a.profile.reference.id < b.profile.reference.id ? -1 : 1);
}
