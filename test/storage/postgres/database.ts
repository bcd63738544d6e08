/** What a test runs on: PostgreSQL in process, or a server. */

import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { connect } from '../../../src/storage/postgres/connect.ts';
import type { Sql } from '../../../src/storage/postgres/sql.ts';
import { startPlain } from './pglite.ts';

/** It is compiled anew for each file, on machines that do other things, too. */
const STARTS_WITHIN_MS = 120_000;

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
    sql = await (server === undefined ? startPlain() : createOn(server));
  }, STARTS_WITHIN_MS);
  afterAll(() => sql?.close());
  return {
    get sql() {
      if (!sql) throw new Error('the database is there once tests run');
      return sql;
    },
  };
}
