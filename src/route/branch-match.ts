/** The decision trees run against a request: which branches hold, and how well. */

import type { ResolvedBranch } from '../contracts/reference.ts';
import { analyze } from '../text/index.ts';
import type { Importance } from './evidence.ts';

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

/** Conditions whose idf sums to this count half of those that say much. */
const DAMPING = 2;
/** What the questions above a branch count beside its own condition: they hold for its siblings too. */
const ABOVE = 0.3;

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
  for (const { branch, own, above } of prepared) {
    if (branch.fallback) continue;
    const terms = own.filter((term) => asked.has(term));
    if (terms.length === 0) continue;
    let found = 0;
    let total = 0;
    for (const term of own) {
      total += importance.of(term);
      if (asked.has(term)) found += importance.of(term);
    }
    for (const term of above) {
      if (asked.has(term)) found += ABOVE * importance.of(term);
      total += ABOVE * importance.of(term);
    }
    const share = total === 0 ? 0 : found / total;
    // Squared: a condition of which a fifth is said does not hold a fifth, it does not hold.
    const value = share * share * (total / (total + DAMPING));
    for (const target of branch.targets) {
      if (value > (best.get(target)?.value ?? 0)) best.set(target, { branch, value, terms });
    }
  }
  return best;
}
