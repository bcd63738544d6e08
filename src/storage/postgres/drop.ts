/** Removes a catalog from a store, with all that is its own. */

import type { DropResult } from '../../domain/push-result.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { withCatalog } from './catalog-lock.ts';
import { removeIndexes } from './extensions.ts';
import { isMigrated } from './migrate.ts';
import { removeUnused } from './prune.ts';
import { inTransaction, type Sql } from './sql.ts';

/** What can be set for it. */
export interface DropRowsOptions {
  readonly catalog: string;
  /** Told of indexes that are left. */
  readonly onProblem?: ((problem: SignpostError) => void) | undefined;
}

/**
 * Drop a catalog. Readers find none from its first step on; one that was ended half-way is gone on with by the next.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_BUSY` while somebody pushes to it; `SIGNPOST_STORE_UNAVAILABLE`, `SIGNPOST_STORE_DENIED`, `SIGNPOST_STORE_OTHER`.
 */
export function dropRows(sql: Sql, { catalog: name, onProblem }: DropRowsOptions): Promise<DropResult> {
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
      await removeIndexes(connection, catalog).catch((cause: unknown) => {
        const reason = cause instanceof Error ? `: ${cause.message}` : '';
        const said = `Catalog \`${name}\` is dropped, but its indexes, of nothing now, could not be${reason}`;
        onProblem?.(new SignpostError('SIGNPOST_STORE_UPKEEP', said, { cause }));
      });
      const versions = removed.filter(({ state }) => state === 'ready').length;
      return { status: 'dropped', versions, size: current?.size ?? 0 };
    });
    return dropped ?? none;
  });
}
