/** What stands in the sections that are JSON. */

import type { DecisionTree } from '../../domain/reference.ts';
import type { PreparedBranch } from '../../route/branch-match.ts';

/** A phrase: its text, and its terms. */
export type PhraseRecord<Term = number> = readonly [text: string, terms: readonly Term[]];

/** A profile; in a pack terms are numbers of the term table. */
export interface ProfileRecord<Term = number> {
  readonly name: string;
  readonly isDescribed: boolean;
  readonly sequences: readonly (readonly Term[])[];
  readonly clauses: readonly (readonly Term[])[];
  readonly phrases: readonly PhraseRecord<Term>[];
  readonly exclusions: readonly PhraseRecord<Term>[];
  readonly received: readonly PhraseRecord<Term>[];
  readonly notFor: readonly PhraseRecord<Term>[];
}

/** How references hang together. */
export interface LayoutRecord {
  readonly branches: readonly PreparedBranch[];
  readonly always: readonly string[];
  /** Places of references that say which files they are about. */
  readonly withGlobs: readonly number[];
}

/** What of a catalog only those read who ask for the catalog. */
export interface CatalogRecord {
  readonly trees: readonly (readonly [id: string, trees: readonly DecisionTree[]])[];
  readonly entryTexts: readonly (readonly [id: string, texts: readonly string[]])[];
}

/** A message about a document. */
export interface MessageRecord {
  readonly file: string;
  readonly code: string;
  readonly reason: string;
  readonly place?: object;
}
