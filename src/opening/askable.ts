/** A catalog of documents → something that can be asked, with MiniSearch to retrieve. */

import type { Askable } from '../assembly/index.ts';
import type { WordVectors } from '../assets/index.ts';
import type { BuiltCatalog } from '../catalog/index.ts';
import { outlineOf } from '../markdown/index.ts';
import { createCatalogRouter } from '../route/index.ts';

/** Make a router over a catalog, by meaning, too, or by words alone. */
export function askableOf(
  { catalog, texts, messages }: BuiltCatalog,
  vectors: (() => WordVectors | undefined) | undefined,
): Askable {
  const { route, profiles } = createCatalogRouter(catalog, vectors);
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
