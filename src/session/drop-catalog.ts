/** The name of a catalog → it is gone from its store. */

import { badOption, checkKeys } from '../domain/check-options.ts';
import type { DropResult } from '../domain/push-result.ts';
import { addressOf, catalogNamed } from './open-store.ts';

/** What to drop, and from where. */
export interface DropCatalogOptions {
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. */
  readonly store: string;
  /** The catalog's name: none is meant unless it is said. */
  readonly catalog: string;
}

/**
 * Drop a catalog: all of its versions, and all that only they needed. Other catalogs stay as they are.
 *
 * Readers find no catalog of that name from its first step on. What was ended half-way is gone on with by the next.
 *
 * @param options
 *   What, and from where.
 * @returns
 *   `status: 'none'` when the store has no catalog of that name.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`, `SIGNPOST_STORE_UNAVAILABLE`, `SIGNPOST_STORE_DENIED`, `SIGNPOST_STORE_OTHER`; `SIGNPOST_STORE_BUSY` while
 *   somebody pushes to it.
 * @example
 *   const { status, versions } = await dropCatalog({ store: 'postgres://signpost@db.example.test/skills', catalog: 'team' });
 */
export async function dropCatalog(options: DropCatalogOptions): Promise<DropResult> {
  checkKeys(options, ['store', 'catalog']);
  const store = addressOf(options.store);
  if (options.catalog === undefined) throw badOption('catalog', undefined, 'the name of the one to drop');
  const catalog = catalogNamed(options.catalog);
  const { connect, dropRows } = await import('./from-store.ts');
  const sql = connect(store);
  try {
    return await dropRows(sql, { catalog });
  } finally {
    await sql.close();
  }
}
