/** The decision trees run against a request: which branches hold, and how well. */

import type { ResolvedBranch } from '../domain/reference.ts';
import { analyze } from '../text/analyze.ts';
import type { Importance } from './importance.ts';
import { CONDITION_DAMPING, QUESTIONS_ABOVE } from './thresholds.ts';

/** A branch whose conditions share terms with the request. */
export interface BranchMatch {
  readonly branch: ResolvedBranch;
  /** Square of the share of the conditions' idf found in the request, in (0, 1], damped when the conditions say little. */
  readonly value: number;
  /** The terms they share. */
  readonly terms: readonly string[];
}

/** A branch with its conditions analysed once. */
export interface PreparedBranch {
  readonly branch: ResolvedBranch;
  /** Distinct terms of the branch's own condition. */
  readonly own: readonly string[];
  /** Distinct terms of the conditions above it. */
  readonly above: readonly string[];
}

/** Analyse the conditions of branches. */
export function prepareBranches(branches: readonly ResolvedBranch[]): PreparedBranch[] {
  // The questions above are the same for many branches.
  const known = new Map<string, readonly string[]>();
  const termsOf = (condition: string): readonly string[] => {
    const terms = known.get(condition) ?? [...new Set(analyze(condition))];
    known.set(condition, terms);
    return terms;
  };
  return branches.map((branch) => {
    const own = termsOf(branch.conditions.at(-1) ?? '');
    const above = new Set(branch.conditions.slice(0, -1).flatMap(termsOf));
    return { branch, own, above: [...above].filter((term) => !own.includes(term)) };
  });
}

/**
 * Hold every branch against a request.
 *
 * @param prepared
 *   Branches.
 * @param asked
 *   The terms of the request.
 * @param importance
 *   How much each term says.
 * @returns
 *   For each reference that a matching branch leads to, the best such branch. The fallback of a tree counts
 *   for nothing: it holds when no other branch does.
 */
export function matchBranches(
  prepared: readonly PreparedBranch[],
  asked: ReadonlySet<string>,
  importance: Importance,
): Map<string, BranchMatch> {
  const best = new Map<string, BranchMatch>();
  for (const { branch, own, above } of sharing(prepared, asked)) {
    if (branch.fallback) continue;
    const terms = own.filter((term) => asked.has(term));
    let found = 0;
    let total = 0;
    for (const term of own) {
      total += importance.of(term);
      if (asked.has(term)) found += importance.of(term);
    }
    for (const term of above) {
      if (asked.has(term)) found += QUESTIONS_ABOVE * importance.of(term);
      total += QUESTIONS_ABOVE * importance.of(term);
    }
    const share = total === 0 ? 0 : found / total;
    // Squared: a condition of which a fifth is said does not hold a fifth, it does not hold.
    const value = share * share * (total / (total + CONDITION_DAMPING));
    for (const target of branch.targets) {
      if (value > (best.get(target)?.value ?? 0)) best.set(target, { branch, value, terms });
    }
  }
  return best;
}

/** Requests that look at every branch before the branches are ordered by term: few are ever asked in a process that answers one. */
const MOST_SCANS = 8;

interface Scanned {
  scans: number;
  /** By term the places of the branches whose own condition holds it. */
  holders?: ReadonlyMap<string, readonly number[]>;
}

const scanned = new WeakMap<readonly PreparedBranch[], Scanned>();

/** The branches whose own condition shares a term with a request, in their order. */
function sharing(prepared: readonly PreparedBranch[], asked: ReadonlySet<string>): readonly PreparedBranch[] {
  const known = scanned.get(prepared) ?? { scans: 0 };
  scanned.set(prepared, known);
  if (known.scans++ < MOST_SCANS) return prepared.filter(({ own }) => own.some((term) => asked.has(term)));
  const holders = known.holders ?? holdersOf(prepared);
  known.holders = holders;
  const places = new Set([...asked].flatMap((term) => holders.get(term) ?? []));
  return [...places].sort((a, b) => a - b).flatMap((place) => prepared[place] ?? []);
}

function holdersOf(prepared: readonly PreparedBranch[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [place, { own }] of prepared.entries()) {
    for (const term of own) {
      const known = places.get(term);
      if (known) known.push(place);
      else places.set(term, [place]);
    }
  }
  return places;
}
