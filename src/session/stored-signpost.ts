/** A catalog of a store → something that can be asked as a signpost can, each answer waited for. */

import { badOption, checkKeys } from '../domain/check-options.ts';
import type { RouteOptions } from '../domain/decision.ts';
import type { Outline } from '../domain/excerpt.ts';
import type { Degraded } from '../domain/models.ts';
import type { DecisionTree } from '../domain/reference.ts';
import { reportLack } from '../domain/report-message.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import type { ListedReference, StoredSignpost, StoredVersion } from '../domain/stored-signpost.ts';
import { degrade } from '../route/degrade.ts';
import { createRouter } from '../route/route.ts';
import { messageFrom } from '../storage/pack/messages.ts';
import type { MessageRecord } from '../storage/pack/records.ts';
import { placeOf, referencesFrom, textAt } from '../storage/postgres/references.ts';
import { chunksOf } from '../storage/postgres/segments.ts';
import type { Queries, Sql } from '../storage/postgres/sql.ts';
import { createStoreReader, type StoreReader, type StoreReaderOptions } from '../storage/postgres/store-reader.ts';
import { VersionGone } from '../storage/postgres/version-gone.ts';
import { excerptOf } from './create/excerpt.ts';
import { checkExcerptOptions, checkRouteOptions, withoutUndefined } from './create/options.ts';

const DEFAULT_CANDIDATES = 5;
const DEFAULT_LISTED = 50;
const MOST_LISTED = 1000;

/**
 * Make a signpost of a catalog in a store.
 *
 * @param sql
 *   The database.
 * @param options
 *   Which catalog, and what it is compared by.
 * @param route
 *   Defaults for each request.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`.
 */
export function createStoredSignpost(sql: Sql, options: StoreReaderOptions, route: RouteOptions = {}): StoredSignpost {
  const defaults = withoutUndefined(checkRouteOptions(route));
  const store = createStoreReader(sql, options);
  const asked = (reader: Omit<StoreReader, 'atOnce'>) => storedVersion(sql, reader, options, defaults);
  return {
    ...asked(store),
    name: options.catalog,
    atOnce: (ask) => store.atOnce((reader) => ask(asked(reader))),
    close: () => sql.close(),
  };
}

/** What asks by a reader. */
function storedVersion(
  sql: Queries,
  store: Omit<StoreReader, 'atOnce'>,
  { catalog, lack: message }: StoreReaderOptions,
  defaults: RouteOptions,
): StoredVersion {
  const lacking: readonly Degraded[] =
    message === undefined ? [] : [{ part: 'vectors', code: 'SIGNPOST_VECTORS_MISSING', message }];
  const textOf = async (id: string): Promise<{ readonly text: string; readonly outline: Outline }> => {
    const found = await store.pinned(async (reader) => {
      const place = await placeOf(sql, reader, id);
      return place === undefined ? undefined : textAt(sql, reader, place);
    });
    if (!found) throw new SignpostError('SIGNPOST_UNKNOWN_REFERENCE', `No reference has the id \`${id}\``);
    const { text, outline } = found;
    if (text !== null) return { text, outline };
    throw new SignpostError('SIGNPOST_NO_TEXT', `Only an index entry is known of \`${id}\`: there is no text`);
  };
  /** What few ask for is read each time. */
  const columnOf = async (name: 'messages' | 'trees'): Promise<string> => {
    const value = await store.pinned(async ({ version: { version } }) => {
      const [row] = await sql.query<{ value: string | null }>(
        `SELECT ${name} AS value FROM signpost.versions WHERE version = $1`,
        [version],
      );
      if (!row) throw new VersionGone();
      return row.value;
    });
    if (value !== null) return value;
    const message = `Catalog \`${catalog}\` was pushed before ${name} were kept: push it again`;
    throw new SignpostError('SIGNPOST_STORE_OTHER', message);
  };
  return {
    size: async () => (await store.current()).version.size,
    async route(query, own = {}) {
      if (typeof query !== 'string') {
        throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected query of type ${typeof query}, expected text`);
      }
      const given = { ...defaults, ...withoutUndefined(checkRouteOptions(own)) };
      return store.ask((view, { version: { layout, settings } }) => {
        const { branches, always } = layout;
        const { families, profiles, retriever, semantics } = view;
        const router = createRouter({ branches, families, always }, profiles, retriever, () => semantics);
        return degrade(router(query, { limit: DEFAULT_CANDIDATES, ...settings, ...given }), lacking);
      });
    },
    find: (id) =>
      store.pinned(async (reader) => {
        const place = await placeOf(sql, reader, id);
        return place === undefined ? undefined : (await referencesFrom(sql, reader, [place]))[0];
      }),
    async list(asked = {}) {
      checkKeys(asked, ['under', 'from', 'limit']);
      const { under = '', from = 0, limit = DEFAULT_LISTED } = asked;
      if (typeof under !== 'string') throw badOption('under', under, 'text');
      if (!(Number.isSafeInteger(from) && from >= 0)) throw badOption('from', from, 'a whole number, 0 or more');
      if (!(Number.isInteger(limit) && limit >= 1 && limit <= MOST_LISTED)) {
        throw badOption('limit', limit, `a whole number from 1 to ${MOST_LISTED}`);
      }
      return store.pinned(async (reader) => {
        const { size } = reader.version;
        const idAt = async (place: number) => (await referencesFrom(sql, reader, [place]))[0]?.id ?? '';
        const isBehind = (id: string) => id >= under && !id.startsWith(under);
        const first = under === '' ? 0 : await firstPlace(size, idAt, (id) => id >= under);
        const end = under === '' ? size : await firstPlace(size, idAt, isBehind);
        const places = rangeOf(Math.min(end, first + from), Math.min(end, first + from + limit));
        return { references: await referencesFrom(sql, reader, places), total: end - first };
      });
    },
    listAll: () =>
      store.pinned(async (reader) => {
        const { size, parents } = reader.version;
        const references: ListedReference[] = [];
        // Some at a time: of a large catalog one answer would not fit into a message.
        for (const places of chunksOf(rangeOf(0, size), MOST_LISTED)) {
          for (const reference of await referencesFrom(sql, reader, places)) references.push(reference);
        }
        const parentOf = new Map<string, string>();
        for (const [place, { id }] of references.entries()) {
          const parent = references[parents[place] ?? -1];
          if (parent) parentOf.set(id, parent.id);
        }
        return { references, parents: parentOf };
      }),
    read: async (id) => (await textOf(id)).text,
    async excerpt(id, own = {}) {
      const checked = checkExcerptOptions(own);
      const { text, outline } = await textOf(id);
      return excerptOf(id, text, outline, checked);
    },
    trees: async () => new Map(JSON.parse(await columnOf('trees')) as readonly [string, readonly DecisionTree[]][]),
    messages: async () => [
      ...lacking.map(reportLack),
      ...(JSON.parse(await columnOf('messages')) as readonly MessageRecord[]).map((record) => messageFrom(record)),
    ],
  };
}

/** The first place whose id is one that is looked for, by halving: ids are in order, and none of them is kept. */
async function firstPlace(
  size: number,
  idAt: (place: number) => Promise<ListedReference['id']>,
  isFound: (id: string) => boolean,
): Promise<number> {
  let [low, high] = [0, size];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isFound(await idAt(middle))) high = middle;
    else low = middle + 1;
  }
  return low;
}

function rangeOf(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, at) => from + at);
}
