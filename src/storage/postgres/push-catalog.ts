/** A catalog → a version of it in the store. */

import { basename } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { RouteOptions } from '../../domain/decision.ts';
import type { PushResult } from '../../domain/push-result.ts';
import { prepareBranches } from '../../route/branch-match.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { messageRecord } from '../pack/messages.ts';
import { type PushRowsOptions, pushRows } from './push.ts';
import { type Pushable, rowsOf } from './rows.ts';
import type { Sql } from './sql.ts';

/** A catalog, and what is set for it. */
export interface CatalogSource extends Pushable {
  readonly messages: readonly VFileMessage[];
  readonly settings: RouteOptions;
  readonly vectors: WordVectors | undefined;
}

/**
 * Push a catalog.
 *
 * Other machines read what is pushed: of a root its folder's name is left.
 *
 * @throws {SignpostError}
 *   As `pushRows` does.
 */
export function pushCatalog(sql: Sql, source: CatalogSource, options: PushRowsOptions): Promise<PushResult> {
  const { messages, settings, vectors } = source;
  const references = source.catalog.references.map((reference) => ({
    ...reference,
    root: basename(reference.root.replaceAll('\\', '/')),
  }));
  const catalog = { ...source.catalog, references };
  return pushRows(
    sql,
    {
      rows: rowsOf({ ...source, catalog }, vectors),
      size: references.length,
      parents: catalog.parents,
      branches: prepareBranches(catalog.branches),
      always: references.filter(({ reading }) => reading === 'always').map(({ id }) => id),
      withGlobs: references.filter(({ globs }) => globs.length > 0).map(({ id }) => id),
      messages: messages.map(messageRecord),
      settings,
      trees: [...catalog.trees],
      vectors,
    },
    options,
  );
}
