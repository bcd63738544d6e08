/** The address of a store → a catalog in it that can be asked. */

import { badOption, checkKeys } from '../domain/check-options.ts';
import type { RouteOptions } from '../domain/decision.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import type { StoredSignpost } from '../domain/stored-signpost.ts';
import { wantedVectors } from './shipped-vectors.ts';

/** Which catalog to open. */
export interface OpenStoreOptions {
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. */
  readonly store: string;
  /** Its name (default: `default`). */
  readonly catalog?: string;
  /**
   * How many connections its requests share at the most (1 to 100; default: 8). Where the server gives fewer, a request waits for one
   * of those there are.
   */
  readonly connections?: number;
  /** Defaults for each request. */
  readonly route?: RouteOptions;
  /** Whether meaning counts beside words, by word vectors (default: true). */
  readonly semantic?: boolean;
  /** The word vectors as bytes (default: the file that ships with the package). */
  readonly vectors?: Uint8Array;
  /** Told of word vectors that cannot be had: decisions are made by words alone. */
  readonly onProblem?: (problem: SignpostError) => void;
}

const DEFAULT_CATALOG = 'default';
const MOST_CONNECTIONS = 100;

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
  checkKeys(options, ['store', 'catalog', 'connections', 'route', 'semantic', 'vectors', 'onProblem']);
  const { route, connections, semantic = true } = options;
  const store = addressOf(options.store);
  if (
    connections !== undefined &&
    !(Number.isInteger(connections) && connections >= 1 && connections <= MOST_CONNECTIONS)
  ) {
    throw badOption('connections', connections, `a whole number from 1 to ${MOST_CONNECTIONS}`);
  }
  if (typeof semantic !== 'boolean') throw badOption('semantic', semantic, 'true or false');
  const catalog = catalogNamed(options.catalog);
  const wanted = wantedVectors(options);
  const lack = wanted?.lack();
  if (lack !== undefined) options.onProblem?.(new SignpostError('SIGNPOST_VECTORS_MISSING', lack));
  // Only now: nobody else waits for the client of a database to load.
  const { connect, createStoredSignpost } = await import('./from-store.ts');
  return createStoredSignpost(connect(store, { connections }), { catalog, vectors: wanted?.table(), lack }, route);
}

/** @throws {SignpostError} `SIGNPOST_BAD_OPTION`, which does not say what was given: it may hold a password. */
export function addressOf(store: unknown): string {
  if (typeof store === 'string') return store;
  throw badOption('store', `of type ${typeof store}`, 'postgres://USER@HOST:PORT/DATABASE as text');
}

/** @throws {SignpostError} `SIGNPOST_BAD_OPTION`. */
export function catalogNamed(name: string = DEFAULT_CATALOG): string {
  if (typeof name === 'string' && /^[\w.-]{1,63}$/.test(name)) return name;
  throw badOption('catalog', name, 'up to 63 letters, digits, `_`, `.` and `-`');
}
