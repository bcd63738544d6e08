/** Documents that change → what can be asked after each change, at the cost of what changed. */

import type { VFileMessage } from 'vfile-message';
import type { SourceDocument } from '../domain/reference.ts';
import { type BuiltCatalog, buildCatalog } from '../load/catalog/build-catalog.ts';
import { createParseCache } from '../load/catalog/parse-cache.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import type { CatalogIndex } from '../route/catalog-index.ts';
import type { Prepared } from '../route/profile.ts';
import { profileInputsOf } from '../route/profile-inputs.ts';
import type { WantedVectors } from '../search/vectors/wanted-vectors.ts';
import { layersOver } from '../storage/overlay/open-layered.ts';
import { decodeEncoded, encodeSections, type Sections } from '../storage/pack/container.ts';
import {
  fingerprintOf,
  fingerprintsIn,
  isSameFingerprint,
  type ProfileFingerprint,
} from '../storage/pack/fingerprints.ts';
import { partsOf } from '../storage/pack/parts.ts';
import { isMadeWith } from '../storage/pack/vectors.ts';
import { orDocuments } from './or-documents.ts';
import { packOver } from './pack-over.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** A catalog whose documents change. */
export interface LiveCatalog {
  /** Parse documents for the next `update`, in turns: what is asked meanwhile is answered. */
  prepare(documents: readonly SourceDocument[]): Promise<void>;
  /**
   * Take documents in.
   *
   * @param documents
   *   All of them.
   * @param messages
   *   What was wrong with reading them.
   * @returns
   *   What can be asked: it decides as a catalog of these documents built anew, bit for bit.
   */
  update(documents: readonly SourceDocument[], messages: readonly VFileMessage[]): CatalogIndex;
}

/** What a profile was made of, and the profile. */
interface Over extends ProfileFingerprint {
  readonly prepared: Prepared;
}

/** Once more references than this, and a larger share, stand over a pack, all of them are packed anew. */
const MOST_OVER = 200;
const LARGEST_SHARE = 1 / 4;
/** What else waits is let in between two turns of parsing. */
const TURN_MS = 10;

/**
 * Follow the documents of a catalog.
 *
 * Packs, and layers over them: of a change only the references are analysed that differ from the pack, and the parts of a
 * request are read from both.
 *
 * @param pack
 *   The catalog as it was packed last.
 * @param wanted
 *   The vectors that are wanted; `undefined` where words alone count.
 */
export function createLiveCatalog(pack: Sections, wanted: WantedVectors | undefined): LiveCatalog {
  const cache = createParseCache();
  let base = baseOf(pack);
  let over = new Map<string, Over>();

  const layer = (built: BuiltCatalog): ReturnType<typeof base.open> => {
    const profileInputs = profileInputsOf(built.catalog.references, built.catalog.entryTexts);
    const known = base.made();
    const removed = new Set(known.keys());
    const now = new Map<string, Over>();
    for (const profileInput of profileInputs) {
      const { id } = profileInput.reference;
      const made = fingerprintOf(profileInput);
      if (isSameFingerprint(known.get(id), made)) {
        // One of two bodies that read the same is enough.
        known.set(id, made);
        removed.delete(id);
        continue;
      }
      const before = over.get(id);
      now.set(id, before && isSameFingerprint(before, made) ? before : { ...made, prepared: profileInput.prepare() });
    }
    over = now;
    if (now.size > Math.max(MOST_OVER, profileInputs.length * LARGEST_SHARE)) return repack(built, base.sections);
    return base.open({ catalog: built.catalog, removed, added: [...now.values()].map(({ prepared }) => prepared) });
  };
  const repack = (built: BuiltCatalog, before?: Sections): ReturnType<typeof base.open> => {
    base = baseOf(decodeEncoded(encodeSections(packOver(built, before, wanted?.table()))));
    over = new Map();
    return base.open({ catalog: built.catalog, removed: new Set(), added: [] });
  };

  function baseOf(sections: Sections) {
    let made: Map<string, ProfileFingerprint> | undefined;
    return {
      sections,
      open: layersOver(partsOf(sections), wanted?.table),
      made(): Map<string, ProfileFingerprint> {
        made ??= fingerprintsIn(sections);
        return made;
      },
    };
  }

  return {
    async prepare(documents) {
      let started = performance.now();
      for (const document of documents) {
        cache.parse(document);
        if (performance.now() - started < TURN_MS) continue;
        await new Promise((resolve) => setImmediate(resolve));
        started = performance.now();
      }
    },
    update(documents, messages) {
      const built = buildCatalog(documents, cache.parse);
      cache.keepOnly(documents);
      const asked = ({ route, profiles }: ReturnType<typeof layer>): CatalogIndex => ({
        catalog: built.catalog,
        messages: [...messages, ...built.messages],
        isMadeWith: (vectors) => isMadeWith(base.sections, vectors),
        route,
        profiles,
        textOf: (id) => built.texts.get(id),
        outlineOf: (id) => outlineOf(built.texts.get(id) ?? ''),
      });
      // The documents are here, and whoever asks now notes how long it takes to prepare them.
      const opened = unlessDamaged(
        () => layer(built),
        () => repack(built),
      );
      return orDocuments(
        () => asked(opened),
        () => asked(repack(built)),
      );
    },
  };
}
