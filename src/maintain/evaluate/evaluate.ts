/** Labelled requests → numbers: how often the router is right, how sure it is of it, and where it goes wrong. */

import type { Decision, RouteOptions } from '../../domain/decision.ts';
import type {
  Confusion,
  CurvePoint,
  EvaluatedRow,
  Evaluation,
  GroupResult,
  Lead,
  Miss,
  Share,
} from '../../domain/evaluation.ts';
import type { Contribution } from '../../domain/explanation.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { Reference } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { calibrationError, shareOf } from './statistics.ts';

/** What is evaluated. */
export interface Evaluated {
  readonly catalog: Named;
  readonly route: (query: string, options?: RouteOptions) => Decision;
}

/** References that labels may name. */
export interface Named {
  readonly references: readonly Pick<Reference, 'id' | 'path' | 'name'>[];
}

/** How to evaluate. */
export interface EvaluateOptions {
  /** Called after each row, for a progress bar. */
  readonly onRow?: (done: number, total: number) => void;
}

/** How far down the candidates a right one counts. */
export const RANKED = 10;
/** Evidence named for a miss. */
const MOST_REASONS = 3;
/** What is less ahead is shown as nothing. */
const LEAST_AHEAD = 0.0005;
const POINTS = 10;

/**
 * Evaluate a signpost on labelled requests.
 *
 * Pure but for `onRow`: the same signpost and requests give the same numbers.
 *
 * @param signpost
 *   What is asked.
 * @param requests
 *   Rows with the ids, paths or names that are expected. None gives an evaluation of no rows.
 * @returns
 *   The numbers, with each row and each miss.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` when a row names a reference that the catalog does not hold.
 * @example
 *   const { r1 } = evaluate(signpost, parseLabelledRequests(text, 'requests.jsonl'));
 *   console.log(r1.value, r1.low, r1.high);
 */
export function evaluate(
  signpost: Evaluated,
  requests: readonly LabelledRequest[],
  { onRow }: EvaluateOptions = {},
): Evaluation {
  const resolve = resolver(signpost.catalog);
  const misses: Miss[] = [];
  const rows = requests.map((request, index): EvaluatedRow => {
    const decision = signpost.route(request.query, { limit: RANKED });
    const row = rowOf(request, decision, resolve);
    if (!row.right) misses.push(missOf(signpost, row));
    onRow?.(index + 1, requests.length);
    return row;
  });
  const answered = rows.filter(({ expected }) => expected !== null && expected.length > 0);
  const none = rows.filter(({ expected }) => expected?.length === 0);
  const near = rows.filter(({ not }) => not.length > 0);
  const sure = answered.map(({ confidence, rank }) => ({ confidence, right: rank === 1 }));
  const foreign = none.map(({ confidence }) => ({ confidence, right: false }));
  return {
    rows,
    r1: countOf(answered, ({ rank }) => rank === 1),
    r3: countOf(answered, ({ rank }) => rank >= 1 && rank <= 3),
    mrr10: mean(answered.map(({ rank }) => (rank === 0 ? 0 : 1 / rank))),
    setRecall: mean(answered.map(recallOf)),
    setPrecision: mean(answered.filter(({ chosen }) => chosen.length > 0).map(precisionOf)),
    noMatch: countOf(none, ({ decision }) => decision === 'abstain'),
    coverage: countOf(answered, ({ decision }) => decision !== 'abstain'),
    nearMiss: countOf(near, ({ chosen, not }) => !chosen.some((id) => not.includes(id))),
    calibrationError: calibrationError([...sure, ...foreign]),
    curve: curveOf(sure),
    references: groups(answered, ({ expected }) => expected?.[0] ?? ''),
    languages: groups(answered, ({ query }) => languageOf(query)),
    confusions: confusionsOf(answered),
    misses,
  };
}

/** Ids, paths with and without their ending, and names → ids. Of another key it throws. */
export function resolver({ references }: Named): (key: string, query: string) => string {
  const ids = new Map<string, string>();
  for (const { id, path, name } of references) {
    for (const key of [id, path, path.replace(/\.md[xc]?$/i, ''), name]) if (!ids.has(key)) ids.set(key, id);
  }
  return (key, query) => {
    const id = ids.get(key);
    if (id !== undefined) return id;
    const reason = `Unexpected \`${key}\` in the labels of “${query}”, expected the id, path or name of a reference`;
    throw new SignpostError('SIGNPOST_BAD_INPUT', reason);
  };
}

