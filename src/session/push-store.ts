/** Folders → a version of a catalog in a store. */

import { badOption, checkKeys } from '../domain/check-options.ts';
import type { PushProgress, PushResult } from '../domain/push-result.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { addressOf, catalogNamed } from './open-store.ts';
import { rootsOf } from './roots.ts';
import { packableVectors } from './shipped-vectors.ts';

/** What to push, and where to. */
export interface PushStoreOptions {
  /** `postgres://USER:PASSWORD@HOST:PORT/DATABASE`. */
  readonly store: string;
  /** The catalog's name (default: `default`). */
  readonly catalog?: string;
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  /** Where to look for a root when none is named (default: the working folder of the process). */
  readonly cwd?: string;
  /** How many versions to keep beside the one that becomes current, for readers that are not done with them (1 to 100; default: 2). */
  readonly keep?: number;
  /** Whether folders without any reference may take the place of a version that has some (default: false). */
  readonly allowEmpty?: boolean;
  /** Told now and then how far it is. */
  readonly onProgress?: (progress: PushProgress) => void;
  /** The word vectors as bytes (default: the file that ships with the package). */
  readonly vectors?: Uint8Array;
  /** Told of what is wrong though the version is there: `SIGNPOST_STORE_UPKEEP`, `SIGNPOST_VECTORS_MISSING`. */
  readonly onProblem?: (problem: SignpostError) => void;
}

const DEFAULT_KEPT = 2;
const MOST_KEPT = 100;

/**
 * Push folders to a catalog of a store, as a version that readers see whole or not at all.
 *
 * What the store has already is not sent again, also when a push before was ended half-way.
 *
 * @param options
 *   What, and where to.
 * @throws {SignpostError}
 *   As `openSignpost` does for roots; `SIGNPOST_BAD_OPTION`, `SIGNPOST_STORE_UNAVAILABLE`, `SIGNPOST_STORE_DENIED`,
 *   `SIGNPOST_STORE_OTHER`, `SIGNPOST_STORE_BUSY`, `SIGNPOST_STORE_EMPTY`. Readers then see what they saw before.
 * @example
 *   const { version, sent } = await pushStore({ store: 'postgres://signpost@db.example.test/skills', roots: ['skills'] });
 */
export async function pushStore(options: PushStoreOptions): Promise<PushResult> {
  checkKeys(options, ['store', 'catalog', 'roots', 'cwd', 'keep', 'allowEmpty', 'vectors', 'onProgress', 'onProblem']);
  const { keep = DEFAULT_KEPT, allowEmpty = false, onProgress, onProblem } = options;
  const store = addressOf(options.store);
  if (typeof allowEmpty !== 'boolean') throw badOption('allowEmpty', allowEmpty, 'true or false');
  if (!(Number.isInteger(keep) && keep >= 1 && keep <= MOST_KEPT)) {
    throw badOption('keep', keep, `a whole number from 1 to ${MOST_KEPT}`);
  }
  const catalog = catalogNamed(options.catalog);
  const vectors = packableVectors(options.vectors);
  const lack = vectors.lack();
  if (lack !== undefined) onProblem?.(new SignpostError('SIGNPOST_VECTORS_MISSING', lack));
  // Only now: nobody else waits for what reads documents, and for the client of a database, to load.
  const [{ openFolders }, { connect, pushCatalog }] = await Promise.all([
    import('./from-folders.ts'),
    import('./from-store.ts'),
  ]);
  const sql = connect(store);
  try {
    const { openIndex, configured } = await openFolders(rootsOf(options));
    const { catalog: references, messages, textOf, outlineOf } = openIndex(vectors.table);
    const source = {
      catalog: references,
      messages,
      textOf,
      outlineOf,
      settings: configured,
      vectors: vectors.table(),
    };
    return await pushCatalog(sql, source, { catalog, keep, allowEmpty, onProgress, onProblem });
  } finally {
    await sql.close();
  }
}
