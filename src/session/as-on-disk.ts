/** Texts of a snapshot are given out only as they stand on the disk. */

import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Outline } from '../domain/excerpt.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { readText } from '../load/catalog/read-text.ts';
import type { CatalogIndex } from '../route/catalog-index.ts';
import { createCache } from '../storage/pack/cache.ts';

/** Outlines of so many texts are kept: a reader goes through one text in parts. */
const KEPT_OUTLINES = 16;

/**
 * Compare each text with the file it is of before it is given out.
 *
 * What a snapshot holds is the word of whoever made it. What a model reads has to stand in a document.
 *
 * @param catalogIndex
 *   Of a snapshot.
 * @param roots
 *   As they were named: files of no others are looked at.
 * @param outlineOf
 *   Finds the parts of a text: what a snapshot says of them may be something else.
 * @returns
 *   What throws `SIGNPOST_BAD_SNAPSHOT` for a text that is not the one of its file, or whose file is not there.
 */
export function asOnDisk(
  catalogIndex: CatalogIndex,
  roots: readonly string[],
  outlineOf: (text: string) => Outline,
): CatalogIndex {
  const outlines = createCache<string, { readonly text: string; readonly outline: Outline }>(KEPT_OUTLINES / 2);
  const textOf = (id: string): string | undefined => {
    const text = catalogIndex.textOf(id);
    if (text !== undefined && text !== onDisk(catalogIndex, roots, id)) {
      throw new SignpostError('SIGNPOST_BAD_SNAPSHOT', `The snapshot says otherwise than the file of \`${id}\``);
    }
    return text;
  };
  return {
    get catalog() {
      return catalogIndex.catalog;
    },
    get messages() {
      return catalogIndex.messages;
    },
    isMadeWith: catalogIndex.isMadeWith,
    route: catalogIndex.route,
    profiles: catalogIndex.profiles,
    textOf,
    outlineOf(id) {
      const text = textOf(id) ?? '';
      const known = outlines.get(id);
      if (known?.text === text) return known.outline;
      const outline = outlineOf(text);
      outlines.set(id, { text, outline });
      return outline;
    },
  };
}

/** The text of the file of a reference; `undefined` where there is none, or not where references are. */
function onDisk({ profiles }: CatalogIndex, roots: readonly string[], id: string): string | undefined {
  const { root = '', path = '' } = profiles.get(id)?.reference ?? {};
  if (!roots.includes(root) || path.split(/[/\\]/).includes('..')) return undefined;
  try {
    return readText(realpathSync.native(join(root, path)), () => undefined);
  } catch {
    return undefined;
  }
}
