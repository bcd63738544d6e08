/** Labelled catalogues in both forms: in memory, and in bytes. */

import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openPack } from '../../../src/browser.ts';
import { packSignpost } from '../../../src/index.ts';
import { cataloguesIn, readCatalogue, routing } from '../../labelled-catalogues.ts';

describe('a catalogue in bytes and one in memory', () => {
  if (routing === undefined) {
    it('were not given: set SIGNPOST_ROUTING to a folder of labelled catalogues to compare them', () => {
      expect(routing).toBeUndefined();
    });
    return;
  }
  const folder = routing;
  const names = cataloguesIn(folder);

  it('are many', () => {
    expect(names.length).toBeGreaterThan(10);
  });

  it.each(names)('decide and explain every request alike: %s', { timeout: 120_000 }, async (name) => {
    const { signpost, queries } = readCatalogue(folder, name);
    const { pack, vectors } = await packSignpost(signpost);
    if (!vectors) throw new Error('no vectors ship with the package');
    const opened = openPack(pack, { vectors });
    expect(opened.catalog).toEqual(signpost.catalog);
    const options = { explain: true, limit: 10 };
    const different = queries.filter(
      (query) => !isDeepStrictEqual(opened.route(query, options), signpost.route(query, options)),
    );
    expect(different).toEqual([]);
  });
});
