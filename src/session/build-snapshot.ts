/** Folders → a snapshot of them on disk, for whoever opens them next. */

import { statSync } from 'node:fs';
import { badOption, checkKeys } from '../domain/check-options.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { lookUpSnapshot } from './look-up.ts';
import { placeOf, rootsOf } from './roots.ts';
import { packableVectors } from './shipped-vectors.ts';

/** What to build a snapshot of. */
export interface BuildSnapshotOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  /** Where to look for a root when none is named (default: the working folder of the process). */
  readonly cwd?: string;
  /** The file to write (default: the one in the user's cache folder that `snapshot: true` opens). */
  readonly out?: string;
  /** The word vectors as bytes (default: the file that ships with the package). */
  readonly vectors?: Uint8Array;
  /** Told of word vectors that cannot be had: a snapshot without them is made. */
  readonly onProblem?: (problem: SignpostError) => void;
}

/** A snapshot that is there. */
export interface BuiltSnapshot {
  readonly path: string;
  readonly sizeBytes: number;
  readonly references: number;
  /** `fresh`: it was there, and nothing had changed; `same`: only times had; `built`: it was made. */
  readonly status: 'fresh' | 'same' | 'built';
}

/**
 * Build a snapshot of folders, unless a fresh one is there.
 *
 * @param options
 *   Which folders, and where to (optional).
 * @returns
 *   Where it is, how large, and what had to be done.
 * @throws {SignpostError}
 *   As `openSignpost` does for roots; `SIGNPOST_WRITE_FAILED` when it cannot be written, `SIGNPOST_BAD_OPTION` when no
 *   snapshots are kept (`SIGNPOST_CACHE=off`) and no file is named, `SIGNPOST_CACHE_REFUSED` when the cache is not ours alone.
 * @example
 *   const { path, references } = await buildSnapshot({ roots: ['references'] });
 */
export async function buildSnapshot(options: BuildSnapshotOptions = {}): Promise<BuiltSnapshot> {
  checkKeys(options, ['roots', 'cwd', 'out', 'vectors', 'onProblem']);
  const roots = rootsOf(options);
  const { file, problem } = placeOf(options.out ?? true, roots);
  if (problem) throw problem;
  if (file === undefined) throw badOption('out', options.out, 'a path, since `SIGNPOST_CACHE` is off');
  const packable = packableVectors(options.vectors);
  const lack = packable.lack();
  if (lack !== undefined) options.onProblem?.(new SignpostError('SIGNPOST_VECTORS_MISSING', lack));
  const { kept, sections: before, isFresh } = lookUpSnapshot(file, roots, packable);
  // What reads documents is loaded where there are some to read.
  const renew = async () => (await import('./from-folders.ts')).renewSnapshot(roots, file, kept, packable.table());
  const { sections, isSame, problems } =
    before && isFresh ? { sections: before, isSame: true, problems: [] } : await renew();
  const failed = problems.find(({ code }) => code === 'SIGNPOST_WRITE_FAILED');
  if (failed) throw failed;
  return {
    path: file.path,
    sizeBytes: statSync(file.path).size,
    references: sections.uint32('order').length,
    status: isFresh ? 'fresh' : isSame ? 'same' : 'built',
  };
}
