/** Candidates → assessed candidates: evidence, score and confidence of each, indexes descended. */

import type { Catalog } from '../contracts/reference.ts';
import type { Candidate, Query, Retrieval } from '../contracts/search.ts';
import type { Embedding, SemanticIndex, Similarity } from '../retrieve/index.ts';
import { type BranchMatch, matchBranches, type PreparedBranch } from './branch-match.ts';
import { confidenceOf, scopeOf, sharesOf } from './confidence.ts';
import type { PreparedContext } from './context.ts';
import { type Features, featuresOf, type Importance, nearbyOf, prepareRequest, scoreOf } from './evidence.ts';
import { PARAMETERS, type Parameters } from './parameters.ts';
import type { Profile } from './profile.ts';
import type { AllProfiles, Group, Profiles } from './profiles.ts';
import { type FoundTerms, foundIn, trustIn } from './trust.ts';

/** A candidate with everything a decision needs. */
export interface Assessed {
  readonly profile: Profile;
  readonly features: Features;
  /** Query terms found, and the fields they were found in. */
  readonly matches: Candidate['matches'];
  readonly branch: BranchMatch | undefined;
  readonly score: number;
  /** The child that answers more closely, when the candidate is an index that was put behind it. */
  readonly descendedTo: string | undefined;
  /** Whether a reranker gave it its place. */
  readonly isReranked: boolean;
  /** What a reference of a later root loses for having the words of an earlier one's alone: 0 or less. */
  readonly yielded: number;
  readonly share: number;
  readonly confidence: number;
}

/** By the id of an index or skill, what is below it, directly or through others. */
export type Families = Pick<ReadonlyMap<string, Group>, 'get'>;

/** What stays the same from request to request. */
export interface Ground {
  readonly profiles: Profiles;
  readonly branches: readonly PreparedBranch[];
  /** Compares by meaning, where there are vectors. */
  readonly semantics: SemanticIndex | undefined;
  readonly families: Families;
}

/**
 * Share of an index's score a reference below it needs to be put before it. A SKILL.md has instructions of its
 * own, a plain index only points.
 */
const DESCEND_AT = { index: 0.65, skill: 0.85 } as const;
/** And share of that reference's score an index needs to be put before it. */
const LIFTED_AT = 0.5;
/** How far an index and the reference below it are put apart when one is put before the other. */
const AHEAD = 1.01;
/** Below this share of the request's idf, what tells a reference from its siblings is chance. */
const TELLS_APART = 0.1;
const NO_MATCHES: Candidate['matches'] = new Map();
/** As many references are put forward for their meaning, though they share no word with the request. */
const NEAREST = 15;
/** References whose nearness shows that a request is about a subject of the catalog. */
const SURROUNDING = 3;
const NOTHING_RELATED: SemanticIndex['related'] = () => [];
const NO_SIMILARITY: Similarity = { whole: 0, passage: 0, said: 0 };

/** What models that people bring say of a request. */
export interface OutsideEvidence {
  /** Cosines of an embedder by id: they take the place of those of the vectors. */
  readonly nearness?: ReadonlyMap<string, number> | undefined;
  /** Scores of a reranker by id, the higher the better: the order of those references among each other. */
  readonly reranked?: ReadonlyMap<string, number> | undefined;
}

/** What is known of a request once its candidates are weighed. */
export interface Assessment {
  /** Best first, ties by id. */
  readonly candidates: readonly Assessed[];
  /** How sure it is that any of them answers, in [0, 1]; 0 without candidates. */
  readonly scope: number;
  /** What they were assessed by. */
  readonly parameters: Parameters;
}

type Scored = Omit<Assessed, 'share' | 'confidence'> & Pick<Weighed, 'found'>;

interface Request {
  readonly terms: readonly string[];
  readonly importance: Importance;
}

/**
 * Assess the candidates of a request.
 *
 * @param ground
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
export function assess(
  ground: Ground,
  retrieval: Retrieval,
  importance: Importance,
  outside: OutsideEvidence = {},
  context?: PreparedContext,
): Assessment {
  const weighing = weigh(ground, retrieval, importance, outside.nearness, context);
  return judge(ground, weighing, { terms: retrieval.query.terms, importance }, outside.reranked);
}

/** Candidates with their evidence → scored, settled between indexes and what is below them, and with their confidence. */
export function judge(
  ground: Ground,
  { weighed, known, surroundings }: Weighing,
  request: Request,
  reranked?: ReadonlyMap<string, number>,
): Assessment {
  // Where no word of the request is known, nothing was compared by meaning.
  const parameters = known > 0 ? PARAMETERS.full : PARAMETERS.lexical;
  const scored = weighed
    .map(({ profile, features, matches, branch, found }): Scored => {
      const score = scoreOf(features, parameters.evidence);
      // Written out: spreading an object is what a request would spend most of this loop on.
      const unmoved = { descendedTo: undefined, isReranked: false, yielded: 0 };
      return { profile, features, matches, branch, found, score, ...unmoved };
    })
    .filter(({ score, matches, branch }) => score > 0 || matches.size > 0 || branch);
  scored.sort(byScore);
  const byWords = scored.map((candidate) => settle(ground, candidate, scored, request)).sort(byScore);
  const settled = inTrust(reranked ? reorder(byWords, reranked) : byWords, request, parameters);
  const shares = sharesOf(settled.map(({ score }) => score));
  let most = 1;
  const candidates = settled.map((candidate, index): Assessed => {
    const { profile, features, matches, branch, score, descendedTo, isReranked, yielded } = candidate;
    const share = shares[index] ?? 0;
    // Nothing that stands further down is surer.
    most = Math.min(most, confidenceOf(features, share, parameters));
    return { profile, features, matches, branch, score, descendedTo, isReranked, yielded, share, confidence: most };
  });
  const [first] = candidates;
  return { candidates, scope: first ? blendedScope(first.features, known, surroundings) : 0, parameters };
}

