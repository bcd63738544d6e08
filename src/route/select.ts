/** Assessed candidates → which of them to open: one, several, or the ones to ask between. */

import type { Assessed, Families } from './assess.ts';
import type { Importance } from './evidence.ts';

/** The candidates chosen, and whether they are alternatives. */
export interface Selection {
  readonly chosen: readonly Assessed[];
  /** True when the request does not tell the chosen apart. */
  readonly tied: boolean;
}

/** A candidate with at least this part of the first one's share fits as well as the first. */
const TIED_AT = 0.8;
/** What `ambiguousBelow` is unless somebody sets it: three in four are right without a question. */
const SURE = 0.75;
/** A further reference has to add this share of the request's idf that no reference before it has. */
const ADDS = 0.3;
/** And be worth opening on its own. */
const WORTH_OPENING = 0.12;
/** And this part of the first one's score. */
const ADDS_AT = 0.5;
const MOST = 3;
/** How far down the candidates it is worth looking. */
const CONSIDERED = 10;

/**
 * Choose references.
 *
 * @param families
 *   Tell an index from what is below it: these are never alternatives.
 * @param assessed
 *   Best first, at least one.
 * @param terms
 *   The terms of the request.
 * @param importance
 *   How much each says.
 * @param ambiguousBelow
 *   With this confidence or more the first candidate is taken, however near a second is: 0 to 1 (default: 0.75).
 * @returns
 *   Up to three references. The first is the best; each further one either fits as well (`tied`), or covers
 *   what those before it leave open.
 */
export function select(
  families: Families,
  assessed: readonly Assessed[],
  terms: readonly string[],
  importance: Importance,
  ambiguousBelow: number = SURE,
): Selection {
  const [first, ...others] = assessed;
  if (!first) return { chosen: [], tied: false };
  const chosen = [first];
  const open = new Set(terms.filter((term) => !covers(first, term)));
  for (const other of others.slice(0, CONSIDERED)) {
    if (chosen.length === MOST || other.score < first.score * ADDS_AT) break;
    if (chosen.some((taken) => related(families, taken, other))) continue;
    const added = [...open].filter((term) => covers(other, term));
    if (!isWish(other, added, terms, importance)) continue;
    chosen.push(other);
    for (const term of added) open.delete(term);
  }
  if (chosen.length > 1) return { chosen, tied: false };
  const rivals = others.filter((other) => other.share >= first.share * TIED_AT && !related(families, first, other));
  return rivals.length === 0 || first.confidence >= ambiguousBelow
    ? { chosen, tied: false }
    : { chosen: [first, ...rivals.slice(0, MOST - 1)], tied: true };
}

/** Whether the terms a candidate adds are a wish of their own: much of the request, or a phrase of its in full. */
function isWish(
  candidate: Assessed,
  added: readonly string[],
  terms: readonly string[],
  importance: Importance,
): boolean {
  const share = added.reduce((sum, term) => sum + importance.of(term), 0) / importance.total;
  if (share >= ADDS && candidate.confidence >= WORTH_OPENING) return true;
  const asked = new Set(terms);
  return candidate.profile.phrases.some(
    (phrase) =>
      phrase.terms.every((term) => asked.has(term)) &&
      phrase.terms.some((term) => added.includes(term)) &&
      phrase.terms.length > 1,
  );
}

/** What a reference is routed by; that a word stands somewhere in its body does not make it the answer. */
function covers({ profile, branch }: Assessed, term: string): boolean {
  return profile.compact.has(term) || branch?.terms.includes(term) === true;
}

function related(families: Families, a: Assessed, b: Assessed): boolean {
  const [left, right] = [a.profile.reference.id, b.profile.reference.id];
  return families.get(left)?.has(right) === true || families.get(right)?.has(left) === true;
}
