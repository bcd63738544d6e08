/** What comes out of tuning: thresholds proposed for one root, and what they would change. */

import type { Share } from './evaluation.ts';

/** What requests come to with the thresholds that hold, or with others. */
export interface ThresholdOutcome {
  /** Rows that expect a reference, and did not abstain. */
  readonly answered: Share;
  /** Rows that expect none, and abstained. */
  readonly turnedAway: Share;
  /** Rows that expect a reference, and were asked back. */
  readonly asked: Share;
  /** Of those that were answered without a question, the ones whose first reference is right. */
  readonly right: Share;
}

/** Thresholds proposed from labelled requests. */
export interface Tuning {
  /** 0 to 1; absent where it would change nothing for the better, as where no row expects none, or none a reference. */
  readonly abstainBelow?: number;
  /** 0 to 1; absent where it would change nothing, as where no row has two references that fit as well. */
  readonly ambiguousBelow?: number;
  readonly before: ThresholdOutcome;
  /** The same rows asked again with what is proposed. */
  readonly after: ThresholdOutcome;
}
