/** The explanation of a decision: which terms matched where, which branch was taken, what each contributed. */

import type { Contribution, Evidence, ExplainedCandidate, ExplainedPart, Explanation } from '../domain/explanation.ts';
import type { Retrieval } from '../domain/search.ts';
import type { RankedCandidate, Ranking } from './candidate.ts';
import { scoreOf } from './evidence.ts';
import { FEATURE_LIST } from './features/all.ts';
import type { StandsOnInput } from './features/feature.ts';
import type { Importance } from './importance.ts';
import type { Parameters } from './parameters.ts';
import type { AssessedPart } from './parts.ts';

/** What was decided. */
export type Outcome = Pick<Explanation, 'decision' | 'reason' | 'references'>;
/** What was taken into account beside the request, or left out. */
export type Aside = Pick<Explanation, 'followUp' | 'leftOut'>;

/** The explanation of a request that says nothing, made anew each time: it is the caller's. */
export function emptyExplanation(): Explanation {
  return {
    decision: 'abstain',
    reason: 'empty-query',
    references: [],
    terms: [],
    corrections: [],
    inScope: 0,
    parts: [],
    followUp: 0,
    leftOut: [],
    candidates: [],
  };
}

/** What rounding may make of the sum of the same numbers. */
const ROUNDING = 1e-9;

/**
 * Explain a decision.
 *
 * @param outcome
 *   What was decided.
 * @param retrieval
 *   The query as read.
 * @param importance
 *   How much each term says.
 * @param ranking
 *   The candidates to explain, best first, and how sure it is that any of them answers.
 * @param parts
 *   What each part of the request comes to by itself; none for a request of one part.
 * @param aside
 *   What was taken into account, or left out, beside the request.
 */
export function explain(
  outcome: Outcome,
  { query, corrections }: Retrieval,
  importance: Importance,
  { candidates, scope, parameters }: Ranking,
  parts: readonly AssessedPart[],
  aside: Aside,
): Explanation {
  const request = { terms: new Set(query.terms), importance };
  return {
    ...outcome,
    terms: query.terms.map((term) => ({ term, idf: importance.of(term) })),
    corrections: [...corrections].map(([term, readAs]) => ({ term, readAs })),
    inScope: scope,
    parts: parts.map(explainPart),
    ...aside,
    candidates: candidates.map((candidate) => explainCandidate(candidate, request, parameters.evidence)),
  };
}

function explainPart({ text, scope, candidates: [best] }: AssessedPart): ExplainedPart {
  const answer = best && { id: best.profile.reference.id, confidence: best.confidence };
  return { text, inScope: scope, ...(answer && { best: answer }) };
}

function explainCandidate(
  candidate: RankedCandidate,
  request: StandsOnInput['request'],
  weights: Parameters['evidence'],
): ExplainedCandidate {
  const { profile, features, matches, branch, score, share, confidence } = candidate;
  const evidence: Record<string, Evidence> = {};
  for (const [name, { label, kind, standsOn }] of FEATURE_LIST) {
    const [value, weight] = [features[name], weights[name]];
    const contribution = value * weight;
    if (contribution === 0) continue;
    evidence[name] = { label, kind, value, weight, contribution, ...standsOn?.({ request, profile, branch }) };
  }
  return {
    id: profile.reference.id,
    score,
    evidence,
    adjustments: adjustmentsOf(candidate, scoreOf(features, weights)),
    found: [...matches].map(([term, fields]) => ({ term, fields })),
    share,
    confidence,
  };
}

/** Why a candidate has another score than its evidence gives it. */
function adjustmentsOf(candidate: RankedCandidate, byEvidence: number): Readonly<Record<string, Contribution>> {
  const { score, yielded, isReranked, descendedTo } = candidate;
  const moved = score - yielded - byEvidence;
  const [name, label] = isReranked
    ? ['reranked', 'put in its place by the reranker']
    : moved > 0
      ? ['lifted', 'put before the files below it']
      : ['descended', 'put behind a file below it'];
  const inFavourOf = descendedTo !== undefined && { inFavourOf: descendedTo };
  return {
    ...(yielded !== 0 && {
      yielded: { label: 'has the words of a reference of an earlier root', kind: 'other', contribution: yielded },
    }),
    ...(Math.abs(moved) > ROUNDING && { [name]: { label, kind: 'other', contribution: moved, ...inFavourOf } }),
  };
}
