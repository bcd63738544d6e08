/**
 * Removes versions that nobody is meant to ask any more, and what only they needed. Versions go first, and what is found without one
 * then, some at a time: what one run does not come to the next one does.
 */

import { chunksOf } from './segments.ts';
import { inTransaction, type Queries } from './sql.ts';

const SEGMENTS_AT_ONCE = 20;

/**
 * Remove old versions.
 *
 * @param keep
 *   How many versions are kept beside the current one: a reader that began with one of them ends with it.
 */
export async function prune(connection: Queries, catalog: number, keep: number): Promise<void> {
  await connection.query(
    `DELETE FROM signpost.versions v USING signpost.catalogs c
     WHERE c.catalog = $1 AND v.catalog = c.catalog AND v.state = 'ready' AND v.version <> c.current
       AND v.version NOT IN (
         SELECT version FROM signpost.versions
         WHERE catalog = $1 AND state = 'ready' AND version <> c.current ORDER BY version DESC LIMIT $2
       )`,
    [catalog, keep],
  );
  await removeUnused(connection, catalog);
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
}

/** Remove the segments that no version has, with all that is theirs alone. */
export async function removeUnused(connection: Queries, catalog: number): Promise<void> {
  const unused = await connection.query<{ segment: number }>(
    `SELECT segment FROM signpost.segments WHERE catalog = $1 AND NOT EXISTS (
       SELECT FROM signpost.versions v WHERE v.catalog = $1 AND segment = ANY (v.segments)
     ) ORDER BY segment`,
    [catalog],
  );
  for (const part of chunksOf(unused, SEGMENTS_AT_ONCE)) {
    const segments = part.map(({ segment }) => segment);
    // Each whole: postings are found by their segment alone, and so are documents.
    await inTransaction(connection, async () => {
      await connection.query('DELETE FROM signpost.postings WHERE catalog = $1 AND segment = ANY ($2)', [
        catalog,
        segments,
      ]);
      await connection.query(
        `WITH gone AS (DELETE FROM signpost.documents WHERE segment = ANY ($2) RETURNING content)
         DELETE FROM signpost.contents c USING (SELECT DISTINCT content FROM gone) g
         WHERE c.catalog = $1 AND c.content = g.content AND NOT EXISTS (
           SELECT FROM signpost.documents d WHERE d.catalog = $1 AND d.content = c.content AND d.segment <> ALL ($2)
         )`,
        [catalog, segments],
      );
      await connection.query('DELETE FROM signpost.segments WHERE segment = ANY ($1)', [segments]);
    });
  }
}
