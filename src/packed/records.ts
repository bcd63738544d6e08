/** What stands in the sections that are JSON. */

import type { DecisionTree } from '../contracts/reference.ts';
import type { PreparedBranch } from '../route/index.ts';

/** A phrase: its text, and the numbers of its terms. */
export type PhraseRecord = readonly [text: string, terms: readonly number[]];

/** A profile; terms are numbers of the term table. */
export interface ProfileRecord {
  readonly name: string;
  readonly isDescribed: boolean;
  readonly sequences: readonly (readonly number[])[];
  readonly clauses: readonly (readonly number[])[];
  readonly phrases: readonly PhraseRecord[];
  readonly exclusions: readonly PhraseRecord[];
  readonly received: readonly PhraseRecord[];
  readonly notFor: readonly PhraseRecord[];
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