/** With vectors as far as they know the request, by words alone for the rest: unknown words are no sign of being meant. */
function blendedScope(features: Features, known: number, surroundings: number): number {
  const byWords = known < 1 ? scopeOf(features, 0, 0, PARAMETERS.lexical) : 0;
  const byMeaning = known > 0 ? scopeOf(features, known, surroundings, PARAMETERS.full) : 0;
  return known * byMeaning + (1 - known) * byWords;
}

/** A candidate with its evidence, before it is scored. */
interface Weighed extends Pick<Assessed, 'profile' | 'features' | 'matches' | 'branch'> {
  /** Where roots come before one another; absent where they do not. */
  readonly found: FoundTerms | undefined;
}

/** Candidates with their evidence. */
export interface Weighing {
  readonly weighed: readonly Weighed[];
  /** Share of the request's terms that the vectors know, in [0, 1]. */
  readonly known: number;
  /**
   * Mean cosine of the request to the three references nearest in meaning, in [-1, 1]; 0 without vectors. Somebody else's
   * request is near one reference by chance; a subject of the catalog has several.
   */
  readonly surroundings: number;
}

type WeighingGround = Pick<Ground, 'profiles' | 'branches' | 'semantics'>;

type IdsOf = (branches: ReadonlyMap<string, BranchMatch>, request: Embedding | undefined) => Iterable<string>;

/** The evidence of every candidate: what retrieval found, what a tree leads to, what is near in meaning. */
export function weigh(
  ground: WeighingGround,
  { query, candidates }: Retrieval,
  importance: Importance,
  nearness?: ReadonlyMap<string, number>,
  context?: PreparedContext,
): Weighing {
  const { semantics } = ground;
  const idsOf: IdsOf = (branches, request) => {
    const near = semantics && request ? semantics.nearest(request, NEAREST) : [];
    const found = [...candidates.map(({ id }) => id), ...branches.keys(), ...near, ...nearestOf(nearness)];
    return new Set([...found, ...(context?.ids ?? [])]);
  };
  return weighEach(ground, query, candidates, importance, nearness, idsOf, context);
}

/**
 * The evidence of some references.
 *
 * @param ground
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
export function weighEach(
  { profiles, branches: prepared, semantics }: WeighingGround,
  query: Query,
  candidates: readonly Pick<Candidate, 'id' | 'fieldScores' | 'matches'>[],
  importance: Importance,
  nearness: ReadonlyMap<string, number> | undefined,
  idsOf: IdsOf,
  context?: PreparedContext,
): Weighing {
  const asked = prepareRequest(query, importance);
  const branches = matchBranches(prepared, asked.terms, importance);
  const found = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const request = semantics?.embed(query.sequence);
  const brought =
    nearness && alignedTo(nearness, semantics && request && ((id) => semantics.similarity(request, id).whole));
  const nearby = nearbyOf(query, semantics?.related ?? NOTHING_RELATED);
  // All of them first: what does not have them at hand brings them at once.
  const known = [...idsOf(branches, request)].flatMap((id) => profiles.get(id) ?? []);
  const routed = known.filter(({ reference }) => reference.reading === 'routed');
  const isOrdered = routed.some(({ reference }) => reference.rootsBefore !== undefined);
  const weighed = routed.map((profile): Weighed => {
    const { id } = profile.reference;
    const { fieldScores, matches } = found.get(id) ?? { fieldScores: {}, matches: NO_MATCHES };
    const branch = branches.get(id);
    const own = semantics && request ? semantics.similarity(request, id) : NO_SIMILARITY;
    const similarity = brought ? { ...own, whole: brought(id) } : own;
    const meaning = (request || brought) && { similarity, near: nearby(profile.compact) };
    const features = featuresOf(asked, { fieldScores, matches }, profile, branch, meaning, context?.of(profile));
    const terms = isOrdered ? foundIn(asked, profile, matches, branch, meaning?.near) : undefined;
    return { profile, features, matches, branch, found: terms };
  });
  return { weighed, known: nearness ? 1 : (request?.known ?? 0), surroundings: surroundingsOf(weighed, profiles.size) };
}

/** References that are left out share too little with the request to be compared: they count as 0. */
function surroundingsOf(weighed: readonly Weighed[], size: number): number {
  const nearest = weighed.map(({ features }) => features.meaning).sort((a, b) => b - a);
  const most = Math.min(SURROUNDING, size);
  return most === 0 ? 0 : nearest.slice(0, most).reduce((sum, cosine) => sum + cosine, 0) / most;
}

