/** Documents that change: each decision is the one of a catalog built anew. */

import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { SourceDocument } from '../../src/domain/reference.ts';
import { buildCatalog } from '../../src/load/catalog/build-catalog.ts';
import { outlineOf } from '../../src/load/markdown/outline.ts';
import { createLiveCatalog } from '../../src/session/live-catalog.ts';
import { packableVectors, shippedVectors } from '../../src/session/shipped-vectors.ts';
import { createCatalogRouter } from '../../src/storage/memory/catalog-router.ts';
import { decodeSections, encodeSections } from '../../src/storage/pack/container.ts';
import { packCatalog } from '../../src/storage/pack/pack-catalog.ts';
import { documentsOf, edit } from './changing-files.ts';

const QUERIES = [
  'invoice tax',
  'deploy the dbt pipeline',
  'invioce',
  'audit ranking quarterly',
  'zebra',
  'which schedule?',
  '',
];
const OPTIONS = [
  { limit: 5, explain: true },
  { limit: 3, context: { files: ['models/a.sql'], history: ['customer shift'] } },
];

function packed(documents: readonly SourceDocument[]) {
  const sections = decodeSections(
    encodeSections(packCatalog({ ...buildCatalog(documents), outlineOf }, shippedVectors())),
  );
  if (!sections) throw new Error('cannot decode what was encoded');
  return sections;
}

it.each([1, 2] as const)('decides after every edit as a catalog built anew, of %i roots', (roots) => {
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), fc.array(edit, { minLength: 1, maxLength: 40 }), (before, edits) => {
      const files = new Map<string, string>();
      for (const change of before) change(files);
      const live = createLiveCatalog(packed(documentsOf(files, roots)), packableVectors());
      for (const [at, change] of edits.entries()) {
        change(files);
        const documents = documentsOf(files, roots);
        const now = live.update(documents, []);
        if (at % 4 !== 0 && at !== edits.length - 1) continue;
        const { catalog, messages } = buildCatalog(documents);
        const { route } = createCatalogRouter(catalog, shippedVectors);
        expect(now.messages.map(String)).toEqual(messages.map(String));
        for (const query of QUERIES)
          for (const options of OPTIONS) expect(now.route(query, options)).toEqual(route(query, options));
      }
    }),
    { numRuns: 40 },
  );
});
