/** Which version of a catalog readers ask, and in which store: looked up for each request. */

import { IDENTITY } from './identity.ts';
import { isMigrated } from './migrate.ts';
import type { Queries } from './sql.ts';
import { isMissing } from './sql-error.ts';

/** A version. */
export interface CurrentVersion {
  readonly version: number;
  /** What tells it from every other. */
  readonly identity: string;
}

/**
 * Make what looks up the current version.
 *
 * @returns
 *   A function that gives `undefined` where nothing was pushed, or the store is being made anew. It throws `SIGNPOST_STORE_OTHER` when
 *   another version of signpost made the tables.
 */
export function createCurrentVersion(queries: Queries, catalog: string): () => Promise<CurrentVersion | undefined> {
  /** The store whose tables were looked at. */
  let checked: string | undefined;
  const look = async (): Promise<CurrentVersion | undefined> => {
    const [row] = await queries.query<CurrentVersion & { readonly store: string }>(
      `SELECT v.version, (SELECT id::text FROM signpost.migrations WHERE number = 1) AS store, ${IDENTITY} AS identity
       FROM signpost.catalogs c JOIN signpost.versions v ON v.version = c.current WHERE c.name = $1`,
      [catalog],
    );
    if (!row) return undefined;
    const { store, ...current } = row;
    if (store !== checked && !(await isMigrated(queries))) return undefined;
    checked = store;
    return current;
  };
  return () =>
    unlessMissing(look, () =>
      // Another version of signpost may have made the tables: that is said.
      unlessMissing(
        async () => void (await isMigrated(queries)),
        async () => undefined,
      ),
    );
}

/** What is asked; something else where the tables are not there, or go meanwhile. */
async function unlessMissing<Result>(ask: () => Promise<Result>, otherwise: () => Promise<Result>): Promise<Result> {
  try {
    return await ask();
  } catch (error) {
    if (isMissing(error)) return otherwise();
    throw error;
  }
}
