/** Brings the tables of a database up to those of this version, and tells whether they are. */

import { SignpostError } from '../../domain/signpost-error.ts';
import { MIGRATIONS } from './migrations.ts';
import { inTransaction, type Queries } from './sql.ts';

/** Any number: everybody who migrates has to take the same lock. */
const LOCK = 1_936_287_604;

/**
 * Run the steps a database lacks, all of them or none. Where none is lacking, no right to make tables is needed.
 *
 * @param connection
 *   A connection of its own.
 * @param upTo
 *   The number of the last step (default: all).
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_OTHER` when a newer version made the tables.
 */
export async function migrate(connection: Queries, upTo: number = MIGRATIONS.length): Promise<void> {
  // `IF NOT EXISTS` alone does not keep two that start together from failing.
  await connection.query('SELECT pg_advisory_lock($1)', [LOCK]);
  try {
    // Whoever reads sees all steps or none: some of them would look like an older version.
    await inTransaction(connection, async () => {
      if (!(await hasTables(connection))) {
        await connection.query('CREATE SCHEMA IF NOT EXISTS signpost');
        await connection.query(
          'CREATE TABLE signpost.migrations (number integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
        );
      }
      const done = await numberOf(connection);
      checkNumber(done);
      for (let number = done + 1; number <= upTo; number++) {
        for (const statement of statementsOf(MIGRATIONS[number - 1] ?? '')) await connection.query(statement);
        await connection.query('INSERT INTO signpost.migrations (number) VALUES ($1)', [number]);
      }
    });
  } finally {
    await connection.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
  }
}

/**
 * Tell whether a reader finds the tables it asks.
 *
 * @returns
 *   False when nothing was ever pushed here, or it is just being restored.
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_OTHER` when another version made the tables.
 */
export async function isMigrated(queries: Queries): Promise<boolean> {
  if (!(await hasTables(queries))) return false;
  const number = await numberOf(queries);
  // Tables that are being restored from a dump are there before their rows are.
  if (number === 0) return false;
  checkNumber(number);
  if (number === MIGRATIONS.length) return true;
  throw new SignpostError(
    'SIGNPOST_STORE_OTHER',
    'The tables of the store are of an older version of signpost: a push with this one brings them up to date',
  );
}

async function hasTables(queries: Queries): Promise<boolean> {
  const [row] = await queries.query<{ there: boolean }>(
    "SELECT to_regclass('signpost.migrations') IS NOT NULL AS there",
  );
  return row?.there === true;
}

async function numberOf(queries: Queries): Promise<number> {
  const [row] = await queries.query<{ number: number }>(
    'SELECT coalesce(max(number), 0)::integer AS number FROM signpost.migrations',
  );
  return row?.number ?? 0;
}

function checkNumber(number: number): void {
  if (number <= MIGRATIONS.length) return;
  throw new SignpostError(
    'SIGNPOST_STORE_OTHER',
    'The tables of the store are of a newer version of signpost than this one',
  );
}

/** One statement a query: what has values to fill in takes no more. */
function statementsOf(migration: string): string[] {
  return migration.split(/;\n/).filter((statement) => statement.trim() !== '');
}
