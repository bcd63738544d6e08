/** PostgreSQL in process, as the room for it needs a database. */

import { PGlite } from '@electric-sql/pglite';
import { pg_textsearch } from '@electric-sql/pglite-pg_textsearch';
import { vector } from '@electric-sql/pglite-pgvector';
import type { Queries, Sql } from '../../../src/storage/postgres/sql.ts';

/** Start one. */
export async function startPlain(): Promise<Sql> {
  return sqlOf(await PGlite.create());
}

/** Start one with the extensions that find candidates, in a schema (default: the one that is searched first). */
export async function startExtended(schema = 'public'): Promise<Sql> {
  const database = await PGlite.create({ extensions: { pg_textsearch, vector } });
  const name = `"${schema.replaceAll('"', '""')}"`;
  await database.exec(
    `CREATE SCHEMA IF NOT EXISTS ${name};
     CREATE EXTENSION pg_textsearch SCHEMA ${name}; CREATE EXTENSION vector SCHEMA ${name}`,
  );
  return sqlOf(database);
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
