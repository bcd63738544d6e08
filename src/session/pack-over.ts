/** Packs a catalog anew, taking over from an earlier pack what has not changed. */

import type { BuiltCatalog } from '../load/catalog/build-catalog.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import type { WordVectors } from '../search/vectors/word-vectors.ts';
import type { Section, Sections } from '../storage/pack/container.ts';
import { packCatalog } from '../storage/pack/pack-catalog.ts';
import { unlessDamaged } from './unless-damaged.ts';

/**
 * Lay a catalog out.
 *
 * @param built
 *   The catalog.
 * @param before
 *   What was packed before, of this catalog or another one (optional): references that read the same are taken from it,
 *   unless the disk does not give them back.
 * @param vectors
 *   What it is compared by.
 */
export function packOver(
  built: BuiltCatalog,
  before: Sections | undefined,
  vectors: WordVectors | undefined,
): Map<string, Section> {
  const pack = (earlier?: Sections) => packCatalog({ ...built, outlineOf }, vectors, earlier);
  return unlessDamaged(
    () => pack(before),
    () => pack(),
  );
}
