/** What people hold in their hands: a catalog that can be asked. */

import type { VFileMessage } from 'vfile-message';
import type { Decision, RouteOptions } from './decision.ts';
import type { Excerpt, ExcerptOptions } from './excerpt.ts';
import type { Catalog } from './reference.ts';

/** A catalog that can be asked. */
export interface Signpost {
  /** Every reference, tree and branch. */
  readonly catalog: Catalog;
  /** The folders it was opened from, in order of precedence; none for documents in memory. */
  readonly roots: readonly string[];
  /**
   * What was wrong with the documents, each with its file and, where there is one, its line. What every decision has to do without
   * is among them once, without a file, under the code that `degraded` has.
   */
  readonly messages: readonly VFileMessage[];
  /**
   * Decide which references answer a request.
   *
   * Pure: the same catalog, query and options give the same decision. One that is made without the word vectors that were wanted
   * says so in `degraded`.
   *
   * @param query
   *   Text as the agent wrote it. An empty one abstains with `empty-query`.
   * @param options
   *   How many candidates to report, whether to explain (optional).
   * @returns
   *   `route` with the references to open, `ambiguous` with a question, or `abstain` with a reason. `confidence`
   *   is in [0, 1]; `candidates` are best first, ties by id.
   * @throws {SignpostError}
   *   `SIGNPOST_BAD_OPTION` when the query is not text or an option is out of range.
   * @example
   *   const decision = signpost.route('run dbt Cloud jobs from Dagster');
   *   if (decision.decision === 'route') console.log(decision.references[0]?.path);
   */
  route(query: string, options?: RouteOptions): Decision;
  /**
   * Decide as `route` does, and ask the embedder and the reranker there are.
   *
   * @returns
   *   The decision. What could not be asked is named in `degraded`; the decision is then the one without it.
   * @throws {SignpostError}
   *   `SIGNPOST_BAD_OPTION` as `route` does; the promise is rejected.
   * @example
   *   const { references, degraded } = await signpost.routeAsync('run dbt Cloud jobs from Dagster');
   */
  routeAsync(query: string, options?: RouteOptions): Promise<Decision>;
  /**
   * Read a reference.
   *
   * @param id
   *   The id of a reference in the catalog; nothing else is ever read.
   * @returns
   *   The text as it was when the catalog was opened, front matter included. Of a signpost from a snapshot as it stands on the
   *   disk: where the snapshot says otherwise all of it is read anew from the documents.
   * @throws {SignpostError}
   *   `SIGNPOST_UNKNOWN_REFERENCE` for any other id, `SIGNPOST_NO_TEXT` when only an index entry is known of it.
   */
  read(id: string): string;
  /**
   * Read a part of a reference: a section, and as much of it as a budget of tokens holds.
   *
   * @param id
   *   As for `read`.
   * @param options
   *   Which section, from where, how much (optional).
   * @returns
   *   The part, and where to go on.
   * @throws {SignpostError}
   *   As `read` does; `SIGNPOST_UNKNOWN_SECTION` when no heading is called so, `SIGNPOST_BAD_OPTION` when an option is out of
   *   range.
   * @example
   *   const { text, next } = signpost.excerpt('signpost/lint.md', { maxTokens: 500 });
   */
  excerpt(id: string, options?: ExcerptOptions): Excerpt;
}
