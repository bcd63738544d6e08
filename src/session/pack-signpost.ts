/** A signpost → the bytes that a page, a worker or another machine opens it from. */

import { basename } from 'node:path';
import type { Reference } from '../domain/reference.ts';
import type { Signpost } from '../domain/signpost.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import { jsonSection } from '../storage/pack/container.ts';
import { checksum, seal } from '../storage/pack/seal.ts';
import { currentOf } from './create/follower.ts';
import { packableVectors } from './shipped-vectors.ts';

/** A signpost in bytes. */
export interface PackedSignpost {
  /** The catalog with its texts, ready to be asked. */
  readonly pack: Uint8Array;
  /** The word vectors it was made with; `undefined` for a signpost that compares by words alone, or whose vectors are missing. */
  readonly vectors: Uint8Array | undefined;
}

/**
 * Lay a signpost out in bytes, for `openPack` of `signpost/browser`.
 *
 * It is packed with the vectors the signpost compares by. What it holds is meant to be given away: of a root its folder's name is left,
 * and messages about documents are not in it. The defaults of its requests are.
 *
 * @param given
 *   Any.
 * @example
 *   const { pack, vectors } = await packSignpost(await openSignpost({ roots: ['references'] }));
 *   writeFileSync('public/catalog.pack', pack);
 */
export async function packSignpost(given: Signpost): Promise<PackedSignpost> {
  const signpost = currentOf(given);
  // Only now: most callers pack nothing.
  const [{ packCatalog }, { assembledWith }] = await Promise.all([
    import('../storage/pack/pack-catalog.ts'),
    import('./create/assemble.ts'),
  ]);
  const { catalog, read } = signpost;
  const texts = new Map(catalog.references.filter(({ entryOnly }) => !entryOnly).map(({ id }) => [id, read(id)]));
  const references = catalog.references.map(withoutPlace);
  const packable = { catalog: { ...catalog, references }, texts, messages: [], outlineOf };
  const { defaults, vectors } = assembledWith(signpost) ?? { defaults: {}, vectors: packableVectors() };
  const sections = packCatalog(packable, vectors?.table());
  const bytes = vectors?.bytes();
  if (bytes) sections.set('vectors.sum', Uint32Array.of(checksum(bytes)));
  sections.set('settings', jsonSection(defaults)).set('semantic', jsonSection(vectors !== undefined));
  return { pack: seal(sections), vectors: bytes };
}

function withoutPlace(reference: Reference): Reference {
  return { ...reference, root: basename(reference.root.replaceAll('\\', '/')) };
}
