/** A catalog that can be routed over: one interface for documents in memory, a pack in bytes, and an overlay of changes on a pack. */

import type { VFileMessage } from 'vfile-message';
import type { Outline } from '../domain/excerpt.ts';
import type { Catalog } from '../domain/reference.ts';
import type { WordVectors } from '../search/vectors/word-vectors.ts';
import type { Profiles } from './profiles.ts';
import type { Router } from './route.ts';

/** A catalog and what belongs to it. */
export interface IndexSource {
  readonly catalog: Catalog;
  /** The text of each reference as it came in, by id; none of one of which only an index entry is known. */
  readonly texts: ReadonlyMap<string, string>;
  readonly messages: readonly VFileMessage[];
  /** Where the parts of a text begin. */
  readonly outlineOf: (text: string) => Outline;
}

/**
 * A catalog with its router, wherever it is kept. The forms decide alike, to the last bit of every number; `test/storage/contract.test.ts`
 * holds them to it. A catalog in PostgreSQL decides alike, too, but answers asynchronously: `StoredSignpost` stands for it.
 */
export interface CatalogIndex {
  readonly catalog: Catalog;
  /** What was wrong with its documents. */
  readonly messages: readonly VFileMessage[];
  /** Whether what is kept of its documents was made with these vectors: by others nothing is compared. */
  readonly isMadeWith: (vectors: WordVectors) => boolean;
  readonly route: Router;
  readonly profiles: Pick<Profiles, 'size' | 'has' | 'get'>;
  /** The text of a reference; `undefined` when there is none. */
  readonly textOf: (id: string) => string | undefined;
  /** Where the parts of a reference with a text begin. */
  readonly outlineOf: (id: string) => Outline;
}
