/** Removes versions that nobody is meant to ask any more, and what only they needed. */

import { inTransaction, type Queries } from './sql.ts';

/**
 * Remove old versions.
 *
 * @param keep
 *   How many versions are kept beside the current one: a reader that began with one of them ends with it.
 */
export async function prune(connection: Queries, catalog: number, keep: number): Promise<void> {
  await inTransaction(connection, async () => {
    await connection.query(
      `DELETE FROM signpost.versions v USING signpost.catalogs c
       WHERE c.catalog = $1 AND v.catalog = c.catalog AND v.state = 'ready' AND v.version <> c.current
         AND v.version NOT IN (
           SELECT version FROM signpost.versions
           WHERE catalog = $1 AND state = 'ready' AND version <> c.current ORDER BY version DESC LIMIT $2
         )`,
      [catalog, keep],
    );
    const gone = await connection.query<{ segment: number }>(
      `DELETE FROM signpost.segments WHERE catalog = $1 AND NOT EXISTS (
         SELECT FROM signpost.versions v WHERE v.catalog = $1 AND segment = ANY (v.segments)
       ) RETURNING segment`,
      [catalog],
    );
    if (gone.length > 0) {
      await connection.query('DELETE FROM signpost.postings WHERE catalog = $1 AND segment = ANY ($2)', [
        catalog,
        gone.map(({ segment }) => segment),
      ]);
      await connection.query(
        `DELETE FROM signpost.contents c WHERE catalog = $1 AND NOT EXISTS (
           SELECT FROM signpost.documents d WHERE d.catalog = $1 AND d.content = c.content
         )`,
        [catalog],
      );
    }
    const [oldest] = await connection.query<{ version: number }>(
      "SELECT min(version) AS version FROM signpost.versions WHERE catalog = $1 AND state = 'ready'",
      [catalog],
    );
    // Of each term, what the oldest version left reads is the newest that is no newer than it.
    await connection.query(
      `DELETE FROM signpost.terms t WHERE catalog = $1 AND since < $2 AND EXISTS (
         SELECT FROM signpost.terms n
         WHERE n.catalog = $1 AND n.term = t.term AND n.since > t.since AND n.since <= $2
       )`,
      [catalog, oldest?.version ?? 0],
    );
  });
}
