/** Labelled requests → the thresholds that would fit a root best. */

import type { Decision, RouteOptions } from '../../domain/decision.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { ThresholdOutcome, Tuning } from '../../domain/tuning.ts';
import { type Evaluated, resolver } from './evaluate.ts';
import { shareOf } from './statistics.ts';

/** A question that spares a wrong file is worth as many that were not needed: three in four right is sure enough. */
const WORTH = 3;

/** A request that says what is right. */
interface Row {
  readonly query: string;
  /** Nothing answers it. */
  readonly isNone: boolean;
  readonly isRight: (id: string) => boolean;
}

/** A value of a threshold's quantity, and what turning it down is worth. */
interface Vote {
  readonly at: number;
  readonly worth: number;
}

/**
 * Propose thresholds from labelled requests.
 *
 * `abstainBelow` is where the share of answerable requests that are answered and the share of the others that are turned
 * away are together the largest (Youden 1950, "Index for rating diagnostic tests"). `ambiguousBelow` is where questions
 * pay most: one that spares a wrong first file, and has the right one among its options, counts as much as three others.
 *
 * Pure. Few rows give thresholds that hold for these rows alone: tens of each kind are the least.
 *
 * @param signpost
 *   What is asked, with the thresholds that hold now.
 * @param requests
 *   Rows as `evaluate` reads them; those with `expected: null` say nothing here.
 * @returns
 *   The proposals, and what the rows come to before and after. Without rows nothing is proposed.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` when a row names a reference that the catalog does not hold.
 * @example
 *   const { abstainBelow, after } = tuneThresholds(signpost, requests);
 *   console.log(abstainBelow, after.turnedAway.value);
 */
export function tuneThresholds(signpost: Evaluated, requests: readonly LabelledRequest[]): Tuning {
  const resolve = resolver(signpost.catalog);
  const rows = requests.flatMap(({ query, expected, acceptable }): Row[] => {
    if (expected === null) return [];
    const ids = new Set([...expected, ...acceptable].map((key) => resolve(key, query)));
    return [{ query, isNone: expected.length === 0, isRight: (id) => ids.has(id) }];
  });
  // As they come out where nothing is turned away and everything that can be asked is.
  const open = rows.map((row) => ({ row, decision: ask(signpost, row, { abstainBelow: 0, ambiguousBelow: 1 }) }));
  const answerable = rows.filter(({ isNone }) => !isNone).length;
  const scope = open.flatMap(({ row, decision }): Vote[] => {
    // Without a candidate it abstains whatever the threshold.
    if (decision.decision === 'abstain') return [];
    return [{ at: decision.inScope, worth: row.isNone ? 1 / (rows.length - answerable) : -1 / answerable }];
  });
  const doubt = open.flatMap(({ row, decision: { decision, references, confidence } }): Vote[] => {
    if (row.isNone || decision !== 'ambiguous') return [];
    const [first, ...others] = references.map(({ id }) => row.isRight(id));
    return [{ at: confidence, worth: !first && others.includes(true) ? WORTH : -1 }];
  });
  const hasBoth = answerable > 0 && answerable < rows.length;
  const before = outcomeOf(signpost, rows, {});
  // A threshold that changes nothing for the better is none.
  const abstaining = hasBoth ? { abstainBelow: bestThreshold(scope) } : {};
  const asking = doubt.length > 0 ? { ambiguousBelow: bestThreshold(doubt) } : {};
  const proposed = {
    ...(isBetterScope(outcomeOf(signpost, rows, abstaining), before) && abstaining),
    ...(isOtherwise(outcomeOf(signpost, rows, asking), before) && asking),
  };
  return { ...proposed, before, after: outcomeOf(signpost, rows, proposed) };
}

function ask({ route }: Evaluated, { query }: Row, options: RouteOptions): Decision {
  return route(query, { ...options, limit: 1 });
}

/** Whether more is answered and turned away together. */
function isBetterScope(after: ThresholdOutcome, before: ThresholdOutcome): boolean {
  const sum = ({ answered, turnedAway }: ThresholdOutcome) => answered.value + turnedAway.value;
  return sum(after) > sum(before) + Number.EPSILON;
}

/** Whether other requests are asked back: of those that are, the threshold asks the ones that pay. */
function isOtherwise(after: ThresholdOutcome, before: ThresholdOutcome): boolean {
  return after.asked.hits !== before.asked.hits;
}

/**
 * The threshold below which the votes are worth most, in the middle of the gap it lies in, so that neither neighbour is at
 * its edge. Of several as good the lowest: it turns the fewest away.
 */
function bestThreshold(votes: readonly Vote[]): number {
  const sorted = [...votes].sort((a, b) => a.at - b.at);
  let [sum, best, threshold] = [0, 0, 0];
  const between = (low: number, high: number) => {
    const middle = (low + high) / 2;
    const short = Math.round(middle * 1000) / 1000;
    return short > low && short <= high ? short : middle;
  };
  for (const [index, { at, worth }] of sorted.entries()) {
    sum += worth;
    const next = sorted[index + 1]?.at ?? 1;
    if (next === at || sum <= best + Number.EPSILON) continue;
    best = sum;
    threshold = between(at, next);
  }
  return threshold;
}

function outcomeOf(signpost: Evaluated, rows: readonly Row[], options: RouteOptions): ThresholdOutcome {
  const decided = rows.map((row) => ({ row, decision: ask(signpost, row, options) }));
  const answerable = decided.filter(({ row }) => !row.isNone);
  const none = decided.filter(({ row }) => row.isNone);
  const is = (kind: Decision['decision']) => (one: (typeof decided)[number]) => one.decision.decision === kind;
  const routed = answerable.filter(is('route'));
  const right = routed.filter(({ row, decision }) => row.isRight(decision.references[0]?.id ?? ''));
  return {
    answered: shareOf(answerable.length - answerable.filter(is('abstain')).length, answerable.length),
    turnedAway: shareOf(none.filter(is('abstain')).length, none.length),
    asked: shareOf(answerable.filter(is('ambiguous')).length, answerable.length),
    right: shareOf(right.length, routed.length),
  };
}
