/** Labelled catalogues → fitted parameters, and what a router fitted without a catalogue decides on it. */

import { confidenceInputs, confidenceOf, scopeInputs, scopeOf, sharesOf } from '../../src/route/confidence.ts';
import { scoreOf } from '../../src/route/evidence.ts';
import { FEATURE_LIST, type FeatureName } from '../../src/route/features/all.ts';
import type { Logistic, Parameters } from '../../src/route/parameters.ts';
import { fitLogistic, fitRanking, type Observation, type Samples } from './fit.ts';
import type { LabelledCatalogue, Row, Weighted } from './read-rows.ts';

/** Short descriptions or labels alone, and a set whose labels favour lexical matching: not in the macro average. */
export const EVERYDAY: ReadonlySet<string> = new Set(['metatool', 'banking77', 'salesforce-978']);

/** A request, decided. */
export interface Decided {
  readonly row: Row;
  /** Best first. */
  readonly candidates: readonly Pick<Weighted, 'id' | 'right' | 'wrong'>[];
  /** Of the first candidate; 0 without one. */
  readonly confidence: number;
  readonly scope: number;
}

/** A catalogue as a router fitted on all others decides it. */
export interface LeftOut {
  readonly catalogue: LabelledCatalogue;
  readonly parameters: Pick<Parameters, 'abstainBelow'>;
  readonly decided: readonly Decided[];
}

const FITTED = FEATURE_LIST.filter(([, { byHand }]) => byHand === undefined);
const WORDS = FITTED.filter(([, { kind }]) => kind !== 'meaning').map(([name]) => name);
/** With vectors `relatedCoverage` says all that `coverage` does. */
const WORDS_BESIDE_MEANING = WORDS.filter((name) => name !== 'coverage');
const MEANING = FITTED.filter(([, { kind }]) => kind === 'meaning').map(([name]) => name);
const BY_HAND = Object.fromEntries(
  FEATURE_LIST.flatMap(([name, { byHand }]) => (byHand === undefined ? [] : [[name, byHand]])),
);
/** What all foreign requests of a catalogue count beside all of its own: for being right, and for being in scope. */
const FOREIGN = { right: 0.1, scope: 1 };
/** What a labelled request without an answer counts beside one with: there are few. */
const NONE_IN_SCOPE_FIT = 2;
/** Share of the requests of skill catalogues that are to be answered rather than turned away. */
const COVERAGE = 0.9;

/**
 * Fit on all catalogues, and for each on all others.
 *
 * @param catalogues
 *   Read with vectors, or without.
 * @param mode
 *   Which of the two.
 * @param without
 *   Features left out, to see what they are worth (optional).
 */
export function crossValidate(
  catalogues: readonly LabelledCatalogue[],
  mode: 'lexical' | 'full',
  without: ReadonlySet<string> = new Set(),
): { readonly all: Parameters; readonly leftOut: readonly LeftOut[] } {
  const names = (mode === 'full' ? [...WORDS_BESIDE_MEANING, ...MEANING] : WORDS).filter((name) => !without.has(name));
  const samples = catalogues.map((catalogue) => samplesOf(catalogue, names));
  const evidence = (used: readonly Samples[]) => evidenceOf(names, fitRanking(used, names.length));
  const own = samples.map(({ name }) => evidence(samples.filter((other) => other.name !== name)));
  const ranked = catalogues.map((catalogue, at) => rank(catalogue, own[at] ?? evidence(samples)));
  const leftOut = catalogues.map((catalogue, at): LeftOut => {
    const others = ranked.filter((_, other) => other !== at);
    const parameters = { evidence: own[at] ?? evidence(samples), ...calibrate(others, mode), abstainBelow: 0 };
    return { catalogue, parameters, decided: (ranked[at]?.rows ?? []).map((row) => decide(row, parameters)) };
  });
  const abstainBelow = thresholdOf(leftOut);
  return {
    all: { evidence: evidence(samples), ...calibrate(ranked, mode), abstainBelow },
    leftOut: leftOut.map((one) => ({ ...one, parameters: { ...one.parameters, abstainBelow } })),
  };
}

/** A request with its candidates in order. */
interface Ranked {
  readonly row: Row;
  readonly candidates: readonly Weighted[];
  /** Of the first candidate among all. */
  readonly share: number;
}

interface RankedCatalogue {
  readonly rows: readonly Ranked[];
}

