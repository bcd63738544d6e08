/** Candidates → assessed candidates: evidence, score and confidence of each, indexes descended. */

import type { Catalog } from '../contracts/reference.ts';
import type { Candidate, Retrieval } from '../contracts/search.ts';
import { type BranchMatch, matchBranches, type PreparedBranch } from './branch-match.ts';
import { confidenceOf, sharesOf } from './confidence.ts';
import { type Features, featuresOf, type Importance, scoreOf } from './evidence.ts';
import type { Profile } from './profile.ts';

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
  readonly share: number;
  readonly confidence: number;
}

/** What stays the same from request to request. */
export interface Ground {
  readonly catalog: Catalog;
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly branches: readonly PreparedBranch[];
  /** What is below each index or skill, directly or through others, by its id. */
  readonly families: ReadonlyMap<string, readonly Profile[]>;
}

/**
 * Share of an index's score a reference below it needs to be put before it. A SKILL.md has instructions of its
 * own, a plain index only points.
 */
const DESCEND_AT = { index: 0.7, skill: 0.85 } as const;
/** How far an index and the reference below it are put apart when one is put before the other. */
const AHEAD = 1.01;
/** Below this share of the request's idf, what tells a reference from its siblings is chance. */
const TELLS_APART = 0.1;
const NO_MATCHES: Candidate['matches'] = new Map();

type Scored = Omit<Assessed, 'share' | 'confidence'>;

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
 * @returns
 *   Best first, ties by id.
 */
export function assess(ground: Ground, retrieval: Retrieval, importance: Importance): Assessed[] {
  const { query, candidates } = retrieval;
  const branches = matchBranches(ground.branches, new Set(query.terms), importance);
  const found = new Map(candidates.map((candidate) => [candidate.id, candidate]));
  const scored: Scored[] = [];
  for (const id of new Set([...found.keys(), ...branches.keys()])) {
    const profile = ground.profiles.get(id);
    if (!profile) continue;
    const { fieldScores, matches } = found.get(id) ?? { fieldScores: {}, matches: NO_MATCHES };
    const branch = branches.get(id);
    const features = featuresOf(query, importance, { fieldScores, matches }, profile, branch);
    scored.push({ profile, features, matches, branch, score: scoreOf(features), descendedTo: undefined });
  }
  scored.sort(byScore);
  const request = { terms: query.terms, importance };
  const settled = scored.map((candidate) => settle(ground, candidate, scored, request)).sort(byScore);
  const shares = sharesOf(settled.map(({ score }) => score));
  let most = 1;
  return settled.map((candidate, index) => {
    const share = shares[index] ?? 0;
    // Nothing that stands further down is surer.
    most = Math.min(most, confidenceOf(candidate.features, share));
    return { ...candidate, share, confidence: most };
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
  const best = all.find((other) => isBelow(ground.catalog, other.profile.reference.id, reference.id));
  if (!best) return candidate;
  if (!isToldApart(family, best, request)) {
    const asMuch = candidate.features.coverage >= best.features.coverage;
    return best.score >= candidate.score && asMuch ? { ...candidate, score: best.score * AHEAD } : candidate;
  }
  const points = best.score < candidate.score && best.score >= candidate.score * DESCEND_AT[reference.kind];
  return points ? { ...candidate, score: best.score / AHEAD, descendedTo: best.profile.reference.id } : candidate;
}

/** Whether the request holds words that stand in one reference below an index and not in most of the others. */
function isToldApart(family: readonly Profile[], best: Scored, { terms, importance }: Request): boolean {
  if (family.length < 2) return true;
  let apart = 0;
  for (const term of terms) {
    if (!best.profile.compact.has(term) && !best.branch?.terms.includes(term)) continue;
    const shared = family.filter(({ compact }) => compact.has(term)).length;
    if (shared * 2 <= family.length) apart += importance.of(term);
  }
  return apart >= TELLS_APART * importance.total;
}

/** Collect what is below each index, once for a catalog. */
export function familiesOf(catalog: Catalog, profiles: ReadonlyMap<string, Profile>): Map<string, Profile[]> {
  const families = new Map<string, Profile[]>();
  for (const [id, profile] of profiles) {
    for (const above of ancestorsOf(catalog, id)) {
      const family = families.get(above);
      if (family) family.push(profile);
      else families.set(above, [profile]);
    }
  }
  return families;
}

/** Whether a reference belongs to an index, directly or through others. */
export function isBelow(catalog: Catalog, id: string, index: string): boolean {
  for (const above of ancestorsOf(catalog, id)) if (above === index) return true;
  return false;
}

function* ancestorsOf(catalog: Catalog, id: string): Iterable<string> {
  const seen = new Set([id]);
  for (let at = catalog.parents.get(id); at !== undefined && !seen.has(at); at = catalog.parents.get(at)) {
    seen.add(at);
    yield at;
  }
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || (a.profile.reference.id < b.profile.reference.id ? -1 : 1);
}
