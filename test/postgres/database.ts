/** What a test runs on: PostgreSQL in process, or a server. */

import { randomUUID } from 'node:crypto';
import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeAll } from 'vitest';
import { connect } from '../../src/postgres/index.ts';
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

/** A new database of the server that `SIGNPOST_POSTGRES` names. */
async function createOn(server: string): Promise<Sql> {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const admin = connect(server);
  await admin.query(`CREATE DATABASE ${name}`);
  await admin.close();
  return connect(new URL(`/${name}`, server).href);
}

/** One database for all tests of a file, in process or, where `SIGNPOST_POSTGRES` names a server, on that. */
export function useDatabase(): { readonly sql: Sql } {
  let sql: Sql | undefined;
  beforeAll(async () => {
    const server = process.env['SIGNPOST_POSTGRES'];
    sql = server === undefined ? sqlOf(await PGlite.create()) : await createOn(server);
  }, STARTS_WITHIN_MS);
  afterAll(() => sql?.close());
  return {
    get sql() {
      if (!sql) throw new Error('the database is there once tests run');
      return sql;
    },
  };
}
