/** The evidence for one candidate: named features of how a request and a reference fit, and their weighted sum. */

import { once } from '../domain/once.ts';
import type { Candidate, Query } from '../domain/search.ts';
import type { Similarity } from '../search/vectors/semantic.ts';
import { trigramsOf } from '../text/ngrams.ts';
import type { BranchMatch } from './branch-match.ts';
import type { Importance } from './importance.ts';
import { indexOf, keyOf, likelyBest, MANY_PHRASES } from './many-phrases.ts';
import type { Pair } from './neighbours.ts';
import type { Phrase, Profile } from './profile.ts';
import { PHRASE_DAMPING } from './thresholds.ts';

/** What is compared by meaning: nothing, where there are no vectors. */
export interface MeaningEvidence {
  readonly similarity: Similarity;
  /** How well each term of the request is found in its own terms, as `nearbyOf` the request tells. */
  readonly near: Float64Array;
}

/** The features of a candidate; but for the cosines each is 0 or more, shares are in [0, 1]. */
export interface Features {
  /** BM25+ scores by field, each divided by the number of query terms and by 2·√(sum of idf) + 1. */
  readonly triggersScore: number;
  readonly descriptionScore: number;
  readonly bodyScore: number;
  /** Share of the request's idf found in name, description, triggers and examples. */
  readonly coverage: number;
  /** The same, a term that is not found counting by the cosine of the nearest one that is; `coverage` without vectors. */
  readonly relatedCoverage: number;
  /** Share of the request's idf found there or in headings and body. */
  readonly fullCoverage: number;
  /** Share of the description's idf found in the request. */
  readonly precision: number;
  /** The same, with the triggers for a reference without a description. */
  readonly statement: number;
  /** Share of the request's pairs of neighbouring terms that stand side by side in what it is routed by. */
  readonly pairs: number;
  /** The same in the body, each pair counting by its idf. */
  readonly bodyPairs: number;
  /** Share of the name's character trigrams found in the request: slips, other forms and parts of a word. */
  readonly spelling: number;
  /** The best trigger, example or quoted phrase: share of its idf found in the request, damped when short. */
  readonly phrase: number;
  /** 1 where a trigger, example, title or quoted phrase has the words of the request and no other, else 0. */
  readonly exact: number;
  /** The best branch of a decision tree that leads here: square of the share of its conditions' idf found in the request. */
  readonly branch: number;
  /** The best sentence of the description that excludes: share of its idf found in the request, damped when short. */
  readonly exclusion: number;
  /** The same for the phrases of `not_for`. */
  readonly notFor: number;
  /** The same for what other descriptions send here: "For audits, see seo-audit". */
  readonly received: number;
  /** The best glob of its that a file at hand matches: how much the glob says, in [0, 1); 0 without files. */
  readonly files: number;
  /** What a follow-up inherits: its share of the turns before, each further back counting less; 0 without any. */
  readonly inherited: number;
  /** How many of the languages and dependencies at hand it names, n of them as n / (n + 2), in [0, 1). */
  readonly setting: number;
  /** Cosine of the request to name, triggers and description together, in [-1, 1]; 0 without vectors, as the next two. */
  readonly meaning: number;
  /** The same to the nearest passage of the body, 0 or more. */
  readonly passageMeaning: number;
  /** The same to the nearest trigger, example or clause of the description, 0 or more. */
  readonly phraseMeaning: number;
}

/** What speaks for a candidate beside the request. */
export type ContextEvidence = Pick<Features, 'files' | 'inherited' | 'setting'>;

const NO_CONTEXT: ContextEvidence = { files: 0, inherited: 0, setting: 0 };

/** A pair of neighbouring terms. */
interface AskedPair extends Pair {
  /** The idf of both together; of a pair that comes twice, twice as much. */
  readonly weight: number;
}

/** A request as every candidate is held against it: prepared once. */
export interface PreparedRequest {
  readonly query: Query;
  readonly importance: Importance;
  readonly terms: ReadonlySet<string>;
  /** How much each term of the query says, in its order. */
  readonly weights: readonly number[];
  /** Its pairs of neighbouring terms, each once. */
  readonly pairs: readonly AskedPair[];
  readonly trigrams: ReadonlySet<string>;
  /** What tells its terms from those of others. */
  readonly key: () => string;
}

/**
 * Prepare a request.
 *
 * @param query
 *   The request, with at least one term.
 * @param importance
 *   How much each term says in this catalog.
 */
export function prepareRequest(query: Query, importance: Importance): PreparedRequest {
  const pairs = new Map<string, AskedPair>();
  for (const [index, second] of query.sequence.slice(1).entries()) {
    const first = query.sequence[index] ?? '';
    const text = `${first} ${second}`;
    const weight = importance.of(first) + importance.of(second) + (pairs.get(text)?.weight ?? 0);
    pairs.set(text, { first, second, text, weight });
  }
  const weights = query.terms.map(importance.of);
  const terms = new Set(query.terms);
  const key = once(() => keyOf(query.terms));
  return { query, importance, terms, weights, pairs: [...pairs.values()], trigrams: trigramsOf(query.text), key };
}

