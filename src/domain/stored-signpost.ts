/** A catalog that lies in a store, and can be asked from any number of machines. */

import type { VFileMessage } from 'vfile-message';
import type { Decision, RouteOptions } from './decision.ts';
import type { Excerpt, ExcerptOptions } from './excerpt.ts';
import type { Catalog, Reference } from './reference.ts';

/** What a list says of a reference: all of it but its text. */
export type ListedReference = Omit<Reference, 'body'>;

/** Which references to list. */
export interface ListOptions {
  /** How their ids begin (default: all). */
  readonly under?: string;
  /** How many to leave out before the first (a whole number, 0 or more; default: 0). */
  readonly from?: number;
  /** How many at the most (1 to 1,000; default: 50). */
  readonly limit?: number;
}

/** Some references, in the order of ids. */
export interface ReferencePage {
  readonly references: readonly ListedReference[];
  /** How many there are, listed or not. */
  readonly total: number;
}

/** All references, and how they hang together. */
export interface ListedCatalog {
  /** In the order of ids. */
  readonly references: readonly ListedReference[];
  /** Id of the index or skill each is below, where there is one. */
  readonly parents: ReadonlyMap<string, string>;
}

/** What a version of a catalog in a store can be asked. */
export interface StoredVersion {
  /** How many references it has. */
  size(): Promise<number>;
  /**
   * Decide which references answer a request, as `route` of a signpost in process does.
   *
   * @throws {SignpostError}
   *   `SIGNPOST_BAD_OPTION` when the query is not text or an option is out of range.
   * @example
   *   const decision = await stored.route('run dbt Cloud jobs from Dagster');
   */
  route(query: string, options?: RouteOptions): Promise<Decision>;
  /** A reference by its id; `undefined` when there is none. */
  find(id: string): Promise<ListedReference | undefined>;
  /**
   * List references.
   *
   * @throws {SignpostError}
   *   `SIGNPOST_BAD_OPTION` when an option is out of range.
   */
  list(options?: ListOptions): Promise<ReferencePage>;
  /** List all references of one version, for those who need every one of them: some kilobytes each. */
  listAll(): Promise<ListedCatalog>;
  /** Read a reference, with the errors of `read` in process. */
  read(id: string): Promise<string>;
  /** Read a part of a reference, with the errors of `excerpt` in process. */
  excerpt(id: string, options?: ExcerptOptions): Promise<Excerpt>;
  /** Decision trees by the reference they stand in. */
  trees(): Promise<Catalog['trees']>;
  /** What was wrong with the documents when they were pushed; and once, what decisions here have to do without. */
  messages(): Promise<readonly VFileMessage[]>;
}

/**
 * A catalog in a store. Each call asks the version that is current when it begins; all of them throw
 * `SIGNPOST_STORE_UNAVAILABLE` when the store cannot be reached, and never answer from half a version, or from two.
 */
export interface StoredSignpost extends StoredVersion {
  /** The name of the catalog. */
  readonly name: string;
  /**
   * Ask several things of one version.
   *
   * @param ask
   *   Is given the version that is current, and run again with the next when that one is removed meanwhile.
   * @example
   *   const text = await stored.atOnce(async ({ route, read }) => {
   *     const [first] = (await route('fill in this PDF form')).references;
   *     return first && read(first.id);
   *   });
   */
  atOnce<Result>(ask: (version: StoredVersion) => Promise<Result>): Promise<Result>;
  /** Close its connections. */
  close(): Promise<void>;
}
