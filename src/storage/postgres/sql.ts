/** A database as this room needs it: queries with values, and a connection of one's own. What speaks to PostgreSQL implements it. */

/** What may stand for `$1`: nothing is ever put into the text of a query. */
export type SqlValue = string | number | boolean | Uint8Array | readonly number[] | readonly string[] | null;

/** Answers queries, one after the other. */
export interface Queries {
  /** @throws {SignpostError} `SIGNPOST_STORE_UNAVAILABLE` when the database cannot be reached, or no longer. */
  query<Row>(text: string, values?: readonly SqlValue[]): Promise<readonly Row[]>;
}

/** A database. */
export interface Sql extends Queries {
  /** Do something on one connection: its transactions and its locks are those of nobody else. */
  session<Result>(work: (connection: Queries) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

/** Do something whole or not at all. */
export async function inTransaction<Result>(connection: Queries, work: () => Promise<Result>): Promise<Result> {
  await connection.query('BEGIN');
  try {
    const result = await work();
    await connection.query('COMMIT');
    return result;
  } catch (error) {
    // A connection that is lost rolls back by itself: what it says of that is not why.
    await connection.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}
