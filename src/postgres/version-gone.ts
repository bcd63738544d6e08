/** A version may be removed while a request reads it: what was read before is true, what comes after is not. */

import type { Queries } from './sql.ts';
import type { Version } from './version.ts';

/** What a version was made of is gone: it was removed while a request read it. */
export class VersionGone extends Error {
  override readonly name = 'VersionGone';
}

/**
 * Make sure that a version was there for all that was read of it until now: one is removed with all it needs at once.
 *
 * @throws {VersionGone}
 *   When it has been removed.
 */
export async function checkThere(queries: Queries, { version }: Version): Promise<void> {
  const rows = await queries.query('SELECT version FROM signpost.versions WHERE version = $1', [version]);
  if (rows.length === 0) throw new VersionGone();
}
