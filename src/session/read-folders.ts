/** Folders → their documents and settings, and what reading them depended on. */

import { createHash } from 'node:crypto';
import type { VFileMessage } from 'vfile-message';
import type { RouteOptions } from '../domain/decision.ts';
import type { SourceDocument } from '../domain/reference.ts';
import { type BuiltCatalog, buildCatalog } from '../load/catalog/build-catalog.ts';
import type { Disk } from '../load/catalog/disk.ts';
import { configFilesFor, findConfigFile } from '../load/catalog/find-config-file.ts';
import { readRoot } from '../load/catalog/read-root.ts';
import type { NamedRoot } from '../storage/snapshot/place.ts';
import type { SourcePaths } from '../storage/snapshot/sources.ts';
import { namesOf } from './roots.ts';
import { findShippedVectors } from './shipped-vectors.ts';

/** Documents of folders, and what reading them depended on. */
export interface Read {
  readonly documents: readonly SourceDocument[];
  readonly messages: readonly VFileMessage[];
  readonly configured: RouteOptions;
  readonly paths: SourcePaths;
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

/** Read the documents alone. */
export function readDocuments(names: readonly string[], disk?: Disk): ReadDocuments {
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
  const { readRouteSettings } = await import('../load/config/read-config.ts');
  return Object.assign({}, ...files.reverse().map((file) => readRouteSettings(file)));
}

/** A catalog of documents, with what was wrong with reading them. */
export function builtOf({ documents, messages }: Pick<Read, 'documents' | 'messages'>): BuiltCatalog {
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
