/** A feature of the evidence: one number on how a request and a candidate fit, and what an explanation says of it. */

import type { Evidence, EvidenceKind } from '../../domain/explanation.ts';
import type { Candidate } from '../../domain/search.ts';
import type { Similarity } from '../../search/vectors/semantic.ts';
import type { BranchMatch } from '../branch-match.ts';
import type { PreparedContext } from '../context.ts';
import type { PreparedRequest } from '../prepare-request.ts';
import type { Profile } from '../profile.ts';

/** A feature: its file is named for it, and the first line there says what it measures. */
export interface Feature {
  /** What explanations call it. */
  readonly label: string;
  /** What it is evidence of: the page has a colour for each kind, and `meaning` is fitted with vectors alone. */
  readonly kind: EvidenceKind;
  /** The least and the most that it can be. */
  readonly range: readonly [least: number, most: number];
  /** Its weight, where the labelled requests cannot tell it; absent where it is fitted. */
  readonly byHand?: number;
  /** Gives its value, by the values of the features before it in the table where that is faster. */
  readonly compute: (input: FeatureInput, before: Readonly<Record<string, number>>) => number;
  /** What it stands on, for an explanation: a phrase, or a branch (optional). */
  readonly standsOn?: (input: StandsOnInput) => Pick<Evidence, 'phrase' | 'branch'>;
}

/** A candidate beside the request. */
export interface FeatureInput extends Pick<Candidate, 'fieldScores' | 'matches'> {
  readonly request: PreparedRequest;
  readonly profile: Profile;
  /** The best branch that leads to it, if one does. */
  readonly branch: BranchMatch | undefined;
  /** How near the request is to it by meaning; absent without vectors. */
  readonly meaning: MeaningEvidence | undefined;
  /** What is known beside the request; absent where nothing is. */
  readonly context: PreparedContext | undefined;
}

/** As much of it as is there once a decision is made. */
export interface StandsOnInput extends Pick<FeatureInput, 'profile' | 'branch'> {
  readonly request: Pick<PreparedRequest, 'terms' | 'importance'>;
}

/** What is compared by meaning. */
interface MeaningEvidence {
  readonly similarity: Similarity;
  /** How well each term of the request is found in its own terms, as `nearbyOf` the request tells. */
  readonly near: Float64Array;
}
