/** What a suggestion of triggers comes to. */

import type { Degraded } from './models.ts';

/** Where a reference says it in its own words. */
export type TriggerSource = 'heading' | 'use when' | 'identifier';

/** A request whose answer a trigger would change. */
export interface ChangedRequest {
  readonly query: string;
  /** Paths of the references it should lead to. */
  readonly expected: readonly string[];
  /** Where it led before, and would lead after; `undefined` for nowhere. */
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** One trigger for one reference. */
export interface Suggestion {
  readonly root: string;
  readonly path: string;
  readonly trigger: string;
  readonly source: TriggerSource;
  /** Requests that would be won, at least one. */
  readonly won: readonly ChangedRequest[];
  /** Requests that a neighbour would lose. */
  readonly lost: readonly ChangedRequest[];
  /** Whether it was written into the front matter. */
  readonly written: boolean;
}

/** A run. */
export interface SuggestResult {
  /** In the order in which they should be taken: each counts with those before it. */
  readonly suggestions: readonly Suggestion[];
  /** Requests looked at: triggers, examples, and those of an evaluation. */
  readonly requests: number;
  /**
   * How many of them led to the wrong place, before and with every suggestion. Where there are too many to ask them all again, those
   * count as before that share no word with a suggestion.
   */
  readonly wrongBefore: number;
  readonly wrongAfter: number;
  /** Those that no suggestion wins. */
  readonly open: readonly ChangedRequest[];
  /** Triggers and examples that were not asked about: only so many are, of one reference and of all. */
  readonly unasked: number;
  /** References that lose requests, and for which no trigger was tried any more: only so many requests are asked again. */
  readonly untried: number;
  /** What its requests had to do without, and why; absent when nothing was lacking. */
  readonly degraded?: readonly Degraded[];
}
