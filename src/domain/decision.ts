/** What comes out of routing, and what can be set for a request. */

import type { AbstainReason, Explanation } from './explanation.ts';
import type { Degraded } from './models.ts';

/** A reference in the order the router put it. */
export interface RankedReference {
  readonly id: string;
  readonly path: string;
  readonly root: string;
  readonly title: string;
  /** Sum of evidence: 0 or more, unbounded, comparable within one query only. */
  readonly score: number;
  /** How sure it is that this reference answers the whole request, in [0, 1]: low for the second of two wishes. */
  readonly confidence: number;
}

/** One way to answer the question of an ambiguous decision. */
export interface QuestionOption {
  readonly text: string;
  readonly id: string;
}

/** What to ask when two or more references fit equally well. */
export interface Question {
  readonly text: string;
  readonly options: readonly QuestionOption[];
}

interface DecisionBase {
  readonly query: string;
  /** How sure the decision is, in [0, 1]: of the first reference, or of the best candidate when abstaining. */
  readonly confidence: number;
  /** How sure it is that anything in the catalog answers, in [0, 1]; 0 without candidates. */
  readonly inScope: number;
  /** The references chosen, best first. */
  readonly references: readonly RankedReference[];
  /** Everything considered, best first, up to the limit. */
  readonly candidates: readonly RankedReference[];
  /** Ids of references that are read whatever is asked (`alwaysApply: true`); absent when there are none. */
  readonly always?: readonly string[];
  /** Present when asked for. */
  readonly explanation?: Explanation;
  /** What it had to do without, and why: word vectors, or models that could not be asked; absent when nothing was lacking. */
  readonly degraded?: readonly Degraded[];
}

/** Open these. */
export interface RouteDecision extends DecisionBase {
  readonly decision: 'route';
}

/** Ask this first; `references` are the ones the question is between. */
export interface AmbiguousDecision extends DecisionBase {
  readonly decision: 'ambiguous';
  readonly question: Question;
}

/** None of these; `references` is empty. */
export interface AbstainDecision extends DecisionBase {
  readonly decision: 'abstain';
  readonly reason: AbstainReason;
}

/** The answer to a request. */
export type Decision = RouteDecision | AmbiguousDecision | AbstainDecision;

/** What is known beside the request, all of it optional. */
export interface RequestContext {
  /** Paths of the files at hand, relative to the project: globs of references are matched with them (up to 200 count). */
  readonly files?: readonly string[];
  /** What was asked before, oldest first: a follow-up ("and in prod?") inherits from the last three. */
  readonly history?: readonly string[];
  /** Languages at hand ("python"): they speak for references that name them. */
  readonly languages?: readonly string[];
  /** Names of packages at hand: they speak for references that name them. */
  readonly dependencies?: readonly string[];
}

/** What can be set for one request. */
export interface RouteOptions {
  /** What is known beside the request (default: nothing). */
  readonly context?: RequestContext;
  /** How many candidates to report, of the 50 to 100 that are considered (a whole number from 1 to 1,000; default: 5). */
  readonly limit?: number;
  /** Whether to attach the explanation (default: false). */
  readonly explain?: boolean;
  /** Below this value of `inScope` the router abstains (0 to 1; default: fitted, in `weights.json`). */
  readonly abstainBelow?: number;
  /**
   * With a `confidence` of the first candidate below this the router asks, where another one fits as well (0 to 1, 0 never
   * asks; default: 0.75).
   */
  readonly ambiguousBelow?: number;
}
