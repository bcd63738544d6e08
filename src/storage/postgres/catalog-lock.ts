/** The lock of a catalog: one push to it, or its removal, at a time. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { Queries } from './sql.ts';

/** A catalog that nobody else changes meanwhile. */
export interface LockedCatalog {
  readonly catalog: number;
  /** The version readers ask; `null` when there is none. */
  readonly current: CurrentRow | null;
}

/** What a push goes by of the version before. */
interface CurrentRow {
  readonly version: number;
  readonly digest: string;
  readonly size: number;
}

/** Two numbers make the lock of a catalog: this one, and its own. */
const LOCK = 1_936_287_605;

/**
 * Do something with a catalog.
 *
 * @param connection
 *   A connection of its own: the lock is that of its session.
 * @returns
 *   What the work comes to; `undefined` when there is no such catalog.
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_BUSY` while somebody else has the lock.
 */
export async function withCatalog<Result>(
  connection: Queries,
  name: string,
  work: (locked: LockedCatalog) => Promise<Result>,
): Promise<Result | undefined> {
  const [row] = await connection.query<{ catalog: number }>('SELECT catalog FROM signpost.catalogs WHERE name = $1', [
    name,
  ]);
  if (!row) return undefined;
  const { catalog } = row;
  const [lock] = await connection.query<{ taken: boolean }>('SELECT pg_try_advisory_lock($1, $2) AS taken', [
    LOCK,
    catalog,
  ]);
  if (lock?.taken !== true) throw busy(name);
  try {
    const current = await currentOf(connection, catalog);
    return current === undefined ? undefined : await work({ catalog, current });
  } finally {
    // Of a connection that is lost the lock goes by itself.
    await connection.query('SELECT pg_advisory_unlock($1, $2)', [LOCK, catalog]).catch(() => undefined);
  }
}

/** Do something with a catalog, which is made where there is none. Throws as `withCatalog` does. */
export async function withMadeCatalog<Result>(
  connection: Queries,
  name: string,
  work: (locked: LockedCatalog) => Promise<Result>,
): Promise<Result> {
  await connection.query('INSERT INTO signpost.catalogs (name) VALUES ($1) ON CONFLICT DO NOTHING', [name]);
  const result = await withCatalog(connection, name, work);
  // It was dropped before its lock was taken.
  if (result === undefined) throw busy(name);
  return result;
}

function busy(name: string): SignpostError {
  return new SignpostError('SIGNPOST_STORE_BUSY', `Somebody else is pushing to catalog \`${name}\`, or drops it`);
}

/** The version that is current, `undefined` without a catalog. Only who holds the lock may go by it. */
async function currentOf(connection: Queries, catalog: number): Promise<CurrentRow | null | undefined> {
  const [row] = await connection.query<CurrentRow | { readonly version: null }>(
    `SELECT v.version, v.digest, v.size FROM signpost.catalogs c LEFT JOIN signpost.versions v ON v.version = c.current
     WHERE c.catalog = $1`,
    [catalog],
  );
  if (!row) return undefined;
  return row.version === null ? null : row;
}
