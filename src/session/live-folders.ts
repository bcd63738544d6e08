/** Folders that change → a signpost of each moment, swapped whole. */

import { checkKeys } from '../domain/check-options.ts';
import type { Signpost } from '../domain/signpost.ts';
import { rememberDisk } from '../load/catalog/disk.ts';
import type { CatalogIndex } from '../route/catalog-index.ts';
import type { Sections } from '../storage/pack/container.ts';
import { openPack } from '../storage/pack/open-pack.ts';
import type { NamedRoot } from '../storage/snapshot/place.ts';
import { assemble } from './create/assemble.ts';
import { askDocuments, packFolders, renewSnapshot } from './from-folders.ts';
import { createLiveCatalog } from './live-catalog.ts';
import { lookUpSnapshot } from './look-up.ts';
import { OPEN_OPTIONS, type OpenOptions, openMade, openSections } from './open-roots.ts';
import { digestOf, type Read, readFolders } from './read-folders.ts';
import { namesOf, placeOf, rootsOf } from './roots.ts';
import { packableVectors, wantedVectors } from './shipped-vectors.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** Folders that are read again when somebody says so. */
export interface LiveFolders {
  /** As they were last read. */
  current(): Signpost;
  /**
   * Read what has changed, and swap.
   *
   * @param changed
   *   Files and folders that have changed, came or went, with every link resolved: no others are looked at. All are where it is
   *   not known which (default).
   * @returns
   *   What tells by its id whether a reference of before reads otherwise now; `undefined` where nothing has changed. What is wrong with
   *   the folders as a whole is thrown, and nothing is swapped.
   */
  update(changed?: ReadonlySet<string>): Promise<((id: string) => boolean) | undefined>;
}

/**
 * Open folders that will change.
 *
 * @param options
 *   As for `openRoots`; a snapshot is opened and brought up to date once, and not written again.
 * @throws {SignpostError}
 *   As `openRoots` does.
 */
export async function openLiveFolders(options: OpenOptions): Promise<LiveFolders> {
  checkKeys(options, OPEN_OPTIONS);
  const roots = rootsOf(options);
  const { sections, isKept } = await sectionsOf(roots, options);
  let current = isKept ? openSections(sections, roots, options, askDocuments) : openMade(sections, roots, options);
  // As they were read: what is given out of a snapshot is held against the disk, which is ahead of it once a change is told of.
  let textOf: CatalogIndex['textOf'] = openPack(sections).textOf;
  const disk = rememberDisk();
  const wanted = wantedVectors(options);
  const live = createLiveCatalog(sections, wanted);
  let last: Read | undefined;
  return {
    current: () => current,
    async update(changed) {
      disk.forget(changed);
      const read = await readFolders(roots, disk);
      await live.prepare(read.documents);
      const isSame = last ? isSameRead(last, read) : sections.text('digest') === digestOf(read);
      // The first time even what has not changed is taken in: what it takes is ready then for the change that comes, and from then on
      // texts are those that were read.
      if (isSame && last) return undefined;
      const catalogIndex = live.update(read.documents, read.messages);
      const before = textOf;
      last = read;
      textOf = catalogIndex.textOf;
      current = assemble(() => catalogIndex, wanted, namesOf(roots), options, read.configured);
      return isSame ? undefined : (id) => textIn(before, id) !== textIn(catalogIndex.textOf, id);
    },
  };
}

/** `undefined` also when the disk does not give back what was written: who is told of a change too many reads again. */
function textIn(textOf: CatalogIndex['textOf'], id: string): string | undefined {
  return unlessDamaged(
    () => textOf(id),
    () => undefined,
  );
}

/** What folders are packed in, and whether any of it comes from a file. */
async function sectionsOf(
  roots: readonly NamedRoot[],
  options: OpenOptions,
): Promise<{ readonly sections: Sections; readonly isKept: boolean }> {
  const { file, problem } = placeOf(options.snapshot ?? false, roots);
  if (problem) options.onProblem?.(problem);
  const vectors = packableVectors(options.vectors).table();
  if (file === undefined) return { sections: await packFolders(roots, vectors), isKept: false };
  const { kept, sections: known, isFresh } = lookUpSnapshot(file, roots, wantedVectors(options));
  if (known && isFresh) return { sections: known, isKept: true };
  const { sections, problems } = await renewSnapshot(roots, file, kept, vectors);
  for (const own of problems) options.onProblem?.(own);
  return { sections, isKept: true };
}

function isSameRead(one: Read, other: Read): boolean {
  const said = ({ messages, configured }: Read): string => JSON.stringify([configured, messages.map(String)]);
  return (
    one.documents.length === other.documents.length &&
    one.documents.every(({ root, path, text }, at) => {
      const now = other.documents[at];
      return now?.root === root && now?.path === path && now.text === text;
    }) &&
    said(one) === said(other)
  );
}
