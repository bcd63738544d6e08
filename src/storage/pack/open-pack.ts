/** Sections → a catalog that can be asked, of which only what a request needs is read. */

import type { VFileMessage } from 'vfile-message';
import { once } from '../../domain/once.ts';
import type { CatalogIndex } from '../../route/catalog-index.ts';
import { familiesOf } from '../../route/hierarchy.ts';
import { createRouter } from '../../route/route.ts';
import { semanticIndexOf } from '../../search/vectors/semantic.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import type { Sections } from './container.ts';
import { messageFrom } from './messages.ts';
import { partsOf, vocabularyIn } from './parts.ts';
import type { MessageRecord } from './records.ts';
import { catalogOf, type References } from './references.ts';
import { createPackedRetriever } from './retriever.ts';
import { isMadeWith, packedVectors } from './vectors.ts';

/**
 * Open a pack.
 *
 * @param sections
 *   From `packCatalog`, in this version.
 * @param loadVectors
 *   Gives the table of words, to compare by meaning, too (optional); asked once, by the first request.
 */
export function openPack(sections: Sections, loadVectors?: () => WordVectors | undefined): CatalogIndex {
  const { references, terms, fields, layout, profiles } = partsOf(sections);
  const { ids } = references;
  const documentFrequency = sections.uint32('documentFrequency');
  const retriever = createPackedRetriever({
    size: ids.length,
    idAt: (place) => ids[place] ?? '',
    terms,
    fields,
    documentsHolding: (term) => documentFrequency[term] ?? 0,
  });
  const semantics = () => {
    const vectors = loadVectors?.();
    if (!vectors || !isMadeWith(sections, vectors)) return undefined;
    const documents = packedVectors(sections, references, vectors);
    return semanticIndexOf(documents, () => vocabularyIn(sections, terms), vectors);
  };
  const { branches, always } = layout;
  const families = familiesOf(references.parents, profiles);
  const catalog = once(() => catalogOf(sections, references, layout));
  const messages = once(() => messagesOf(sections));
  return {
    route: createRouter({ branches, families, always }, profiles, retriever, semantics),
    profiles,
    isMadeWith: (vectors) => isMadeWith(sections, vectors),
    get catalog() {
      return catalog();
    },
    get messages() {
      return messages();
    },
    textOf: (id) => textOf(references, id),
    outlineOf: (id) => references.outlineAt(references.placeOf(id) ?? -1),
  };
}

function textOf(references: References, id: string): string | undefined {
  const place = references.placeOf(id);
  if (place === undefined || references.at(place).entryOnly) return undefined;
  return references.textAt(place);
}

function messagesOf(sections: Sections): VFileMessage[] {
  return (sections.json('messages') as readonly MessageRecord[]).map(messageFrom);
}
