/** PostgreSQL in process, as the room for it needs a database. */

import { PGlite } from '@electric-sql/pglite';
import type { Queries, Sql } from '../../../src/storage/postgres/sql.ts';

/** Start one. */
export async function startPlain(): Promise<Sql> {
  return sqlOf(await PGlite.create());
}

/** It has one connection, and every session is on it. */
function sqlOf(database: PGlite): Sql {
  const queries: Queries = {
    async query<Row>(text: string, values: readonly unknown[] = []) {
      return (await database.query<Row>(text, [...values])).rows;
    },
  };
  return { ...queries, session: (work) => work(queries), close: () => database.close() };
}
