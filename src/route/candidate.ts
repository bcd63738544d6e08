/** Candidates of a request on their way to a decision: with their evidence, with a score, ranked. */

import type { Candidate } from '../domain/search.ts';
import type { SemanticIndex } from '../search/vectors/semantic.ts';
import type { BranchMatch, PreparedBranch } from './branch-match.ts';
import type { Features } from './evidence.ts';
import type { Importance } from './importance.ts';
import type { Parameters } from './parameters.ts';
import type { Profile } from './profile.ts';
import type { Group, Profiles } from './profiles.ts';
import type { FoundTerms } from './trust.ts';

/** A candidate with everything a decision needs. */
export interface RankedCandidate {
  readonly profile: Profile;
  readonly features: Features;
  /** Query terms found, and the fields they were found in. */
  readonly matches: Candidate['matches'];
  readonly branch: BranchMatch | undefined;
  readonly score: number;
  /** The child that answers more closely, when the candidate is an index that was put behind it. */
  readonly descendedTo: string | undefined;
  /** Whether a reranker gave it its place. */
  readonly isReranked: boolean;
  /** What a reference of a later root loses for having the words of an earlier one's alone: 0 or less. */
  readonly yielded: number;
  readonly share: number;
  readonly confidence: number;
}

/** By the id of an index or skill, what is below it, directly or through others. */
export type Families = Pick<ReadonlyMap<string, Group>, 'get'>;

/** What stays the same from request to request. */
export interface RouterIndex {
  readonly profiles: Profiles;
  readonly branches: readonly PreparedBranch[];
  /** Compares by meaning, where there are vectors. */
  readonly semantics: SemanticIndex | undefined;
  readonly families: Families;
}

/** What models that people bring say of a request. */
export interface OutsideEvidence {
  /** Cosines of an embedder by id: they take the place of those of the vectors. */
  readonly nearness?: ReadonlyMap<string, number> | undefined;
  /** Scores of a reranker by id, the higher the better: the order of those references among each other. */
  readonly reranked?: ReadonlyMap<string, number> | undefined;
}

/** What is known of a request once its candidates are ranked. */
export interface Ranking {
  /** Best first, ties by id. */
  readonly candidates: readonly RankedCandidate[];
  /** How sure it is that any of them answers, in [0, 1]; 0 without candidates. */
  readonly scope: number;
  /** What they were assessed by. */
  readonly parameters: Parameters;
}

export type ScoredCandidate = Omit<RankedCandidate, 'share' | 'confidence'> & Pick<CandidateEvidence, 'found'>;

export interface Request {
  readonly terms: readonly string[];
  readonly importance: Importance;
}

/** A candidate with its evidence, before it is scored. */
export interface CandidateEvidence extends Pick<RankedCandidate, 'profile' | 'features' | 'matches' | 'branch'> {
  /** Where roots come before one another; absent where they do not. */
  readonly found: FoundTerms | undefined;
}

/** Candidates with their evidence. */
export interface CollectedEvidence {
  readonly candidates: readonly CandidateEvidence[];
  /** Share of the request's terms that the vectors know, in [0, 1]. */
  readonly vocabularyShare: number;
  /**
   * Mean cosine of the request to the three references nearest in meaning, in [-1, 1]; 0 without vectors. Somebody else's
   * request is near one reference by chance; a subject of the catalog has several.
   */
  readonly neighborhoodSimilarity: number;
}
