/** Assessed candidates → which of them to open: one, several, or the ones to ask between. */

import type { Families, RankedCandidate, Ranking } from './candidate.ts';
import type { Profile } from './profile.ts';
import {
  ADDS_AT,
  CERTAIN_BY_DEFAULT,
  COVERS_AT,
  MOST_REFERENCES,
  PART_IN_SCOPE,
  PART_SURE,
  TIED_AT,
} from './thresholds.ts';

/** The candidates chosen, and whether they are alternatives. */
export interface Selection {
  readonly chosen: readonly RankedCandidate[];
  /** True when the request does not tell the chosen apart. */
  readonly tied: boolean;
}

/**
 * Choose references.
 *
 * Greedy over what is uncovered (Nemhauser et al. 1978, "An analysis of approximations for maximizing submodular set
 * functions"): after the first, each further reference is the one that is surest to answer the parts of the request that no
 * reference before it answers.
 *
 * @param families
 *   Tell an index from what is below it: these are never alternatives.
 * @param assessed
 *   The candidates for the whole request, best first.
 * @param parts
 *   What each part of the request comes to by itself; none for a request of one part.
 * @param ambiguousBelow
 *   With this confidence or more the first candidate is taken, however near a second is: 0 to 1 (default: 0.75).
 * @returns
 *   Up to three references. The first is the best; each further one either fits as well (`tied`), or answers
 *   what those before it leave open.
 */
export function select(
  families: Families,
  assessed: readonly RankedCandidate[],
  parts: readonly Ranking[],
  ambiguousBelow: number = CERTAIN_BY_DEFAULT,
): Selection {
  const [first, ...others] = assessed;
  if (!first) return { chosen: [], tied: false };
  const chosen = coverParts(families, assessed, first, parts);
  if (chosen.length > 1) return { chosen, tied: false };
  const rivals = others.filter((other) => other.share >= first.share * TIED_AT && !related(families, first, other));
  return rivals.length === 0 || first.confidence >= ambiguousBelow
    ? { chosen, tied: false }
    : { chosen: [first, ...rivals.slice(0, MOST_REFERENCES - 1)], tied: true };
}

/**
 * The first candidate, and the ones that answer the parts it leaves open. Where it answers none of two or more parts, it is
 * only about something they have in common, and is left out.
 */
function coverParts(
  families: Families,
  assessed: readonly RankedCandidate[],
  first: RankedCandidate,
  parts: readonly Ranking[],
): readonly RankedCandidate[] {
  const clear = parts.filter(
    ({ scope, candidates }) => scope >= PART_IN_SCOPE && (candidates[0]?.confidence ?? 0) >= PART_SURE,
  );
  let open = clear.filter((part) => !answers(part, first));
  const chosen = open.length === clear.length && clear.length > 1 ? [] : [first];
  while (open.length > 0 && chosen.length < MOST_REFERENCES) {
    const gains = new Map<Profile, number>();
    for (const { profile, confidence } of open.flatMap(({ candidates }) => candidates)) {
      if (confidence >= PART_SURE) gains.set(profile, (gains.get(profile) ?? 0) + confidence);
    }
    const next = bestOf(
      assessed.filter(
        (candidate) =>
          candidate.score >= first.score * ADDS_AT && !chosen.some((taken) => related(families, taken, candidate)),
      ),
      gains,
    );
    if (!next) break;
    chosen.push(next);
    open = open.filter((part) => !answers(part, next));
  }
  return chosen.length < 2 ? [first] : chosen.sort((a, b) => assessed.indexOf(a) - assessed.indexOf(b));
}

/** The candidate with the largest gain, the first of several; none without a gain. */
function bestOf(
  candidates: readonly RankedCandidate[],
  gains: ReadonlyMap<Profile, number>,
): RankedCandidate | undefined {
  let best: { readonly candidate: RankedCandidate; readonly gain: number } | undefined;
  for (const candidate of candidates) {
    const gain = gains.get(candidate.profile) ?? 0;
    if (gain > (best?.gain ?? 0)) best = { candidate, gain };
  }
  return best?.candidate;
}

/** Whether a reference answers a part about as well as the best one for it. */
function answers({ candidates }: Ranking, { profile }: RankedCandidate): boolean {
  const own = candidates.find((candidate) => candidate.profile === profile);
  return own !== undefined && own.score >= (candidates[0]?.score ?? 0) * COVERS_AT;
}

function related(families: Families, a: RankedCandidate, b: RankedCandidate): boolean {
  const [left, right] = [a.profile.reference.id, b.profile.reference.id];
  return left === right || families.get(left)?.has(right) === true || families.get(right)?.has(left) === true;
}
