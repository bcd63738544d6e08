/** The form in memory: MiniSearch retrieves over the documents themselves. */

import type { CatalogIndex, IndexSource } from '../../route/catalog-index.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { createCatalogRouter } from './catalog-router.ts';

/**
 * Make the index of a catalog in memory.
 *
 * @param source
 *   The catalog.
 * @param loadVectors
 *   Gives a table of words, to compare by meaning, too (optional: by words alone); asked once, by the first request.
 */
export function createMemoryIndex(
  { catalog, texts, messages, outlineOf }: IndexSource,
  loadVectors: (() => WordVectors | undefined) | undefined,
): CatalogIndex {
  const { route, profiles } = createCatalogRouter(catalog, loadVectors);
  return {
    catalog,
    messages,
    isMadeWith: () => true,
    route,
    profiles,
    textOf: (id) => texts.get(id),
    outlineOf: (id) => outlineOf(texts.get(id) ?? ''),
  };
}
