/** References from sections, each read when it is asked for. */

import type { Outline } from '../../domain/excerpt.ts';
import { once } from '../../domain/once.ts';
import type { Catalog, DecisionTree, Reference } from '../../domain/reference.ts';
import type { Sections } from './container.ts';
import { textsOf } from './lists.ts';
import type { CatalogRecord, LayoutRecord } from './records.ts';

/** The references of a pack. */
export interface References {
  /** In the order of places. */
  readonly ids: readonly string[];
  placeOf(id: string): number | undefined;
  at(place: number): Reference;
  /** The text as it came in; empty for one of which only an index entry is known. */
  textAt(place: number): string;
  outlineAt(place: number): Outline;
  readonly parents: Catalog['parents'];
}

/** Read the references of a pack. */
export function referencesOf(sections: Sections): References {
  const ids = sections.json('ids') as readonly string[];
  const places = new Map(ids.map((id, place) => [id, place]));
  const records = textsOf(sections, 'references');
  const textAt = textsOf(sections, 'texts');
  const bodies = textsOf(sections, 'bodies');
  const outlines = textsOf(sections, 'outlines');
  const bodyLengths = sections.int32('bodyLengths');
  const bodyAt = (place: number): string => {
    const tail = bodyLengths[place] ?? -1;
    if (tail === -1) return bodies(place);
    const text = textAt(place);
    return text.slice(text.length - tail);
  };
  const parentPlaces = sections.int32('parents');
  const parents = new Map<string, string>();
  for (const [place, id] of ids.entries()) {
    const parent = ids[parentPlaces[place] ?? -1];
    if (parent !== undefined) parents.set(id, parent);
  }
  return {
    ids,
    placeOf: (id) => places.get(id),
    textAt,
    outlineAt: (place) => JSON.parse(outlines(place)) as Outline,
    parents,
    at(place) {
      const reference: Reference = JSON.parse(records(place));
      const body = once(() => bodyAt(place));
      return Object.defineProperty(reference, 'body', { get: body, enumerable: true });
    },
  };
}

/** The whole catalog: for those who ask for all of it. */
export function catalogOf(sections: Sections, references: References, layout: LayoutRecord): Catalog {
  const { trees, entryTexts } = sections.json('catalog') as CatalogRecord;
  return {
    references: Array.from(sections.uint32('order'), references.at),
    trees: new Map<string, readonly DecisionTree[]>(trees),
    branches: layout.branches.map(({ branch }) => branch),
    entryTexts: new Map(entryTexts),
    parents: references.parents,
  };
}
