/** The address of a store → a catalog in it that can be asked. */

import { shippedVectors } from '../assets/index.ts';
import type { RouteOptions } from '../contracts/decision.ts';
import type { StoredSignpost } from '../contracts/stored-signpost.ts';
import { badOption, checkKeys } from '../options.ts';

/** Which catalog to open. */
export interface OpenStoreOptions {
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. */
  readonly store: string;
  /** Its name (default: `default`). */
  readonly catalog?: string;
  /** Defaults for each request. */
  readonly route?: RouteOptions;
  /** Whether meaning counts beside words, by the vectors that ship with the package (default: true). */
  readonly semantic?: boolean;
}

const DEFAULT_CATALOG = 'default';

/**
 * Open a catalog of a store.
 *
 * Of the catalog a few numbers a reference are read, when it is first asked; the rest stays where it is.
 *
 * @param options
 *   Where it is.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`. What is wrong with the store its calls tell.
 * @example
 *   const stored = await openStore({ store: 'postgres://signpost@db.example.test/skills' });
 *   await stored.route('fill in this PDF form');
 */
export async function openStore(options: OpenStoreOptions): Promise<StoredSignpost> {
  checkKeys(options, ['store', 'catalog', 'route', 'semantic']);
  const { store, route, semantic = true } = options;
  if (typeof store !== 'string') throw badOption('store', store, 'postgres://USER@HOST:PORT/DATABASE');
  if (typeof semantic !== 'boolean') throw badOption('semantic', semantic, 'true or false');
  const catalog = catalogNamed(options.catalog);
  // Only now: nobody else waits for the client of a database to load.
  const { connect, createStoredSignpost } = await import('../postgres/index.ts');
  return createStoredSignpost(connect(store), { catalog, vectors: semantic ? shippedVectors() : undefined }, route);
}

/** @throws {SignpostError} `SIGNPOST_BAD_OPTION`. */
export function catalogNamed(name: string = DEFAULT_CATALOG): string {
  if (typeof name === 'string' && /^[\w.-]{1,63}$/.test(name)) return name;
  throw badOption('catalog', name, 'up to 63 letters, digits, `_`, `.` and `-`');
}
