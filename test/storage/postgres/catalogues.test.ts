/** Labelled catalogues in a store, and in memory. */

import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import { cataloguesIn, readCatalogue, routing } from '../../labelled-catalogues.ts';
import { useDatabase } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

/** Requests of each, from its first to its last: all of them would take minutes. `SIGNPOST_REQUESTS` says otherwise. */
const REQUESTS = Number(process.env['SIGNPOST_REQUESTS'] ?? 10);

describe('a catalogue in a store and one in memory', () => {
  if (routing === undefined) {
    it('were not given: set SIGNPOST_ROUTING to a folder of labelled catalogues to compare them', () => {
      expect(routing).toBeUndefined();
    });
    return;
  }
  const folder = routing;
  const database = useDatabase();

  it.each(cataloguesIn(folder))('decide and explain alike: %s', { timeout: 600_000 }, async (name) => {
    const { signpost, queries } = readCatalogue(folder, name);
    const catalog = name.slice(0, 60);
    await pushSignpost(database.sql, signpost, catalog);
    const stored = createStoredSignpost(database.sql, { catalog, vectors: shippedVectors() });
    const options = { explain: true, limit: 10 };
    const step = Math.max(1, queries.length / REQUESTS);
    const different: string[] = [];
    for (let at = 0; at < queries.length; at += step) {
      const query = queries[Math.floor(at)] ?? '';
      if (!isDeepStrictEqual(await stored.route(query, options), signpost.route(query, options))) different.push(query);
    }
    expect(different).toEqual([]);
  });
});