/**
 * Compute the features of a candidate.
 *
 * @param request
 *   The request.
 * @param candidate
 *   What retrieval found of it.
 * @param profile
 *   Its terms.
 * @param branch
 *   The best branch that leads to it, if one does.
 * @param meaning
 *   How near the request is to it by meaning; absent without vectors.
 * @param context
 *   What speaks for it beside the request (optional).
 */
export function featuresOf(
  request: PreparedRequest,
  candidate: Pick<Candidate, 'fieldScores' | 'matches'>,
  profile: Profile,
  branch: BranchMatch | undefined,
  meaning: MeaningEvidence | undefined,
  context: ContextEvidence = NO_CONTEXT,
): Features {
  const { query, importance, terms: asked, pairs } = request;
  // A follow-up such as "why?" has no term of its own.
  const scale = 1 / (Math.max(1, query.terms.length) * (2 * Math.sqrt(importance.total) + 1));
  const { fieldScores, matches } = candidate;
  const coverage = heldCoverage(request, profile.routingTerms);
  const precision = shareOf(profile.description, request);
  // Of most references it is the description.
  const isDescribed = profile.descriptionOrTriggers === profile.description;
  const similarity = meaning?.similarity;
  return {
    triggersScore: (fieldScores.triggers ?? 0) * scale,
    descriptionScore: (fieldScores.description ?? 0) * scale,
    bodyScore: (fieldScores.body ?? 0) * scale,
    coverage,
    relatedCoverage: meaning ? nearCoverage(request, meaning.near) : coverage,
    fullCoverage: heldCoverage(request, matches),
    precision,
    statement: isDescribed ? precision : shareOf(profile.descriptionOrTriggers, request),
    pairs: pairs.length === 0 ? 0 : profile.routingBigrams.held(pairs).size / pairs.length,
    bodyPairs: pairWeight(pairs, profile.body.held(pairs)),
    spelling: foundShare(profile.trigrams, request.trigrams),
    phrase: bestPhrase(profile.phrases, asked, importance)?.value ?? 0,
    exact: isSaid(profile.phrases, request) ? 1 : 0,
    branch: branch?.value ?? 0,
    exclusion: bestPhrase(profile.exclusions, asked, importance)?.value ?? 0,
    notFor: bestPhrase(profile.notFor, asked, importance)?.value ?? 0,
    received: bestPhrase(profile.received, asked, importance)?.value ?? 0,
    files: context.files,
    inherited: context.inherited,
    setting: context.setting,
    meaning: similarity?.whole ?? 0,
    passageMeaning: similarity?.passage ?? 0,
    phraseMeaning: similarity?.said ?? 0,
  };
}

/** The weighted sum of features, 0 at the least. */
export function scoreOf(features: Features, weights: Readonly<Record<keyof Features, number>>): number {
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
  for (const phrase of phrases.length > MANY_PHRASES ? likelyBest(phrases, asked, importance) : phrases) {
    let found = 0;
    for (const term of phrase.terms) if (asked.has(term)) found += importance.of(term);
    if (found === 0) continue;
    const total = importance.sumOf(phrase.terms);
    const value = (found / total) * (total / (total + PHRASE_DAMPING));
    if (!best || value > best.value) best = { phrase, value };
  }
  return best;
}

/** Whether a phrase has all terms of a request, and no other. */
function isSaid(phrases: readonly Phrase[], { terms: asked, key }: PreparedRequest): boolean {
  if (phrases.length > MANY_PHRASES) return indexOf(phrases).keys().has(key());
  return phrases.some(({ terms }) => terms.length === asked.size && terms.every((term) => asked.has(term)));
}

/** Share of the request's idf whose terms are held, 0 to 1. */
function heldCoverage(
  { query, importance, weights }: PreparedRequest,
  there: { readonly has: (term: string) => boolean },
): number {
  if (importance.total === 0) return 0;
  let found = 0;
  for (const [at, term] of query.terms.entries()) if (there.has(term)) found += weights[at] ?? 0;
  return found / importance.total;
}

/** Share of the request's idf that is found, each term by how well, 0 to 1. */
function nearCoverage({ importance, weights }: PreparedRequest, found: Float64Array): number {
  if (importance.total === 0) return 0;
  let sum = 0;
  for (const [at, weight] of weights.entries()) sum += (found[at] ?? 0) * weight;
  return sum / importance.total;
}

/** Share of the idf of a reference's terms that the request holds. */
function shareOf(terms: ReadonlySet<string>, { query, weights, importance }: PreparedRequest): number {
  let matched = 0;
  for (const [at, term] of query.terms.entries()) if (terms.has(term)) matched += weights[at] ?? 0;
  // Added in another order the same numbers may come to a bit more.
  return matched === 0 ? 0 : Math.min(1, matched / importance.sumOf(terms));
}

/** Share of the weight of pairs that is held, in [0, 1]; 0 of none. */
function pairWeight(pairs: readonly AskedPair[], held: ReadonlySet<string>): number {
  let found = 0;
  let total = 0;
  for (const { text, weight } of pairs) {
    total += weight;
    if (held.has(text)) found += weight;
  }
  return total === 0 ? 0 : found / total;
}

/** Share of the items of one that the other holds, in [0, 1]; 0 of none. */
function foundShare(asked: ReadonlySet<string>, there: ReadonlySet<string>): number {
  let found = 0;
  for (const item of asked) if (there.has(item)) found++;
  return asked.size === 0 ? 0 : found / asked.size;
}
