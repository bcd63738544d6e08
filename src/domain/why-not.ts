/** Why one reference was chosen and another was not. */

import type { RankedReference } from './decision.ts';
import type { ExplainedTerm } from './explanation.ts';
import type { Degraded } from './models.ts';
import type { ChangedRequest } from './suggestion.ts';

/** One piece of evidence, for the winner and for the reference asked about. */
export interface ComparedEvidence {
  /** Name of the feature. */
  readonly name: string;
  readonly label: string;
  /** What it contributed to each score, 0 where it is absent. */
  readonly winner: number;
  readonly wanted: number;
}

/** A trigger for the reference asked about that would turn the choice. */
export interface TurningTrigger {
  readonly kind: 'trigger';
  readonly trigger: string;
  /** Other requests that would be lost to it. */
  readonly lost: readonly ChangedRequest[];
}

/** A branch to the reference asked about that would turn the choice. */
export interface TurningBranch {
  readonly kind: 'branch';
  /** Path of the document with the decision tree, and the heading of the tree. */
  readonly path: string;
  readonly heading: string;
  readonly condition: string;
  /** Other requests that would be lost to it. */
  readonly lost: readonly ChangedRequest[];
}

/** The choice of a request, held against another. */
export interface WhyNot {
  readonly query: string;
  readonly decision: 'route' | 'ambiguous' | 'abstain';
  /** What won, or the best candidate of an abstention; `undefined` when there is none. */
  readonly winner: RankedReference | undefined;
  /** The reference asked about, as it was ranked; `undefined` when it is not among the candidates. */
  readonly wanted: RankedReference | undefined;
  /** Path of the reference asked about. */
  readonly path: string;
  /** Whether it is among those the decision opens, first or not. */
  readonly isChosen: boolean;
  /** The largest difference first. */
  readonly evidence: readonly ComparedEvidence[];
  /** The terms of the request, and how much each says. */
  readonly terms: readonly ExplainedTerm[];
  /** Whether edits were tried: not where it is chosen already, nor where others wait and the catalog is too large for that. */
  readonly isTried: boolean;
  /**
   * The edit of the fewest words, a trigger before a branch; `undefined` when none was tried, or no phrase of the request as
   * either would turn it.
   */
  readonly edit: TurningTrigger | TurningBranch | undefined;
  /** What its requests had to do without, and why; absent when nothing was lacking. */
  readonly degraded?: readonly Degraded[];
}
