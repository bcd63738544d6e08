/** A catalog → its router: profiles and documents of one analysis, the lexical retriever over them. */

import type { Catalog } from '../contracts/reference.ts';
import { createLexicalRetriever } from '../retrieve/index.ts';
import { type Profile, profileOf } from './profile.ts';
import { createRouter, type Router } from './route.ts';

/** A router and what it knows of each reference. */
export interface CatalogRouter {
  readonly route: Router;
  /** By id. */
  readonly profiles: ReadonlyMap<string, Profile>;
}

/**
 * Make the router of a catalog, with lexical retrieval.
 *
 * Pure.
 *
 * @param catalog
 *   The references. Without any, every request abstains.
 */
export function createCatalogRouter(catalog: Catalog): CatalogRouter {
  const prepared = catalog.references.map((reference) =>
    profileOf(reference, catalog.entryTexts.get(reference.id) ?? []),
  );
  const profiles = new Map<string, Profile>(prepared.map(({ profile }) => [profile.reference.id, profile]));
  const retriever = createLexicalRetriever(prepared.map(({ document }) => document));
  return { route: createRouter(catalog, profiles, retriever), profiles };
}
