/** Folders → a catalog from their documents, kept as a snapshot where one is wanted. */

import { createHash } from 'node:crypto';
import { dirname } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { Askable } from '../assembly/index.ts';
import { findShippedVectors, type WantedVectors, type WordVectors } from '../assets/index.ts';
import {
  type BuiltCatalog,
  buildCatalog,
  configFilesFor,
  type Disk,
  findConfigFile,
  readRoot,
} from '../catalog/index.ts';
import type { RouteOptions } from '../contracts/decision.ts';
import type { Outline } from '../contracts/excerpt.ts';
import type { SourceDocument } from '../contracts/reference.ts';
import { SignpostError } from '../diagnostics/index.ts';
import { outlineOf } from '../markdown/index.ts';
import {
  decodeSections,
  encodeSections,
  isMadeWith,
  jsonSection,
  type Section,
  type Sections,
} from '../packed/index.ts';
import { once } from '../route/index.ts';
import {
  type DiskClock,
  identify,
  isOf,
  makeFolderOf,
  type NamedRoot,
  openDiskClock,
  type ReadSnapshot,
  type SnapshotFile,
  type SourcePaths,
  stampSources,
  sweep,
  writeSnapshot,
} from '../snapshot/index.ts';
import { askableOf } from './askable.ts';
import { packOver } from './pack-over.ts';
import { namesOf } from './roots.ts';
import { unlessDamaged } from './unless-damaged.ts';

/** Documents of folders, and what reading them depended on. */
export interface Read {
  readonly documents: readonly SourceDocument[];
  readonly messages: readonly VFileMessage[];
  readonly configured: RouteOptions;
  readonly paths: SourcePaths;
}

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
  readonly askable: (vectors: WantedVectors['table'] | undefined) => Askable;
  readonly configured: RouteOptions;
  /** How many there are. */
  readonly references: number;
}

/** Open folders from their documents. */
export async function openFolders(roots: readonly NamedRoot[]): Promise<OpenedFolders> {
  const read = await readFolders(roots);
  const built = once(() => builtOf(read));
  return {
    askable: (vectors) => askableOf(built(), vectors),
    configured: read.configured,
    references: read.documents.length,
  };
}

/** Ask the documents of folders as they are now, whoever was asked before. */
export function askDocuments(roots: readonly NamedRoot[], vectors: WantedVectors['table'] | undefined): Askable {
  return askableOf(builtOf(readDocuments(namesOf(roots))), vectors);
}

/** Where the parts of a text begin. */
export function outlineIn(text: string): Outline {
  return outlineOf(text);
}

/** Pack folders in memory, from their documents, with vectors to compare by where there are any. */
export async function packFolders(roots: readonly NamedRoot[], vectors: WordVectors | undefined): Promise<Sections> {
  const read = await readFolders(roots);
  const sections = packOver(builtOf(read), undefined, vectors);
  sections.set('digest', Buffer.from(digestOf(read))).set('settings', jsonSection(read.configured));
  return decoded(encodeSections(sections));
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
    return { sections: decoded(pack), isSame: same !== undefined, problems };
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

function decoded(pack: Uint8Array): Sections {
  const sections = decodeSections(pack);
  if (!sections) throw new Error('a pack that was just encoded cannot be decoded');
  return sections;
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

/** Read folders; `disk` lists them and reads files (default: as they are now). */
export async function readFolders(roots: readonly NamedRoot[], disk?: Disk): Promise<Read> {
  const names = namesOf(roots);
  const read = readDocuments(names, disk);
  return {
    documents: read.documents,
    messages: read.messages,
    configured: await configuredFor(names),
    get paths() {
      const vectors = findShippedVectors();
      return {
        whole: [
          ...read.looked.flatMap(({ folders, files }) => [...folders, ...files]),
          ...names.flatMap(configFilesFor),
          ...(vectors === undefined ? [] : [vectors]),
        ],
        existing: read.looked.flatMap(({ existing }) => existing),
      };
    },
  };
}

interface ReadDocuments extends Pick<Read, 'documents' | 'messages'> {
  readonly looked: readonly ReturnType<typeof readRoot>['looked'][];
}

function readDocuments(names: readonly string[], disk?: Disk): ReadDocuments {
  // A skill that one root links to and another one holds is the first's.
  const taken = new Map<string, boolean>();
  const read = names.map((name) => readRoot(name, disk, taken));
  return {
    documents: read.flatMap(({ documents }) => documents),
    messages: read.flatMap(({ messages }) => messages),
    // Only who keeps a snapshot asks for it.
    get looked() {
      return read.map(({ looked }) => looked);
    },
  };
}

/** What the configurations of roots say about routing; the first root that sets something wins. */
async function configuredFor(roots: readonly string[]): Promise<RouteOptions> {
  const files = [...new Set(roots.flatMap((root) => findConfigFile(root) ?? []))];
  if (files.length === 0) return {};
  // Only now: its schema takes longer to load than most catalogs.
  const { readRouteSettings } = await import('../config/index.ts');
  return Object.assign({}, ...files.reverse().map((file) => readRouteSettings(file)));
}

function builtOf({ documents, messages }: Pick<Read, 'documents' | 'messages'>): BuiltCatalog {
  const built = buildCatalog(documents);
  return { ...built, messages: [...messages, ...built.messages] };
}

/** Of all that a catalog is made of. */
export function digestOf({ documents, messages, configured }: Read): string {
  const digest = createHash('sha256').update(JSON.stringify([configured, messages.map(String)]));
  for (const { root = '', path, text } of documents)
    digest.update(`${JSON.stringify([root, path, text.length])}${text}`);
  return digest.digest('hex');
}