function rank({ rows }: LabelledCatalogue, evidence: Parameters['evidence']): RankedCatalogue {
  return {
    rows: rows.map((row) => {
      const scored = row.candidates
        .map((candidate) => ({ candidate, score: scoreOf(candidate.features, evidence) }))
        .sort((a, b) => b.score - a.score);
      const [share = 0] = sharesOf(scored.map(({ score }) => score));
      return { row, candidates: scored.map(({ candidate }) => candidate), share };
    }),
  };
}

function decide({ row, candidates, share }: Ranked, parameters: Parameters): Decided {
  const [first] = candidates;
  return {
    row,
    candidates,
    confidence: first ? confidenceOf(first.features, share, parameters) : 0,
    scope: first ? scopeOf(first.features, row.known, row.surroundings, parameters) : 0,
  };
}

/** The two logistic functions, over the first candidates of all requests. */
function calibrate(
  catalogues: readonly RankedCatalogue[],
  mode: 'lexical' | 'full',
): Pick<Parameters, 'confidence' | 'scope'> {
  const right: (Observation & { readonly names: readonly string[] })[] = [];
  const scope: (Observation & { readonly names: readonly string[] })[] = [];
  for (const { rows } of catalogues) {
    const own = rows.filter(({ row }) => row.kind === 'in').length;
    const foreign = rows.filter(({ row }) => row.kind === 'foreign').length;
    for (const { row, candidates, share } of rows) {
      const [first] = candidates;
      if (!first || row.kind === 'not') continue;
      const isForeign = row.kind === 'foreign';
      const each = isForeign ? Math.sqrt(own) / foreign : 1 / Math.sqrt(own);
      const confidence = named(confidenceInputs(first.features, share), mode);
      const asked = named(scopeInputs(first.features, row.known, row.surroundings), mode);
      right.push({ ...confidence, held: first.right, weight: each * (isForeign ? FOREIGN.right : 1) });
      const counts = row.kind === 'none' ? NONE_IN_SCOPE_FIT : isForeign ? FOREIGN.scope : 1;
      scope.push({ ...asked, held: row.kind === 'in', weight: each * counts });
    }
  }
  return {
    confidence: logisticOf(right) as Parameters['confidence'],
    scope: logisticOf(scope) as Parameters['scope'],
  };
}

/** Inputs by name → in one order; without vectors those that compare by meaning are nothing to learn from. */
function named(inputs: Readonly<Record<string, number>>, mode: 'lexical' | 'full') {
  const names = Object.keys(inputs);
  const isSaid = (name: string) =>
    mode === 'full' || !(MEANING as readonly string[]).concat('known', 'neighborhoodSimilarity').includes(name);
  return { names, values: names.map((name) => (isSaid(name) ? (inputs[name] ?? 0) : 0)) };
}

function logisticOf(observations: readonly (Observation & { readonly names: readonly string[] })[]): Logistic<string> {
  const names = observations[0]?.names ?? [];
  const weights = fitLogistic(observations, names.length);
  return Object.fromEntries(['constant', ...names].map((name, k) => [name, rounded(weights[k] ?? 0)]));
}

/** The highest threshold at which the router answers as many requests of skill catalogues as it should. */
function thresholdOf(leftOut: readonly LeftOut[]): number {
  const scopes = leftOut
    .filter(({ catalogue }) => !EVERYDAY.has(catalogue.name))
    .flatMap(({ decided }) => decided.filter(({ row }) => row.kind === 'in').map(({ scope }) => scope))
    .sort((a, b) => b - a);
  // Rounded down: what is as sure as the last of them is answered, too.
  return Math.floor((scopes[Math.ceil(scopes.length * COVERAGE) - 1] ?? 0) * 1000) / 1000;
}

function samplesOf({ name, rows }: LabelledCatalogue, names: readonly FeatureName[]): Samples {
  const samples = rows
    .filter(({ kind }) => kind === 'in')
    .map(({ candidates }) => {
      const values = new Float64Array(candidates.length * names.length);
      for (const [index, { features }] of candidates.entries()) {
        for (const [at, feature] of names.entries()) values[index * names.length + at] = features[feature];
      }
      return { values, right: candidates.map(({ right }) => right) };
    });
  return { name, samples };
}

function evidenceOf(names: readonly FeatureName[], weights: Float64Array): Parameters['evidence'] {
  const none = Object.fromEntries([...WORDS, ...MEANING].map((name) => [name, 0]));
  const fitted = Object.fromEntries(names.map((name, k) => [name, rounded(weights[k] ?? 0)]));
  return { ...none, ...fitted, ...BY_HAND } as Parameters['evidence'];
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
