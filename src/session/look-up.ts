/** Looks up the snapshot of some roots, and whether it is still true of their files. */

import type { WantedVectors } from '../search/vectors/wanted-vectors.ts';
import type { Sections } from '../storage/pack/container.ts';
import { isMadeWith } from '../storage/pack/vectors.ts';
import { type ReadSnapshot, readSnapshot, type SnapshotFile } from '../storage/snapshot/file.ts';
import { isOf } from '../storage/snapshot/identity.ts';
import { type NamedRoot, noteUse } from '../storage/snapshot/place.ts';
import { checkSources } from '../storage/snapshot/sources.ts';

/** What was found. */
export interface LookedUp {
  /** As it lies on the disk; `none` where nothing is kept. */
  readonly kept: ReadSnapshot;
  /** The snapshot, when it is one of these roots. */
  readonly sections?: Sections;
  /** Whether nothing has changed that it was made of, and it was made with the vectors that there are. */
  readonly isFresh: boolean;
}

/**
 * Look for the snapshot of roots.
 *
 * @param file
 *   Where it is kept; `undefined` where none is. That a fresh one was used is noted there.
 * @param wanted
 *   The vectors that are wanted. Where there are none, those it was made with do not matter: nothing is compared.
 */
export function lookUpSnapshot(
  file: SnapshotFile | undefined,
  roots: readonly NamedRoot[],
  wanted: WantedVectors | undefined,
): LookedUp {
  const kept: ReadSnapshot = file === undefined ? { kind: 'none' } : readSnapshot(file);
  if (file === undefined || kept.kind !== 'snapshot' || !isOf(kept.sections, roots)) return { kept, isFresh: false };
  const { sections } = kept;
  const table = wanted?.table();
  const isFresh = (!table || isMadeWith(sections, table)) && checkSources(sections) === 'fresh';
  if (isFresh) noteUse(file.path);
  return { kept, sections, isFresh };
}
