/** What a decision stands on, as plain JSON: the request as it was read, and of each candidate what adds to its score. */

import type { Degraded } from './models.ts';
import type { Reference } from './reference.ts';
import type { Field } from './search.ts';

/** Why no reference was chosen. */
export type AbstainReason = 'empty-query' | 'no-candidate' | 'low-confidence';

/** What evidence is of; `other` is what speaks against a candidate, or moves it. */
export type EvidenceKind = 'words' | 'phrase' | 'meaning' | 'tree' | 'context' | 'other';

/** What a decision stands on. */
export interface Explanation {
  readonly decision: 'route' | 'ambiguous' | 'abstain';
  /** Why it abstains; absent where it does not. */
  readonly reason?: AbstainReason;
  /** Ids of the references chosen, best first; none where it abstains. */
  readonly references: readonly string[];
  /** The terms of the request in its order, each once; none of an empty request. */
  readonly terms: readonly ExplainedTerm[];
  /** Terms that no reference holds, and the ones they were read as: these are among `terms`. */
  readonly corrections: readonly Correction[];
  /** How sure it is that anything in the catalog answers, in [0, 1]. */
  readonly inScope: number;
  /** What each part of the request comes to by itself; none for a request of one part. */
  readonly parts: readonly ExplainedPart[];
  /** How much of the turn before it inherits, in [0, 1]: 0 without turns before. */
  readonly followUp: number;
  /** References that were found, and that nobody is sent to. */
  readonly leftOut: readonly LeftOut[];
  /** What was reported or chosen, best first. */
  readonly candidates: readonly ExplainedCandidate[];
  /** What it had to do without, and why; absent when nothing was lacking. */
  readonly degraded?: readonly Degraded[];
}

/** A term of the request: a stem, as references are searched for it. */
export interface ExplainedTerm {
  readonly term: string;
  /** How much it says in this catalog, its inverse document frequency: 0 or more. */
  readonly idf: number;
}

/** A term that was read as another one. */
export interface Correction {
  readonly term: string;
  readonly readAs: string;
}

/** A part of the request by itself. */
export interface ExplainedPart {
  /** As it stands in the request. */
  readonly text: string;
  /** How sure it is that anything answers this part, in [0, 1]. */
  readonly inScope: number;
  /** What answers it best, and how surely, in [0, 1]; absent where nothing does. */
  readonly best?: { readonly id: string; readonly confidence: number };
}

/** A reference nobody is sent to. */
export interface LeftOut {
  readonly id: string;
  /** `always`: it is read whatever is asked. `by-name`: when a person calls it. */
  readonly reading: Exclude<Reference['reading'], 'routed'>;
}

/** What a candidate was judged by. Its contributions add up to `score`; where those of its evidence come to less than 0, they count as 0 together. */
export interface ExplainedCandidate {
  readonly id: string;
  /** 0 or more, unbounded, comparable within one request only; the unit of every contribution. */
  readonly score: number;
  /** What contributed, by the name of the feature, in the order of the table of features. */
  readonly evidence: Readonly<Record<string, Evidence>>;
  /**
   * What moved it beside its evidence, by name: `yielded` to a reference of an earlier root with the same words, `reranked`,
   * `lifted` before the files below it, `descended` behind one of them.
   */
  readonly adjustments: Readonly<Record<string, Contribution>>;
  /** The terms of the request it holds, each with the fields that do. */
  readonly found: readonly FoundTerm[];
  /** Its part of the softmax over all scores, in [0, 1]. */
  readonly share: number;
  /** How sure it is that it answers the whole request, in [0, 1]. */
  readonly confidence: number;
}

/** What adds to a score, or takes from it. */
export interface Contribution {
  /** In words, for people; names tell contributions apart. */
  readonly label: string;
  readonly kind: EvidenceKind;
  /** What it adds to the score: less than 0 where it speaks against the candidate, and never 0. */
  readonly contribution: number;
  /** The author's words it stands on, where it is of a phrase. */
  readonly phrase?: string;
  /** The branch that was taken, where it is of a decision tree. */
  readonly branch?: TakenBranch;
  /** Id of the reference below that an index was put behind. */
  readonly inFavourOf?: string;
}

/** What a feature contributes: its value times its weight. */
export interface Evidence extends Contribution {
  /** In the range of its feature, mostly [0, 1]: the manual has the table. */
  readonly value: number;
  /** Fitted, or set by hand; it may be less than 0. */
  readonly weight: number;
}

/** A branch of a decision tree that was taken. */
export interface TakenBranch {
  /** Id of the reference the tree stands in. */
  readonly owner: string;
  /** From the outermost question in; bare answers ("Yes", "No") are not among them. */
  readonly conditions: readonly string[];
}

/** A term of the request in a candidate. */
export interface FoundTerm {
  readonly term: string;
  readonly fields: readonly Field[];
}
