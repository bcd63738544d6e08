/** The evidence for one candidate: named features of how a request and a reference fit, and their weighted sum. */

import type { Candidate, Query } from '../contracts/search.ts';
import type { BranchMatch } from './branch-match.ts';
import { type Phrase, type Profile, pairsOf } from './profile.ts';

/** How much a term of the request says, and what all of its terms say together. */
export interface Importance {
  /** Inverse document frequency of a term: 0 or more. */
  readonly of: (term: string) => number;
  /** Sum over the distinct terms of the request; a term that was read as another one counts twice. */
  readonly total: number;
}

/** The features of a candidate; each is 0 or more, shares are in [0, 1]. */
export interface Features {
  /** BM25+ scores by field, each divided by the number of query terms and by 2·√(sum of idf) + 1. */
  readonly nameScore: number;
  readonly triggersScore: number;
  readonly descriptionScore: number;
  readonly headingsScore: number;
  readonly bodyScore: number;
  /** Share of the request's idf found in name, description, triggers and examples. */
  readonly coverage: number;
  /** Share of the request's idf found there or in headings and body. */
  readonly fullCoverage: number;
  /** Share of the description's idf found in the request. */
  readonly precision: number;
  /** The same, with the triggers for a reference without a description: how sure, not how good. */
  readonly statement: number;
  /** Share of the name's idf found in the request. */
  readonly nameShare: number;
  /** Share of the request's pairs of neighbouring terms that stand side by side in the same texts. */
  readonly pairs: number;
  /** The best trigger, example or quoted phrase: share of its idf found in the request, damped when short. */
  readonly phrase: number;
  /** The best branch of a decision tree that leads here: share of its conditions' idf found in the request. */
  readonly branch: number;
  /** The best sentence of the description that excludes: share of its idf found in the request, damped when short. */
  readonly exclusion: number;
  /** The same for the phrases of `not_for`. */
  readonly notFor: number;
}

/** A phrase whose idf sums to this counts half of a long one's. */
const PHRASE_DAMPING = 3;

/**
 * Weights of the features. Fitted on labelled requests over real catalogues of skills by a softmax over the
 * candidates of each request, one catalogue left out at a time; `branch` and `notFor` are set by hand, since those
 * catalogues have no trees across files and no `not_for`.
 */
export const WEIGHTS: Readonly<Record<keyof Features, number>> = {
  nameScore: 0,
  triggersScore: 1.1,
  descriptionScore: 1.5,
  headingsScore: 0,
  bodyScore: 1.8,
  coverage: 2.8,
  fullCoverage: 1.9,
  precision: 3.8,
  statement: 0,
  nameShare: 1.3,
  pairs: 2.4,
  phrase: 3.75,
  branch: 3,
  exclusion: -0.7,
  notFor: -5,
};

/**
 * Compute the features of a candidate.
 *
 * @param query
 *   The request, with at least one term.
 * @param importance
 *   How much each term says in this catalog.
 * @param candidate
 *   What retrieval found of it.
 * @param profile
 *   Its terms.
 * @param branch
 *   The best branch that leads to it, if one does.
 */
export function featuresOf(
  query: Query,
  importance: Importance,
  candidate: Pick<Candidate, 'fieldScores' | 'matches'>,
  profile: Profile,
  branch: BranchMatch | undefined,
): Features {
  const asked = new Set(query.terms);
  const scale = 1 / (query.terms.length * (2 * Math.sqrt(importance.total) + 1));
  const { fieldScores, matches } = candidate;
  const share = (terms: Iterable<string>, found: (term: string) => boolean) => shareOf(terms, found, importance);
  const covered = (found: (term: string) => boolean) =>
    importance.total === 0 ? 0 : (share(query.terms, found) * sumOf(query.terms, importance)) / importance.total;
  return {
    nameScore: (fieldScores.name ?? 0) * scale,
    triggersScore: (fieldScores.triggers ?? 0) * scale,
    descriptionScore: (fieldScores.description ?? 0) * scale,
    headingsScore: (fieldScores.headings ?? 0) * scale,
    bodyScore: (fieldScores.body ?? 0) * scale,
    coverage: covered((term) => profile.compact.has(term)),
    fullCoverage: covered((term) => matches.has(term)),
    precision: share(profile.description, (term) => asked.has(term)),
    statement: share(profile.statement, (term) => asked.has(term)),
    nameShare: share(profile.name, (term) => asked.has(term)),
    pairs: pairShare(query.sequence, profile.pairs),
    phrase: bestPhrase(profile.phrases, asked, importance)?.value ?? 0,
    branch: branch?.value ?? 0,
    exclusion: bestPhrase(profile.exclusions, asked, importance)?.value ?? 0,
    notFor: bestPhrase(profile.notFor, asked, importance)?.value ?? 0,
  };
}

/** The weighted sum of features, 0 at the least. */
export function scoreOf(features: Features, weights: Readonly<Record<keyof Features, number>> = WEIGHTS): number {
  let score = 0;
  for (const name of Object.keys(weights) as (keyof Features)[]) score += weights[name] * features[name];
  return Math.max(0, score);
}

/** The phrase the request says most of, by the feature's value; ties by order. */
export function bestPhrase(
  phrases: readonly Phrase[],
  asked: ReadonlySet<string>,
  importance: Importance,
): { readonly phrase: Phrase; readonly value: number } | undefined {
  let best: { phrase: Phrase; value: number } | undefined;
  for (const phrase of phrases) {
    let found = 0;
    let total = 0;
    for (const term of phrase.terms) {
      const idf = importance.of(term);
      total += idf;
      if (asked.has(term)) found += idf;
    }
    if (found === 0) continue;
    const value = (found / total) * (total / (total + PHRASE_DAMPING));
    if (!best || value > best.value) best = { phrase, value };
  }
  return best;
}

function sumOf(terms: readonly string[], importance: Importance): number {
  return terms.reduce((sum, term) => sum + importance.of(term), 0);
}

function shareOf(terms: Iterable<string>, found: (term: string) => boolean, importance: Importance): number {
  let total = 0;
  let matched = 0;
  for (const term of terms) {
    const idf = importance.of(term);
    total += idf;
    if (found(term)) matched += idf;
  }
  return total === 0 ? 0 : matched / total;
}

function pairShare(sequence: readonly string[], pairs: ReadonlySet<string>): number {
  if (sequence.length < 2) return 0;
  const asked = new Set(pairsOf(sequence));
  let found = 0;
  for (const pair of asked) if (pairs.has(pair)) found++;
  return found / asked.size;
}
