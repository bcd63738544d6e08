/** Collects the evidence of every candidate of a request: features of its words, its branches, its meaning and its context. */

import type { Candidate, Query, Retrieval } from '../domain/search.ts';
import type { SemanticIndex, Similarity } from '../search/vectors/semantic.ts';
import type { Embedding } from '../search/vectors/word-vectors.ts';
import { type BranchMatch, matchBranches } from './branch-match.ts';
import type { CandidateEvidence, CollectedEvidence, RouterIndex } from './candidate.ts';
import type { PreparedContext } from './context.ts';
import { featuresOf } from './evidence.ts';
import type { Importance } from './importance.ts';
import { nearbyOf } from './near-terms.ts';
import { prepareRequest } from './prepare-request.ts';
import { NEAREST_BY_MEANING, NEIGHBORHOOD, USUAL_COSINES } from './thresholds.ts';
import { foundIn } from './trust.ts';

const NO_MATCHES: Candidate['matches'] = new Map();

const NOTHING_RELATED: SemanticIndex['related'] = () => [];

const NO_SIMILARITY: Similarity = { whole: 0, passage: 0, said: 0 };

type EvidenceIndex = Pick<RouterIndex, 'profiles' | 'branches' | 'semantics'>;

type IdsOf = (branches: ReadonlyMap<string, BranchMatch>, request: Embedding | undefined) => Iterable<string>;

/** The evidence of every candidate: what retrieval found, what a tree leads to, what is near in meaning. */
export function collectEvidence(
  routerIndex: EvidenceIndex,
  { query, candidates }: Retrieval,
  importance: Importance,
  nearness?: ReadonlyMap<string, number>,
  context?: PreparedContext,
): CollectedEvidence {
  const { semantics } = routerIndex;
  const idsOf: IdsOf = (branches, request) => {
    const near = semantics && request ? semantics.nearest(request, NEAREST_BY_MEANING) : [];
    const found = [...candidates.map(({ id }) => id), ...branches.keys(), ...near, ...nearestOf(nearness)];
    return new Set([...found, ...(context?.ids ?? [])]);
  };
  return extractFeatures(routerIndex, query, candidates, importance, nearness, idsOf, context);
}

/**
 * The evidence of some references.
 *
 * @param routerIndex
 *   The catalog.
 * @param query
 *   The request, or a part of one.
 * @param candidates
 *   What retrieval found of them.
 * @param importance
 *   How much each term says.
 * @param nearness
 *   Cosines of an embedder, where there is one.
 * @param idsOf
 *   Gives their ids, by the branches that hold and the request as a vector.
 * @param context
 *   What is known beside the request (optional).
 */
export function extractFeatures(
  { profiles, branches: prepared, semantics }: EvidenceIndex,
  query: Query,
  candidates: readonly Pick<Candidate, 'id' | 'fieldScores' | 'matches'>[],
  importance: Importance,
  nearness: ReadonlyMap<string, number> | undefined,
  idsOf: IdsOf,
  context?: PreparedContext,
): CollectedEvidence {
  const asked = prepareRequest(query, importance);
  const branches = matchBranches(prepared, asked.terms, importance);
  const found = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const request = semantics?.embed(query.sequence);
  const aligned =
    nearness && alignedSimilarity(nearness, semantics && request && ((id) => semantics.similarity(request, id).whole));
  const nearby = nearbyOf(query, semantics?.related ?? NOTHING_RELATED);
  // All of them first: what does not have them at hand brings them at once.
  const known = [...idsOf(branches, request)].flatMap((id) => profiles.get(id) ?? []);
  const routed = known.filter(({ reference }) => reference.reading === 'routed');
  const isOrdered = routed.some(({ reference }) => reference.rootsBefore !== undefined);
  const collected = routed.map((profile): CandidateEvidence => {
    const { id } = profile.reference;
    const { fieldScores, matches } = found.get(id) ?? { fieldScores: {}, matches: NO_MATCHES };
    const branch = branches.get(id);
    const own = semantics && request ? semantics.similarity(request, id) : NO_SIMILARITY;
    const similarity = aligned ? { ...own, whole: aligned(id) } : own;
    const meaning = (request || aligned) && { similarity, near: nearby(profile.routingTerms) };
    const features = featuresOf({ request: asked, fieldScores, matches, profile, branch, meaning, context });
    const terms = isOrdered ? foundIn(asked, profile, matches, branch, meaning?.near) : undefined;
    return { profile, features, matches, branch, found: terms };
  });
  return {
    candidates: collected,
    vocabularyShare: nearness ? 1 : (request?.known ?? 0),
    neighborhoodSimilarity: neighborhoodSimilarityOf(collected, profiles.size),
  };
}

/** References that are left out share too little with the request to be compared: they count as 0. */
function neighborhoodSimilarityOf(collected: readonly CandidateEvidence[], size: number): number {
  const nearest = collected.map(({ features }) => features.meaning).sort((a, b) => b - a);
  const most = Math.min(NEIGHBORHOOD, size);
  return most === 0 ? 0 : nearest.slice(0, most).reduce((sum, cosine) => sum + cosine, 0) / most;
}

/** The references nearest by an embedder. */
function nearestOf(nearness: ReadonlyMap<string, number> = new Map()): string[] {
  return [...nearness]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, NEAREST_BY_MEANING)
    .map(([id]) => id);
}

/**
 * The cosines of an embedder, brought to the mean and the deviation that those of the vectors have over the same
 * references: every model spreads its cosines in a way of its own, and the weights were fitted for one.
 */
function alignedSimilarity(
  nearness: ReadonlyMap<string, number>,
  base: ((id: string) => number) | undefined,
): (id: string) => number {
  const theirs = momentsOf([...nearness.values()]);
  const ours = base ? momentsOf([...nearness.keys()].map(base)) : USUAL_COSINES;
  const scale = theirs.deviation === 0 ? 0 : ours.deviation / theirs.deviation;
  return (id) => ours.mean + scale * ((nearness.get(id) ?? theirs.mean) - theirs.mean);
}

function momentsOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(square) };
}
