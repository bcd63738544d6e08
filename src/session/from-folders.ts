/** Folders → a catalog from their documents, kept as a snapshot where one is wanted. */

import { dirname } from 'node:path';
import type { RouteOptions } from '../domain/decision.ts';
import { once } from '../domain/once.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import type { CatalogIndex } from '../route/catalog-index.ts';
import type { WantedVectors } from '../search/vectors/wanted-vectors.ts';
import type { WordVectors } from '../search/vectors/word-vectors.ts';
import { createMemoryIndex } from '../storage/memory/memory-index.ts';
import { decodeEncoded, encodeSections, jsonSection, type Section, type Sections } from '../storage/pack/container.ts';
import { isMadeWith } from '../storage/pack/vectors.ts';
import { type DiskClock, openDiskClock } from '../storage/snapshot/disk-clock.ts';
import { makeFolderOf, type ReadSnapshot, type SnapshotFile, writeSnapshot } from '../storage/snapshot/file.ts';
import { identify, isOf } from '../storage/snapshot/identity.ts';
import { type NamedRoot, sweep } from '../storage/snapshot/place.ts';
import { stampSources } from '../storage/snapshot/sources.ts';
import { packOver } from './pack-over.ts';
import { builtOf, digestOf, readDocuments, readFolders } from './read-folders.ts';
import { namesOf } from './roots.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** What is left of a snapshot that was renewed. */
export interface Renewed {
  readonly sections: Sections;
  /** Whether the documents were read as they were before: only times had changed. */
  readonly isSame: boolean;
  /** What was wrong with the one that was there, and why this one could not be written. */
  readonly problems: readonly SignpostError[];
}

/** Folders that can be asked. */
export interface OpenedFolders {
  readonly openIndex: (vectors: WantedVectors['table'] | undefined) => CatalogIndex;
  readonly configured: RouteOptions;
  /** How many there are. */
  readonly references: number;
}

/** Open folders from their documents. */
export async function openFolders(roots: readonly NamedRoot[]): Promise<OpenedFolders> {
  const read = await readFolders(roots);
  const built = once(() => builtOf(read));
  return {
    openIndex: (vectors) => createMemoryIndex({ ...built(), outlineOf }, vectors),
    configured: read.configured,
    references: read.documents.length,
  };
}

/** Ask the documents of folders as they are now, whoever was asked before. */
export function askDocuments(roots: readonly NamedRoot[], vectors: WantedVectors['table'] | undefined): CatalogIndex {
  return createMemoryIndex({ ...builtOf(readDocuments(namesOf(roots))), outlineOf }, vectors);
}

/** Pack folders in memory, from their documents, with vectors to compare by where there are any. */
export async function packFolders(roots: readonly NamedRoot[], vectors: WordVectors | undefined): Promise<Sections> {
  const read = await readFolders(roots);
  const sections = packOver(builtOf(read), undefined, vectors);
  sections.set('digest', Buffer.from(digestOf(read))).set('settings', jsonSection(read.configured));
  return decodeEncoded(encodeSections(sections));
}

/**
 * Make a snapshot anew, or say in it that its documents are what they were.
 *
 * @param roots
 *   The folders.
 * @param file
 *   Where it is kept. What cannot be written is not kept.
 * @param kept
 *   What is there.
 * @param vectors
 *   What it is compared by, where there is anything.
 */
export async function renewSnapshot(
  roots: readonly NamedRoot[],
  file: SnapshotFile,
  kept: ReadSnapshot,
  vectors: WordVectors | undefined,
): Promise<Renewed> {
  const clock = clockBeside(file);
  try {
    const began = clock.kind === 'clock' ? clock.now() : 0;
    const read = await readFolders(roots);
    const digest = digestOf(read);
    const before = kept.kind === 'snapshot' && isOf(kept.sections, roots) ? kept.sections : undefined;
    const isSame = before !== undefined && before.text('digest') === digest && isMadeWith(before, vectors);
    const same = isSame && before ? allOf(before) : undefined;
    const sections: Map<string, Section> = same ?? packOver(builtOf(read), before, vectors);
    identify(sections, roots);
    sections.set('digest', Buffer.from(digest)).set('settings', jsonSection(read.configured));
    if (clock.kind === 'clock') {
      stampSources(sections, read.paths, { device: clock.device, began, ended: clock.now }, before);
    }
    const pack = encodeSections(sections);
    const problems = [
      ...problemsWith(file, kept, before),
      ...(clock.kind === 'clock' ? write(file, pack) : [notWritten(file, clock.cause)]),
    ];
    return { sections: decodeEncoded(pack), isSame: same !== undefined, problems };
  } finally {
    if (clock.kind === 'clock') clock.close();
  }
}

/** The clock of the disk a snapshot lies on; where its folder cannot be written to there is none, and no snapshot. */
function clockBeside(
  file: SnapshotFile,
): ({ readonly kind: 'clock' } & DiskClock) | { readonly kind: 'none'; readonly cause: unknown } {
  try {
    makeFolderOf(file);
    return { kind: 'clock', ...openDiskClock(dirname(file.path)) };
  } catch (cause) {
    return { kind: 'none', cause };
  }
}

/** `undefined` when the disk does not give back what was written. */
function allOf(before: Sections): Map<string, Section> | undefined {
  return unlessDamaged(
    () => before.all(),
    () => undefined,
  );
}

function write(file: SnapshotFile, pack: Uint8Array): SignpostError[] {
  try {
    writeSnapshot(file, pack);
    if (!file.isNamed) sweep(dirname(file.path));
    return [];
  } catch (cause) {
    return [notWritten(file, cause)];
  }
}

function notWritten({ path }: SnapshotFile, cause: unknown): SignpostError {
  const reason = cause instanceof Error ? `: ${cause.message}` : '';
  return new SignpostError('SIGNPOST_WRITE_FAILED', `Cannot write snapshot \`${path}\`${reason}`, { cause });
}

function problemsWith({ path }: SnapshotFile, kept: ReadSnapshot, before: Sections | undefined): SignpostError[] {
  if (kept.kind === 'none' || before) return [];
  const reason = kept.kind === 'unusable' ? kept.reason : 'another version wrote it, or it is of other roots';
  return [new SignpostError('SIGNPOST_BAD_SNAPSHOT', `Made snapshot \`${path}\` anew: ${reason}`)];
}
