/** Labelled catalogues in a store, and in memory. */

import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/domain/decision.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import type { StoreReaderOptions } from '../../../src/storage/postgres/store-reader.ts';
import { cataloguesIn, readCatalogue, routing } from '../../labelled-catalogues.ts';
import { useDatabase, useExtensions } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

/** Requests of each, from its first to its last: all of them would take minutes. `SIGNPOST_REQUESTS` says otherwise. */
const REQUESTS = Number(process.env['SIGNPOST_REQUESTS'] ?? 10);
/** Indexes of extensions take a second or two to make: by itself every third catalogue has some. */
const EXTENDED_EVERY = process.env['SIGNPOST_REQUESTS'] === undefined ? 3 : 1;
/** What extensions find are not all candidates: as many decisions at the least are the same nevertheless. */
const LEAST_ALIKE = 0.99;

/** What whoever asked sees first. */
function chosenIn({ decision, references }: Decision): unknown {
  return [decision, references.map(({ id }) => id)];
}

describe('a catalogue in a store and one in memory', () => {
  if (routing === undefined) {
    it('were not given: set SIGNPOST_ROUTING to a folder of labelled catalogues to compare them', () => {
      expect(routing).toBeUndefined();
    });
    return;
  }
  const folder = routing;
  const plain = useDatabase();
  const extended = useExtensions();

  /** The requests of a catalogue, each with what the store and the memory say. */
  async function* decisionsOf(name: string, { sql }: typeof plain, own: Pick<StoreReaderOptions, 'mostExact'>) {
    const { signpost, queries } = readCatalogue(folder, name);
    const catalog = name.slice(0, 60);
    await pushSignpost(sql, signpost, catalog, own);
    const stored = createStoredSignpost(sql, { catalog, vectors: shippedVectors(), ...own });
    const options = { explain: true, limit: 10 };
    const step = Math.max(1, queries.length / REQUESTS);
    for (let at = 0; at < queries.length; at += step) {
      const query = queries[Math.floor(at)] ?? '';
      yield { query, there: await stored.route(query, options), here: signpost.route(query, options) };
    }
  }

  it.each(cataloguesIn(folder))('decide and explain alike: %s', { timeout: 600_000 }, async (name) => {
    const different: string[] = [];
    for await (const { query, there, here } of decisionsOf(name, plain, {})) {
      if (!isDeepStrictEqual(there, here)) different.push(query);
    }
    expect(different).toEqual([]);
  });

  it('choose alike where extensions find candidates', { timeout: 1_200_000 }, async () => {
    const [different, asked]: [string[], string[]] = [[], []];
    for (const name of cataloguesIn(folder).filter((_, at) => at % EXTENDED_EVERY === 0)) {
      for await (const { query, there, here } of decisionsOf(name, extended, { mostExact: 0 })) {
        asked.push(query);
        if (!isDeepStrictEqual(chosenIn(there), chosenIn(here))) different.push(`${name}: ${query}`);
      }
    }
    expect(different.slice(0, asked.length * (1 - LEAST_ALIKE))).toEqual(different);
  });
});
