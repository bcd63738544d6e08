/** PostgreSQL in process: what a test runs on. */

import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from 'vitest';
import type { Queries, Sql } from '../../src/postgres/sql.ts';

/** It is compiled anew for each file, on machines that do other things, too. */
const STARTS_WITHIN_MS = 120_000;

/** A database of PGlite as the room needs one. It has one connection, and every session is on it. */
function sqlOf(database: PGlite): Sql {
  const queries: Queries = {
    async query<Row>(text: string, values: readonly unknown[] = []) {
      return (await database.query<Row>(text, [...values])).rows;
    },
  };
  return { ...queries, session: (work) => work(queries), close: () => database.close() };
}

/** One database for all tests of a file: starting one takes a second. */
export function useDatabase(): { readonly sql: Sql } {
  let sql: Sql | undefined;
  beforeAll(async () => {
    sql = sqlOf(await PGlite.create());
  }, STARTS_WITHIN_MS);
  afterAll(() => sql?.close());
  return {
    get sql() {
      if (!sql) throw new Error('the database is there once tests run');
      return sql;
    },
  };
}
