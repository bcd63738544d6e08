/** Asks a catalog of a store: each request the version that is current when it begins, from its start to its end. */

import type { Query, Retrieval } from '../../domain/search.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { type CurrentVersion, createCurrentVersion } from './current-version.ts';
import { fetchMissing, keepFetched } from './fetch.ts';
import { createPartialIndex, DataMissing, isComplete, type PartialIndex } from './partial-index.ts';
import { createReader, type Reader } from './reader.ts';
import type { Queries } from './sql.ts';
import { isMissing } from './sql-error.ts';
import { readVersion } from './version.ts';
import { checkThere, isThere, VersionGone } from './version-gone.ts';
import { createWholes } from './wholes.ts';

/** Asks a catalog. */
export interface StoreReader {
  /** What is kept of the current version. */
  current(): Promise<Reader>;
  /** Do something with the current version, and once more with the next when it was removed meanwhile. */
  pinned<Result>(work: (reader: Reader) => Promise<Result>): Promise<Result>;
  /**
   * Ask the version as if all of it were here.
   *
   * @param work
   *   Is run again until nothing it looked for was missing, and must not do anything else.
   */
  ask<Result>(work: (view: PartialIndex, reader: Reader) => Result): Promise<Result>;
  /** Do something with what asks one version only, the current one, as `pinned` does. */
  atOnce<Result>(work: (store: Omit<StoreReader, 'atOnce'>) => Promise<Result>): Promise<Result>;
}

/** What can be set for a reader. */
export interface StoreReaderOptions {
  readonly catalog: string;
  readonly vectors: WordVectors | undefined;
  /** Why there are no vectors where they are wanted (default: none are). */
  readonly lack?: string | undefined;
  /**
   * Past as many documents what they mean as a whole is not kept, and candidates come by words alone (default: 300,000, of 128 bytes
   * each).
   */
  readonly mostWholes?: number;
}

const MOST_WHOLES = 300_000;
/** How often a request begins again because the version it read was removed. */
const MOST_STARTS = 3;
/** The router looks for terms, then candidates, then what those bring up: more rounds than this would never end. */
const MOST_ROUNDS = 16;

/** Make a reader of a catalog. */
export function createStoreReader(queries: Queries, options: StoreReaderOptions): StoreReader {
  const { catalog, vectors, mostWholes = MOST_WHOLES } = options;
  const look = createCurrentVersion(queries, catalog);
  let reader: { readonly key: string; readonly reader: Reader } | undefined;
  let reading: { readonly key: string; readonly reader: Promise<Reader | undefined> } | undefined;
  const read = async (named: CurrentVersion): Promise<Reader | undefined> => {
    const known = await readVersion(queries, named, (size) =>
      vectors && size <= mostWholes ? createWholes(size, vectors.dimensions, vectors.products) : undefined,
    );
    if (known && vectors && known.vectors !== vectors.key) {
      throw new SignpostError(
        'SIGNPOST_STORE_OTHER',
        `Catalog \`${catalog}\` was pushed with other word vectors than those here: push it again, or ask by words alone`,
      );
    }
    return known && createReader(known, vectors);
  };
  /** The reader of the current version, if it is there from the first look to the last. */
  const readCurrent = async (): Promise<Reader | undefined> => {
    const current = await look();
    if (!current) return undefined;
    const key = `${current.version} ${current.identity}`;
    if (reader?.key === key) return reader.reader;
    // Requests that come meanwhile wait for the same.
    if (reading?.key !== key) reading = { key, reader: read(current) };
    const own = reading;
    try {
      const known = await own.reader;
      if (known) reader = { key, reader: known };
      return known;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    } finally {
      if (reading === own) reading = undefined;
    }
  };
  const current = async (): Promise<Reader> => {
    for (let start = 0; start < MOST_STARTS; start++) {
      const known = await readCurrent();
      if (known) return known;
    }
    throw new SignpostError('SIGNPOST_UNKNOWN_CATALOG', `Nothing was pushed to a catalog called \`${catalog}\` yet`);
  };
  /** Whether a request failed for want of its version: what another store has in its place makes no sense either. */
  const isForWantOf = async ({ version }: Reader, error: unknown): Promise<boolean> => {
    if (error instanceof VersionGone || isMissing(error)) return true;
    if (error instanceof SignpostError && error.code.startsWith('SIGNPOST_STORE_')) return false;
    // What is wrong with the store the next start tells.
    return !(await isThere(queries, version).catch(() => false));
  };
  const startingAgain = async <Result>(work: (reader: Reader) => Promise<Result>): Promise<Result> => {
    for (let start = 0; start < MOST_STARTS; start++) {
      const own = await current();
      try {
        return await work(own);
      } catch (error) {
        const isLast = start === MOST_STARTS - 1 && !(error instanceof VersionGone);
        if (isLast || !(await isForWantOf(own, error))) throw error;
        if (reader?.reader === own) reader = undefined;
      }
    }
    throw new SignpostError(
      'SIGNPOST_STORE_UNAVAILABLE',
      `Versions of catalog \`${catalog}\` were removed while they were read, ${MOST_STARTS} times: keep more of them`,
    );
  };
  const pinned: StoreReader['pinned'] = (work) =>
    startingAgain(async (own) => {
      const result = await work(own);
      await checkThere(queries, own.version);
      return result;
    });
  return {
    current,
    pinned,
    ask: (work) => startingAgain((own) => untilComplete(queries, own, work)),
    atOnce: (work) =>
      pinned((own) =>
        work({
          current: async () => own,
          pinned: (part) => part(own),
          ask: (part) => untilComplete(queries, own, part),
        }),
      ),
  };
}

async function untilComplete<Result>(
  queries: Queries,
  reader: Reader,
  work: (view: PartialIndex, reader: Reader) => Result,
): Promise<Result> {
  const view = createPartialIndex(reader);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const made = unlessNotYet(() => work(view, reader));
    if (made && isComplete(view.needs)) {
      if (round > 0) {
        await checkThere(queries, reader.version);
        keepFetched(view.needs);
      }
      return made.result;
    }
    await fetchMissing(queries, reader, view.needs);
  }
  throw new Error(`a request looked for more after ${MOST_ROUNDS} rounds`);
}

function unlessNotYet<Result>(work: () => Result): { readonly result: Result } | undefined {
  try {
    return { result: work() };
  } catch (error) {
    if (error instanceof DataMissing) return undefined;
    throw error;
  }
}

/** Retrieval as every retriever gives it, once the store has answered. */
export interface PostgresRetriever {
  size(): Promise<number>;
  retrieve(query: Query, limit: number): Promise<Retrieval>;
}

/**
 * Make a retriever over a catalog of a store.
 *
 * @returns
 *   A retriever whose scores are those of the other retrievers, bit for bit.
 */
export function createPostgresRetriever(store: StoreReader): PostgresRetriever {
  return {
    size: async () => (await store.current()).version.size,
    retrieve: (query, limit) => store.ask(({ retriever }) => retriever.retrieve(query, limit)),
  };
}