function rowOf(
  { id, query, ...labels }: LabelledRequest,
  decision: Decision,
  resolve: (key: string, query: string) => string,
): EvaluatedRow {
  const ids = (keys: readonly string[]) => keys.map((key) => resolve(key, query));
  const expected = labels.expected && ids(labels.expected);
  const acceptable = ids(labels.acceptable);
  const not = ids(labels.not);
  const chosen = decision.references.map((reference) => reference.id);
  const isRight = (candidate: string) => expected?.includes(candidate) === true || acceptable.includes(candidate);
  const rank = expected?.length ? decision.candidates.findIndex((candidate) => isRight(candidate.id)) + 1 : 0;
  const avoided = !chosen.some((candidate) => not.includes(candidate));
  const hit = expected === null ? true : expected.length === 0 ? decision.decision === 'abstain' : rank === 1;
  return {
    ...(id !== undefined && { id }),
    query,
    expected,
    acceptable,
    not,
    decision: decision.decision,
    chosen,
    confidence: decision.confidence,
    rank,
    right: hit && avoided,
  };
}

function missOf({ route }: Evaluated, row: EvaluatedRow): Miss {
  const { candidates, explanation } = route(row.query, { limit: RANKED, explain: true });
  const rights = new Set([...(row.expected ?? []), ...row.acceptable]);
  const [winner] = candidates;
  const right = candidates.find(({ id }) => rights.has(id));
  const contributionsOf = (id: string | undefined): Readonly<Record<string, Contribution>> => {
    const explained = explanation?.candidates.find((candidate) => candidate.id === id);
    return { ...explained?.evidence, ...explained?.adjustments };
  };
  const theirs = contributionsOf(right?.id);
  const because = Object.entries(contributionsOf(winner?.id))
    .map(([name, { label, contribution }]): Lead => {
      return { name, label, contribution, ahead: contribution - (theirs[name]?.contribution ?? 0) };
    })
    .filter(({ ahead }) => ahead >= LEAST_AHEAD)
    .sort((a, b) => b.ahead - a.ahead)
    .slice(0, MOST_REASONS);
  return { row, won: row.chosen[0], winnerScore: winner?.score ?? 0, rightScore: right?.score ?? 0, because };
}

function countOf(rows: readonly EvaluatedRow[], isHit: (row: EvaluatedRow) => boolean): Share {
  return shareOf(rows.filter(isHit).length, rows.length);
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** What is expected may be one of several that do, or all of them: every reference named counts. */
function recallOf({ expected, acceptable, chosen }: EvaluatedRow): number {
  const wanted = expected ?? [];
  const found = wanted.filter((id) => chosen.includes(id)).length;
  if (wanted.length === 1 && found === 0 && chosen.some((id) => acceptable.includes(id))) return 1;
  return wanted.length === 0 ? 0 : found / wanted.length;
}

function precisionOf({ expected, acceptable, chosen }: EvaluatedRow): number {
  return chosen.filter((id) => expected?.includes(id) === true || acceptable.includes(id)).length / chosen.length;
}

/** Thresholds at which the next tenth of the rows falls away. */
function curveOf(rows: readonly { readonly confidence: number; readonly right: boolean }[]): CurvePoint[] {
  const sorted = [...rows].sort((a, b) => a.confidence - b.confidence);
  const starts = Array.from({ length: POINTS }, (_, point) => Math.floor((sorted.length * point) / POINTS));
  // Of fewer than ten rows several tenths begin at the same one.
  return [...new Set(starts)].flatMap((from): CurvePoint[] => {
    const kept = sorted.slice(from);
    const threshold = kept[0]?.confidence;
    if (threshold === undefined) return [];
    const right = kept.filter((row) => row.right).length;
    return [{ threshold, coverage: kept.length / sorted.length, accuracy: right / kept.length }];
  });
}

function groups(rows: readonly EvaluatedRow[], keyOf: (row: EvaluatedRow) => string): GroupResult[] {
  const byKey = new Map<string, EvaluatedRow[]>();
  for (const row of rows) {
    const own = byKey.get(keyOf(row));
    if (own) own.push(row);
    else byKey.set(keyOf(row), [row]);
  }
  return [...byKey]
    .map(([name, own]) => ({ name, r1: countOf(own, ({ rank }) => rank === 1) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** By script alone: what a language looks like, not what it is. */
function languageOf(query: string): string {
  if (/[\p{sc=Hiragana}\p{sc=Katakana}]/u.test(query)) return 'ja';
  if (/\p{sc=Hangul}/u.test(query)) return 'ko';
  if (/\p{sc=Han}/u.test(query)) return 'zh';
  return /\p{sc=Latin}/u.test(query) ? 'latin' : 'other';
}

function confusionsOf(rows: readonly EvaluatedRow[]): Confusion[] {
  const counts = new Map<string, Confusion>();
  for (const { expected, chosen, rank } of rows) {
    const [wanted, got] = [expected?.[0], chosen[0]];
    if (rank === 1 || wanted === undefined || got === undefined) continue;
    const key = `${wanted}\n${got}`;
    counts.set(key, { expected: wanted, chosen: got, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()].sort(
    (a, b) => b.count - a.count || (`${a.expected}\n${a.chosen}` < `${b.expected}\n${b.chosen}` ? -1 : 1),
  );
}
