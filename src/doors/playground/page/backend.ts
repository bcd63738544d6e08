/** What the page asks, whoever answers: a server, or the router in the browser itself. */

import type { Question } from '../../../domain/decision.ts';
import type { Evaluation } from '../../../domain/evaluation.ts';
import type { Excerpt } from '../../../domain/excerpt.ts';
import type { Explanation } from '../../../domain/explanation.ts';
import type { Degraded } from '../../../domain/models.ts';
import type { DecisionTree } from '../../../domain/reference.ts';
import type { WhyNot } from '../../../domain/why-not.ts';

/** A reference in the order it was put. */
interface Ranked {
  readonly id: string;
  readonly title: string;
  readonly confidence: number;
}

/** A decision, with what it stands on. */
export interface Answer {
  readonly decision: 'route' | 'ambiguous' | 'abstain';
  readonly confidence: number;
  readonly inScope: number;
  readonly references: readonly Ranked[];
  readonly candidates: readonly Ranked[];
  readonly question?: Question;
  readonly reason?: string;
  readonly always?: readonly string[];
  readonly degraded?: readonly Degraded[];
  readonly explanation?: Explanation;
}

/** A reference as a list shows it. */
export interface Listed {
  readonly id: string;
  readonly title: string;
  readonly description: string;
}

/** A page of references. */
export interface Listing {
  readonly references: readonly Listed[];
  readonly total: number;
  readonly nextCursor?: string;
}

/** A request to begin with. */
export interface Example {
  readonly query: string;
  readonly id: string;
}

/** A choice held against another. */
export type Held = Pick<WhyNot, 'decision' | 'isChosen' | 'isTried' | 'path' | 'evidence'> & {
  readonly winner: Ranked | null;
  readonly wanted: Ranked | null;
  readonly edit: WhyNot['edit'] | null;
};

/** What linting came to. */
export interface Lint {
  readonly files: readonly {
    readonly path: string;
    readonly messages: readonly LintFinding[];
  }[];
  /** The help page of each rule that found something, as markdown. */
  readonly rules: Readonly<Record<string, string>>;
  readonly documents: number;
  readonly errors: number;
  readonly warnings: number;
}

/** A finding. */
export interface LintFinding {
  readonly ruleId: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly reason: string;
  readonly line?: number;
  readonly column?: number;
  readonly fixable: boolean;
}

/** Answers the page. What is optional is hidden where it is absent. */
export interface Backend {
  readonly route: (query: string, signal: AbortSignal) => Promise<Answer>;
  /** A part of a text, without its front matter. */
  readonly read: (id: string, from: number, maxTokens: number, signal: AbortSignal) => Promise<Excerpt>;
  /** The first page, or the one after another. */
  readonly references: (cursor?: string) => Promise<Listing>;
  readonly examples: () => Promise<readonly Example[]>;
  /** By the reference they stand in. */
  readonly trees: () => Promise<Readonly<Record<string, readonly DecisionTree[]>>>;
  readonly whyNot?: (query: string, reference: string) => Promise<Held>;
  /** Of JSON lines. */
  readonly evaluate?: (lines: string) => Promise<Evaluation>;
  readonly lint?: () => Promise<Lint>;
}

/** Why there is no answer. */
export class BackendError extends Error {
  override readonly name = 'BackendError';
  readonly kind: 'refused' | 'token' | 'unreachable';

  /**
   * @param kind
   *   `refused`: the request is wrong, the message says how. `token`: one is needed. `unreachable`: nobody answers.
   */
  constructor(kind: BackendError['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}
