/** A catalog → its router: profiles and documents of one analysis, what retrieves and compares over them. */

import { once } from '../../domain/once.ts';
import type { Catalog } from '../../domain/reference.ts';
import { prepareBranches } from '../../route/branch-match.ts';
import { familiesOf } from '../../route/hierarchy.ts';
import type { Profile } from '../../route/profile.ts';
import { profilesOf } from '../../route/profile-inputs.ts';
import { profilesIn } from '../../route/profiles.ts';
import { createRouter, type Router } from '../../route/route.ts';
import { createLexicalRetriever } from '../../search/lexical.ts';
import { createSemanticIndex } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';

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
 * @param loadVectors
 *   Gives a table of words, to compare by meaning, too (optional); asked once, by the first request.
 */
export function createCatalogRouter(catalog: Catalog, loadVectors?: () => WordVectors | undefined): CatalogRouter {
  const { references, parents } = catalog;
  const prepared = profilesOf(references, catalog.entryTexts);
  const profiles = new Map<string, Profile>(prepared.map(({ profile }) => [profile.reference.id, profile]));
  const semantics = once(() => {
    const vectors = loadVectors?.();
    if (!vectors) return undefined;
    return createSemanticIndex(
      prepared.map(({ profile }) => profile.meaning),
      new Set(prepared.flatMap(({ profile }) => [...profile.routingTerms])),
      vectors,
    );
  });
  const retriever = createLexicalRetriever(prepared.map(({ document }) => document));
  const known = profilesIn(profiles);
  const always = references.filter(({ reading }) => reading === 'always').map(({ id }) => id);
  const layout = { branches: prepareBranches(catalog.branches), families: familiesOf(parents, known), always };
  return {
    route: createRouter(layout, known, retriever, semantics),
    profiles,
  };
}
