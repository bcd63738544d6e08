/** Folders → a signpost: from a snapshot while it is fresh, from the documents otherwise. */

import { assemble, assembledWith } from '../assembly/index.ts';
import { packableVectors, type WantedVectors, wantedVectors } from '../assets/index.ts';
import type { RouteOptions } from '../contracts/decision.ts';
import type { Signpost } from '../contracts/signpost.ts';
import { SignpostError } from '../diagnostics/index.ts';
import { checkKeys, SIGNPOST_OPTIONS, type SignpostOptions } from '../options.ts';
import { openPack, type Sections } from '../packed/index.ts';
import type { NamedRoot } from '../snapshot/index.ts';
import { lookUpSnapshot } from './look-up.ts';
import { namesOf, placeOf, rootsOf } from './roots.ts';

/** Which folders to open. */
export interface OpenOptions extends SignpostOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  /** Where to look for a root when none is named (default: the working folder of the process). */
  readonly cwd?: string;
  /**
   * Whether to keep what was read in a file, and to open that the next time (default: false). `true`: in the user's cache
   * folder, or where the environment variable `SIGNPOST_CACHE` says; a path: that file.
   */
  readonly snapshot?: boolean | string;
  /**
   * Told of a snapshot that is no longer fresh, or not there: it is opened as it is, or `SIGNPOST_NO_SNAPSHOT` thrown. For
   * those who would rather answer now than rightly (default: it is brought up to date first).
   */
  readonly onStale?: () => void;
  /**
   * Told of a snapshot that was of no use, or could not be written: the documents are read then. And, once, of word vectors that
   * cannot be had: decisions are made by words alone.
   */
  readonly onProblem?: (problem: SignpostError) => void;
}

export const OPEN_OPTIONS = ['roots', 'cwd', 'snapshot', 'onProblem', 'onStale', ...SIGNPOST_OPTIONS] as const;

/**
 * Open folders.
 *
 * @param options
 *   `roots`, in order of precedence: where two have a skill of one name, the first wins.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`, `SIGNPOST_NO_ROOT`, `SIGNPOST_BAD_OPTION`; with `onStale`
 *   `SIGNPOST_NO_SNAPSHOT`.
 * @example
 *   const signpost = await openRoots({ roots: ['references'] });
 *   signpost.route('How do I write triggers?').decision; // 'route'
 */
export async function openRoots(options: OpenOptions = {}): Promise<Signpost> {
  checkKeys(options, OPEN_OPTIONS);
  const { snapshot = false } = options;
  const roots = rootsOf(options);
  const place = placeOf(snapshot, roots);
  const wanted = wantedVectors(options);
  const { kept, sections: known, isFresh } = lookUpSnapshot(place, roots, wanted);
  if (known) {
    if (!isFresh) options.onStale?.();
    if (isFresh || options.onStale) return openSections(known, roots, options);
  }
  if (options.onStale) {
    options.onStale();
    throw new SignpostError('SIGNPOST_NO_SNAPSHOT', 'No snapshot of these roots can be opened');
  }
  // Only now: what reads documents takes longer to load than a snapshot to open.
  const { openFolders, renewSnapshot } = await import('./from-folders.ts');
  if (place === undefined) {
    const { askable, configured } = await openFolders(roots);
    return told(assemble(askable, wanted, namesOf(roots), options, configured), options);
  }
  const { sections, problems } = await renewSnapshot(roots, place, kept, packableVectors(options.vectors).table());
  for (const problem of problems) options.onProblem?.(problem);
  return openSections(sections, roots, options);
}

/** Sections → a signpost. */
export function openSections(sections: Sections, roots: readonly NamedRoot[], options: OpenOptions): Signpost {
  const open = (vectors: WantedVectors['table'] | undefined) => openPack(sections, vectors);
  const settings = sections.json('settings') as RouteOptions;
  return told(assemble(open, wantedVectors(options), namesOf(roots), options, settings), options);
}

/** Tell of what every decision has to do without. Where nobody listens it is looked for when the first request comes. */
function told(signpost: Signpost, { onProblem }: Pick<OpenOptions, 'onProblem'>): Signpost {
  const lack = onProblem && assembledWith(signpost)?.lack();
  if (lack) onProblem(new SignpostError(lack.code, lack.message));
  return signpost;
}
