/** A version may be removed while a request reads it: what was read before is true, what comes after is not. */

import { IDENTITY } from './identity.ts';
import type { Queries } from './sql.ts';

/** What a version was made of is gone: it was removed while a request read it. */
export class VersionGone extends Error {
  override readonly name = 'VersionGone';
}

/** What tells a version from every other. */
export interface VersionIdentity {
  readonly version: number;
  readonly identity: string;
}

/** Whether a version is there, and no other in its place. */
export async function isThere(queries: Queries, { version, identity }: VersionIdentity): Promise<boolean> {
  const rows = await queries.query(`SELECT FROM signpost.versions v WHERE version = $1 AND ${IDENTITY} = $2`, [
    version,
    identity,
  ]);
  return rows.length > 0;
}

/**
 * Make sure that a version was there for all that was read of it until now: one is removed with all it needs at once, or before it.
 *
 * @throws {VersionGone}
 *   When it has been removed, or another has taken its place.
 */
export async function checkThere(queries: Queries, version: VersionIdentity): Promise<void> {
  if (!(await isThere(queries, version))) throw new VersionGone();
}
