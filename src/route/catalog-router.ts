/** A catalog → its router: profiles and documents of one analysis, what retrieves and compares over them. */

import type { Catalog } from '../contracts/reference.ts';
import { createLexicalRetriever, createSemanticIndex, type WordVectors } from '../retrieve/index.ts';
import { familiesOf } from './assess.ts';
import { prepareBranches } from './branch-match.ts';
import { type Profile, profilesOf } from './profile.ts';
import { profilesIn } from './profiles.ts';
import { createRouter, type Router } from './route.ts';

/** A router and what it knows of each reference. */
export interface CatalogRouter {
  readonly route: Router;
  /** By id. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** A router over the same references whose trees have these branches. */
  readonly withBranches: (branches: Catalog['branches']) => Router;
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
  const prepared = profilesOf(catalog.references, catalog.entryTexts);
  const profiles = new Map<string, Profile>(prepared.map(({ profile }) => [profile.reference.id, profile]));
  const documents = prepared.map(({ document }) => document);
  const semantics = () => {
    const vectors = loadVectors?.();
    if (!vectors) return undefined;
    const vocabulary = new Set(prepared.flatMap(({ profile }) => [...profile.compact]));
    return createSemanticIndex(
      prepared.map(({ profile }) => profile.meaning),
      vocabulary,
      vectors,
    );
  };
  const retriever = createLexicalRetriever(documents);
  const known = profilesIn(profiles);
  const families = familiesOf(catalog.parents, known);
  const always = catalog.references.filter(({ reading }) => reading === 'always').map(({ id }) => id);
  const withBranches = (branches: Catalog['branches']) =>
    createRouter({ branches: prepareBranches(branches), families, always }, known, retriever, semantics);
  return { route: withBranches(catalog.branches), profiles, withBranches };
}
