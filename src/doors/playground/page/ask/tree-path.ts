/** Which branches of a decision tree were taken. */

import type { Branch } from '../../../../domain/reference.ts';
import { resolveLink } from '../reader/resolve-link.ts';

/** A branch, and what became of it. */
export interface LitBranch {
  readonly branch: Branch;
  /** `taken`: it holds. `passed`: it leads to one that does. `dark`: neither. */
  readonly state: 'taken' | 'passed' | 'dark';
  readonly branches: readonly LitBranch[];
}

/** The way to one reference. */
export interface TakenBranch {
  /** The reference the tree stands in, and the one it leads to. */
  readonly owner: string;
  readonly target: string;
  /** From the outermost; bare answers ("Yes", "No") are not among them. */
  readonly conditions: readonly string[];
}

/**
 * Light the branches that hold.
 *
 * Pure. A branch that names the target is taken before one that has the conditions alone: the targets of some are names,
 * which only the router finds.
 */
export function lightBranches(branches: readonly Branch[], taken: TakenBranch): LitBranch[] {
  const leading = light(branches, taken, [], ({ targets }) =>
    targets.some(({ path }) => resolveLink(path, taken.owner) === taken.target),
  );
  return isLit(leading) ? leading : light(branches, taken, [], () => true);
}

function light(
  branches: readonly Branch[],
  taken: TakenBranch,
  above: readonly string[],
  leads: (branch: Branch) => boolean,
): LitBranch[] {
  return branches.map((branch) => {
    const path = [...above, branch.condition];
    const below = light(branch.branches, taken, path, leads);
    const isHeld = taken.conditions.every((condition) => path.some((said) => said.includes(condition)));
    const isPassed = isLit(below);
    return { branch, state: isPassed ? 'passed' : isHeld && leads(branch) ? 'taken' : 'dark', branches: below };
  });
}

/** Whether any of them holds. */
export function isLit(branches: readonly LitBranch[]): boolean {
  return branches.some(({ state }) => state !== 'dark');
}
