/** Removes a catalog from a store, with all that is its own. */

import type { DropResult } from '../../domain/push-result.ts';
import { withCatalog } from './catalog-lock.ts';
import { isMigrated } from './migrate.ts';
import { removeUnused } from './prune.ts';
import { inTransaction, type Sql } from './sql.ts';

/** What can be set for it. */
export interface DropRowsOptions {
  readonly catalog: string;
}

/**
 * Drop a catalog. Readers find none from its first step on; one that was ended half-way is gone on with by the next.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_BUSY` while somebody pushes to it; `SIGNPOST_STORE_UNAVAILABLE`, `SIGNPOST_STORE_DENIED`, `SIGNPOST_STORE_OTHER`.
 */
export function dropRows(sql: Sql, { catalog: name }: DropRowsOptions): Promise<DropResult> {
  const none: DropResult = { status: 'none', versions: 0, size: 0 };
  return sql.session(async (connection) => {
    if (!(await isMigrated(connection))) return none;
    const dropped = await withCatalog(connection, name, async ({ catalog, current }): Promise<DropResult> => {
      const removed = await inTransaction(connection, async () => {
        await connection.query('UPDATE signpost.catalogs SET current = NULL WHERE catalog = $1', [catalog]);
        const remove = 'DELETE FROM signpost.versions WHERE catalog = $1 RETURNING state';
        return connection.query<{ state: string }>(remove, [catalog]);
      });
      await removeUnused(connection, catalog);
      await connection.query('DELETE FROM signpost.catalogs WHERE catalog = $1', [catalog]);
      const versions = removed.filter(({ state }) => state === 'ready').length;
      return { status: 'dropped', versions, size: current?.size ?? 0 };
    });
    return dropped ?? none;
  });
}
