/** Folders → a signpost: from a snapshot while it is fresh, from the documents otherwise. */

import { checkKeys } from '../domain/check-options.ts';
import type { RouteOptions } from '../domain/decision.ts';
import type { Signpost } from '../domain/signpost.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import type { CatalogIndex } from '../route/catalog-index.ts';
import type { WantedVectors } from '../search/vectors/wanted-vectors.ts';
import type { Sections } from '../storage/pack/container.ts';
import { openPack } from '../storage/pack/open-pack.ts';
import type { NamedRoot } from '../storage/snapshot/place.ts';
import { asOnDisk } from './as-on-disk.ts';
import { assemble, assembledWith } from './create/assemble.ts';
import { SIGNPOST_OPTIONS, type SignpostOptions } from './create/options.ts';
import { lookUpSnapshot } from './look-up.ts';
import { orDocuments } from './or-documents.ts';
import { namesOf, placeOf, rootsOf } from './roots.ts';
import { packableVectors, wantedVectors } from './shipped-vectors.ts';

/** Which folders to open. */
export interface OpenOptions extends SignpostOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  /** Where to look for a root when none is named (default: the working folder of the process). */
  readonly cwd?: string;
  /**
   * Whether to keep what was read in a file, and to open that the next time (default: false). `true`: in the user's cache
   * folder, or where the environment variable `SIGNPOST_CACHE` says, if that is nobody else's; a path: that file, wherever it is.
   * Who made it decides what is chosen; texts are given out only as they stand on the disk.
   */
  readonly snapshot?: boolean | string;
  /**
   * Told of a snapshot that is no longer fresh, or not there: it is opened as it is, or `SIGNPOST_NO_SNAPSHOT` thrown. For
   * those who would rather answer now than rightly (default: it is brought up to date first). Where none may be kept, or one
   * turns out to be damaged, up to 500 documents are read.
   */
  readonly onStale?: () => void;
  /**
   * Told of a snapshot that is of no use, then or later, or cannot be kept: the documents are read instead. And, once, of word vectors
   * that cannot be had: decisions are made by words alone.
   */
  readonly onProblem?: (problem: SignpostError) => void;
}

export const OPEN_OPTIONS = ['roots', 'cwd', 'snapshot', 'onProblem', 'onStale', ...SIGNPOST_OPTIONS] as const;

/** Asks the documents of folders as they are now. */
type AskDocuments = (roots: readonly NamedRoot[], vectors: WantedVectors['table'] | undefined) => CatalogIndex;

/** References that are read while somebody waits who wanted a snapshot: a few take some hundred milliseconds. */
const MOST_READ_NOW = 500;

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
  const { file, problem } = placeOf(snapshot, roots);
  if (problem) options.onProblem?.(problem);
  const wanted = wantedVectors(options);
  // Even for a snapshot: calls that are not waited for turn to the documents where it is damaged. The command line's bundle loads it
  // with the first call.
  const { askDocuments, openFolders, renewSnapshot } = await import('./from-folders.ts');
  const { kept, sections: known, isFresh } = lookUpSnapshot(file, roots, wanted);
  if (known) {
    if (!isFresh) options.onStale?.();
    if (isFresh || options.onStale) return openSections(known, roots, options, askDocuments);
  }
  // Where none can be kept the documents are all there is.
  if (options.onStale && !problem) {
    options.onStale();
    throw new SignpostError('SIGNPOST_NO_SNAPSHOT', 'No snapshot of these roots can be opened');
  }
  if (file === undefined) {
    const { openIndex, configured, references } = await openFolders(roots);
    if (options.onStale) checkFew(references);
    return told(assemble(openIndex, wanted, namesOf(roots), options, configured), options);
  }
  const { sections, problems } = await renewSnapshot(roots, file, kept, packableVectors(options.vectors).table());
  for (const own of problems) options.onProblem?.(own);
  return openSections(sections, roots, options, askDocuments);
}

/** Sections → a signpost; where they turn out not to hold, the documents answer. */
export function openSections(
  sections: Sections,
  roots: readonly NamedRoot[],
  options: OpenOptions,
  askDocuments: AskDocuments,
): Signpost {
  const names = namesOf(roots);
  const open = (vectors: WantedVectors['table'] | undefined): CatalogIndex => {
    const snapshot = () => asOnDisk(openPack(sections, vectors), names, outlineOf);
    const tell = ({ code, message }: SignpostError) =>
      options.onProblem?.(new SignpostError(code, `${message}: the documents were read instead`));
    const documents = () => {
      if (options.onStale) {
        options.onStale();
        checkFew(sections.uint32('order').length);
      }
      return askDocuments(roots, vectors);
    };
    return orDocuments(snapshot, documents, tell);
  };
  return openedWith(open, sections, names, options);
}

/** Sections that were just made of the documents → a signpost: there is nothing to hold them against. */
export function openMade(sections: Sections, roots: readonly NamedRoot[], options: OpenOptions): Signpost {
  return openedWith((vectors) => openPack(sections, vectors), sections, namesOf(roots), options);
}

function openedWith(
  open: (vectors: WantedVectors['table'] | undefined) => CatalogIndex,
  sections: Sections,
  names: readonly string[],
  options: OpenOptions,
): Signpost {
  const settings = sections.json('settings') as RouteOptions;
  return told(assemble(open, wantedVectors(options), names, options, settings), options);
}

/** Tell of what every decision has to do without. Where nobody listens it is looked for when the first request comes. */
function told(signpost: Signpost, { onProblem }: Pick<OpenOptions, 'onProblem'>): Signpost {
  const lack = onProblem && assembledWith(signpost)?.lack();
  if (lack) onProblem(new SignpostError(lack.code, lack.message));
  return signpost;
}

/** Who would rather answer now than rightly does not wait until thousands of documents are read. */
function checkFew(references: number): void {
  if (references <= MOST_READ_NOW) return;
  const message = `No snapshot of these roots can be opened, and ${references} references are too many to read now`;
  throw new SignpostError('SIGNPOST_NO_SNAPSHOT', message);
}
