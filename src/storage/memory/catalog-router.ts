/** A catalog → its router: profiles and documents of one analysis, what retrieves and compares over them. */

import { once } from '../../domain/once.ts';
import type { Catalog, ResolvedBranch } from '../../domain/reference.ts';
import { prepareBranches } from '../../route/branch-match.ts';
import { familiesOf } from '../../route/hierarchy.ts';
import type { Profile } from '../../route/profile.ts';
import { createAnalyzer } from '../../route/profile-inputs.ts';
import { profilesIn, profilesWith } from '../../route/profiles.ts';
import { createRouter, type Router } from '../../route/route.ts';
import { createLexicalRetriever } from '../../search/lexical.ts';
import { createSemanticIndex } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';

/** A router and what it knows of each reference. */
export interface CatalogRouter {
  readonly route: Router;
  /** By id. */
  readonly profiles: ReadonlyMap<string, Profile>;
  /** The router of the catalog with one more branch, at a fraction of the cost of making it anew. */
  readonly withBranch: (branch: ResolvedBranch) => Router;
  /** The router of the catalog with one more trigger of a reference, by its id; likewise. */
  readonly withTrigger: (id: string, trigger: string) => Router;
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
  const prepare = createAnalyzer(references, catalog.entryTexts);
  const prepared = references.map(prepare);
  const profiles = new Map<string, Profile>(prepared.map(({ profile }) => [profile.reference.id, profile]));
  const vocabulary = once(() => new Set(prepared.flatMap(({ profile }) => [...profile.routingTerms])));
  const semantics = once(() => {
    const vectors = loadVectors?.();
    if (!vectors) return undefined;
    return createSemanticIndex(
      prepared.map(({ profile }) => profile.meaning),
      vocabulary(),
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
    withBranch(branch) {
      const branches = [...layout.branches, ...prepareBranches([branch])];
      return createRouter({ ...layout, branches }, known, retriever, semantics);
    },
    withTrigger(id, trigger) {
      const at = references.findIndex((reference) => reference.id === id);
      const reference = references[at];
      if (!reference) throw new Error(`no reference has the id ${id}`);
      const { own, triggers } = reference;
      const edited = {
        ...reference,
        triggers: [...triggers, trigger],
        ...(own && { own: { ...own, triggers: [...own.triggers, trigger] } }),
      };
      const { profile, document } = prepare(edited);
      const retrieverWith = retriever.withTriggers(document);
      if (!retrieverWith) {
        return createCatalogRouter({ ...catalog, references: references.with(at, edited) }, loadVectors).route;
      }
      const added = [...profile.routingTerms].filter((term) => !vocabulary().has(term));
      const others = profilesWith(known, profile);
      const families = familiesOf(parents, others);
      return createRouter({ ...layout, families }, others, retrieverWith, () =>
        semantics()?.replacing(profile.meaning, added),
      );
    },
  };
}
