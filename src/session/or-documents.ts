/** An index over a snapshot that turns to the documents when the snapshot proves damaged in the middle of a request. */

import { once } from '../domain/once.ts';
import type { Catalog } from '../domain/reference.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import type { CatalogIndex } from '../route/catalog-index.ts';

/**
 * Ask one thing as long as it holds, and another from then on.
 *
 * A snapshot is read piece by piece: that the disk no longer gives back what was written, or that it says otherwise than a document,
 * comes out in the middle of a request. That request begins again over the documents, and whoever asks notes nothing but the time.
 *
 * @param open
 *   Opens the one; whatever of it is called may throw `SIGNPOST_BAD_SNAPSHOT`. Every other failure is thrown.
 * @param instead
 *   Opens the other, once.
 * @param onDamage
 *   Told why (optional).
 */
export function orDocuments(
  open: () => CatalogIndex,
  instead: () => CatalogIndex,
  onDamage: (problem: SignpostError) => void = () => {},
): CatalogIndex {
  let isDamaged = false;
  let current: CatalogIndex | undefined;
  const ask = <Answer>(work: (catalogIndex: CatalogIndex) => Answer): Answer => {
    try {
      current ??= open();
      return work(current);
    } catch (error) {
      if (isDamaged || !(error instanceof SignpostError) || error.code !== 'SIGNPOST_BAD_SNAPSHOT') throw error;
      current = instead();
      isDamaged = true;
      onDamage(error);
      return work(current);
    }
  };
  const bodyOf = (id: string) => ask(({ catalog }) => catalog.references.find((own) => own.id === id)?.body ?? '');
  const guarded = once(() =>
    withBodies(
      ask(({ catalog }) => catalog),
      bodyOf,
    ),
  );
  return {
    get catalog() {
      const catalog = guarded();
      return isDamaged ? ask((catalogIndex) => catalogIndex.catalog) : catalog;
    },
    get messages() {
      return ask(({ messages }) => messages);
    },
    isMadeWith: (vectors) => ask(({ isMadeWith }) => isMadeWith(vectors)),
    route: (...asked) => ask(({ route }) => route(...asked)),
    profiles: {
      get size() {
        return ask(({ profiles }) => profiles.size);
      },
      has: (id) => ask(({ profiles }) => profiles.has(id)),
      get: (id) => ask(({ profiles }) => profiles.get(id)),
    },
    textOf: (id) => ask(({ textOf }) => textOf(id)),
    outlineOf: (id) => ask(({ outlineOf }) => outlineOf(id)),
  };
}

/** A catalog whose bodies are read when they are asked for, which may be long after the catalog was. */
function withBodies(catalog: Catalog, bodyOf: (id: string) => string): Catalog {
  const references = catalog.references.map((reference) => {
    const read = Object.getOwnPropertyDescriptor(reference, 'body')?.get;
    if (!read) return reference;
    const body = once(() => {
      try {
        return String(read.call(reference));
      } catch {
        return bodyOf(reference.id);
      }
    });
    return Object.defineProperties({} as typeof reference, {
      ...Object.getOwnPropertyDescriptors(reference),
      body: { get: body, enumerable: true },
    });
  });
  return { ...catalog, references };
}
