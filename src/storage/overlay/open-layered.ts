/** A pack with some references replaced: asked as if all had been packed anew, at the cost of those that changed. */

import { once } from '../../domain/once.ts';
import type { Catalog } from '../../domain/reference.ts';
import type { Field } from '../../domain/search.ts';
import { prepareBranches } from '../../route/branch-match.ts';
import { familiesOf } from '../../route/hierarchy.ts';
import type { Prepared } from '../../route/profile.ts';
import type { Profiles } from '../../route/profiles.ts';
import { createRouter, type Router } from '../../route/route.ts';
import { byField, FIELDS } from '../../search/fields.ts';
import { embedLazily, semanticIndexOf } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { termsIn } from '../pack/analysed.ts';
import { type PackParts, vocabularyIn } from '../pack/parts.ts';
import { countsOf, type FieldPostings, mostIn } from '../pack/postings.ts';
import { createPackedRetriever } from '../pack/retriever.ts';
import { isMadeWith, packedVectors } from '../pack/vectors.ts';
import { mergePlaces } from './places.ts';
import { layerPostings } from './postings.ts';
import { layerProfiles } from './profiles.ts';
import { type LayeredTerms, layerTerms } from './terms.ts';
import { layerVectors, layerVocabulary } from './vectors.ts';

/** What is put over a pack. */
interface Layer {
  /** The whole catalog as it is now: how its references hang together. */
  readonly catalog: Catalog;
  /** Ids of references of the pack that are gone, or have changed. */
  readonly removed: ReadonlySet<string>;
  /** References that are new, or have changed. */
  readonly added: readonly Prepared[];
}

/** Opens layers over a pack, one after the other. */
type OpenLayer = (layer: Layer) => { readonly route: Router; readonly profiles: Profiles };

/**
 * Prepare to open a pack with layers over it.
 *
 * @param parts
 *   Of the pack; nothing of them is changed.
 * @param loadVectors
 *   Gives the table of words, to compare by meaning, too (optional); asked once, by the first request.
 * @returns
 *   Opens a layer: a router that decides as one over all references packed anew, bit for bit. The layers before stay as they
 *   were; what they have in common is counted once.
 */
export function layersOver(parts: PackParts, loadVectors?: () => WordVectors | undefined): OpenLayer {
  const terms = layerTerms(parts.terms);
  const counted = new WeakMap<Prepared, ReadonlyMap<Field, ReadonlyMap<number, number>>>();
  const countsIn = (prepared: Prepared, field: Field): ReadonlyMap<number, number> => {
    const counts = counted.get(prepared) ?? countFields(prepared, terms);
    counted.set(prepared, counts);
    return counts.get(field) ?? NO_COUNTS;
  };
  const below = once(() => {
    const vectors = loadVectors?.();
    if (!vectors || !isMadeWith(parts.sections, vectors)) return undefined;
    return { vectors, documents: packedVectors(parts.sections, parts.references, vectors) };
  });
  return ({ catalog, removed, added: unsorted }) => {
    const added = [...unsorted].sort((a, b) => (a.document.id < b.document.id ? -1 : 1));
    const came = added.map(({ document }) => document.id);
    const places = mergePlaces(parts.references.ids, removed, came);
    const layered = (field: Field): FieldPostings => {
      const counts = added.map((prepared) => countsIn(prepared, field));
      return layerPostings(parts.fields[field], parts.terms.size, places, counts);
    };
    const fields = byField(layered);
    const own = new Map(added.map(({ document, profile }) => [document.id, profile]));
    const profiles = layerProfiles({ base: parts.profiles, removed, added: own, places, terms, fields });
    const retriever = createPackedRetriever({
      size: places.ids.length,
      idAt: (place) => places.ids[place] ?? '',
      terms,
      fields,
    });
    const semantics = () => {
      const known = below();
      if (!known) return undefined;
      const { vectors } = known;
      const meanings = added.map(({ profile }) => profile.meaning);
      const documents = layerVectors(known.documents, embedLazily(meanings, vectors), places);
      const routedBy = new Set(added.flatMap(({ profile }) => [...profile.routingTerms]));
      const vocabulary = () => layerVocabulary(vocabularyIn(parts.sections, parts.terms), routedBy, profiles, vectors);
      return semanticIndexOf(documents, vocabulary, vectors);
    };
    const always = catalog.references.filter(({ reading }) => reading === 'always').map(({ id }) => id);
    const layout = {
      branches: prepareBranches(catalog.branches),
      families: familiesOf(catalog.parents, profiles),
      always,
    };
    return { route: createRouter(layout, profiles, retriever, semantics), profiles };
  };
}

const NO_COUNTS: ReadonlyMap<number, number> = new Map();

/** How often a reference holds each term, field by field. */
function countFields(prepared: Prepared, terms: LayeredTerms): Map<Field, Map<number, number>> {
  return new Map(FIELDS.map((field) => [field, countsOf(termsIn(field, prepared).map(terms.add), mostIn(field))]));
}