/** The references nearest by an embedder. */
function nearestOf(nearness: ReadonlyMap<string, number> = new Map()): string[] {
  return [...nearness]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .slice(0, NEAREST)
    .map(([id]) => id);
}

/**
 * The cosines of an embedder, brought to the mean and the deviation that those of the vectors have over the same
 * references: every model spreads its cosines in a way of its own, and the weights were fitted for one.
 */
function alignedTo(
  nearness: ReadonlyMap<string, number>,
  base: ((id: string) => number) | undefined,
): (id: string) => number {
  const theirs = momentsOf([...nearness.values()]);
  const ours = base ? momentsOf([...nearness.keys()].map(base)) : USUAL;
  const scale = theirs.deviation === 0 ? 0 : ours.deviation / theirs.deviation;
  return (id) => ours.mean + scale * ((nearness.get(id) ?? theirs.mean) - theirs.mean);
}

/** Where the vectors know no word of the request: about what they have on requests they know. */
const USUAL = { mean: 0.1, deviation: 0.15 };

function momentsOf(values: readonly number[]): { readonly mean: number; readonly deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
  const square = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length);
  return { mean, deviation: Math.sqrt(square) };
}

/** The reranked candidates in their new order, in the places and with the scores they had together. */
function reorder(candidates: readonly Scored[], reranked: ReadonlyMap<string, number>): Scored[] {
  const judged = candidates.filter(({ profile }) => reranked.has(profile.reference.id));
  const rank = ({ profile }: Scored) => reranked.get(profile.reference.id) ?? 0;
  const order = [...judged].sort((a, b) => rank(b) - rank(a));
  return candidates.map((candidate) => {
    const at = judged.indexOf(candidate);
    return at === -1 ? candidate : { ...(order[at] ?? candidate), score: candidate.score, isReranked: true };
  });
}

/**
 * Decide between an index and the best reference below it. The request is about the whole of an index when nothing
 * in it tells the references below apart; otherwise the index only points, and the file with the knowledge answers.
 */
function settle(ground: Ground, candidate: Scored, all: readonly Scored[], request: Request): Scored {
  const { reference } = candidate.profile;
  if (reference.kind === 'reference') return candidate;
  const family = ground.families.get(reference.id);
  if (!family) return candidate;
  const best = all.find((other) => family.has(other.profile.reference.id));
  if (!best) return candidate;
  if (!isToldApart(family, best, request)) {
    const asMuch = candidate.features.coverage >= best.features.coverage && candidate.score >= best.score * LIFTED_AT;
    return best.score >= candidate.score && asMuch ? { ...candidate, score: best.score * AHEAD } : candidate;
  }
  const points = best.score < candidate.score && best.score >= candidate.score * DESCEND_AT[reference.kind];
  return points ? { ...candidate, score: best.score / AHEAD, descendedTo: best.profile.reference.id } : candidate;
}

/** Whether the request holds words that stand in one reference below an index and not in most of the others. */
function isToldApart(family: Group, best: Scored, { terms, importance }: Request): boolean {
  if (family.size < 2) return true;
  let apart = 0;
  for (const term of terms) {
    if (!best.profile.compact.has(term) && !best.branch?.terms.includes(term)) continue;
    if (family.holding(term) * 2 <= family.size) apart += importance.of(term);
  }
  return apart >= TELLS_APART * importance.total;
}

/** Collect what is below each index, once for a catalog. */
export function familiesOf(parents: Catalog['parents'], profiles: AllProfiles): Families {
  const below = new Map<string, Set<string>>();
  for (const id of parents.keys()) {
    for (const above of ancestorsOf(parents, id)) below.set(above, (below.get(above) ?? new Set()).add(id));
  }
  return new Map([...below].map(([above, ids]) => [above, profiles.among(ids)]));
}

function* ancestorsOf(parents: Catalog['parents'], id: string): Iterable<string> {
  const seen = new Set([id]);
  for (let at = parents.get(id); at !== undefined && !seen.has(at); at = parents.get(at)) {
    seen.add(at);
    yield at;
  }
}

/** Candidates of later roots with what is left of their scores beside those of earlier ones: files at hand are nobody's words. */
function inTrust(
  candidates: readonly Scored[],
  { terms, importance }: Request,
  { evidence }: Parameters,
): readonly Scored[] {
  if (candidates.every(({ found }) => !found)) return candidates;
  const weights = terms.map(importance.of);
  const trusted = candidates.map((candidate): Scored => {
    const { files, inherited, setting } = candidate.features;
    const beside = evidence.files * files + evidence.inherited * inherited + evidence.setting * setting;
    const byWords = Math.max(0, candidate.score - beside);
    const yielded = (trustIn(candidate, candidates, weights) - 1) * byWords;
    return yielded === 0 ? candidate : { ...candidate, score: candidate.score + yielded, yielded };
  });
  return trusted.sort(byScore);
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.profile.reference.id < b.profile.reference.id ? -1 : 1);
}
