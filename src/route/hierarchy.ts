/** Resolves the hierarchy of indexes: does an index answer, or the best reference below it? */

import type { Catalog } from '../domain/reference.ts';
import type { Families, Request, RouterIndex, ScoredCandidate } from './candidate.ts';
import type { AllProfiles, Group } from './profiles.ts';
import { AHEAD, DESCEND_AT, LIFTED_AT, TELLS_APART } from './thresholds.ts';

/**
 * Decide between an index and the best reference below it. The request is about the whole of an index when nothing
 * in it tells the references below apart; otherwise the index only points, and the file with the knowledge answers.
 */
export function resolveHierarchy(
  routerIndex: RouterIndex,
  candidate: ScoredCandidate,
  all: readonly ScoredCandidate[],
  request: Request,
): ScoredCandidate {
  const { reference } = candidate.profile;
  if (reference.kind === 'reference') return candidate;
  const family = routerIndex.families.get(reference.id);
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
function isToldApart(family: Group, best: ScoredCandidate, { terms, importance }: Request): boolean {
  if (family.size < 2) return true;
  let apart = 0;
  for (const term of terms) {
    if (!best.profile.routingTerms.has(term) && !best.branch?.terms.includes(term)) continue;
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
