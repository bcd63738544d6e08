/** A root as rules see it: documents, catalog, router, plan of its indexes. What a rule asks for is made once. */

import type { VFileMessage } from 'vfile-message';
import type { Config } from '../../domain/config.ts';
import type { Decision } from '../../domain/decision.ts';
import { once } from '../../domain/once.ts';
import type { Catalog, Reference, SourceDocument } from '../../domain/reference.ts';
import { buildCatalog, type CatalogDocument } from '../../load/catalog/build-catalog.ts';
import { type Originals, originalsIn } from '../../load/catalog/copies.ts';
import { resolveLink } from '../../load/catalog/links.ts';
import type { FoundConfig } from '../../load/config/read-config.ts';
import { type FieldPlaces, locateFields } from '../../load/markdown/field-places.ts';
import { type Page, readPage } from '../../load/markdown/page.ts';
import type { Profiles } from '../../route/profiles.ts';
import type { WantedVectors } from '../../search/vectors/wanted-vectors.ts';
import { openPack } from '../../storage/pack/open-pack.ts';
import { routingPackOf } from '../../storage/pack/routing-pack.ts';
import { type PlannedFile, planDocuments } from '../index-blocks/plan-documents.ts';
import { isAbove } from '../what-if/what-if.ts';
import type { RootFiles } from './root-files.ts';

/** A document as rules see it. */
export interface ProjectDocument extends CatalogDocument {
  /** Links, anchors and comments. */
  readonly page: Page;
  /** Where the fields of its front matter stand. */
  readonly fields: FieldPlaces;
  /** Offset of the first character of a line, from 1; past the last line the length of the text. */
  readonly lineStart: (line: number) => number;
}

/** A root as rules see it. */
export interface Project {
  /** As the caller named it. */
  readonly root: string;
  readonly config: Config;
  /** In code-point order of their paths. */
  readonly documents: readonly ProjectDocument[];
  readonly catalog: Catalog;
  readonly files: RootFiles;
  /** The document at a path. */
  document(path: string): ProjectDocument | undefined;
  /** The document of a reference. */
  documentOf(id: string): ProjectDocument | undefined;
  /** The word vectors it routes by. */
  readonly vectors: WantedVectors;
  /** What the router knows of each reference. */
  readonly profiles: Pick<Profiles, 'get'>;
  /** By term, the references that hold it where they are routed by. */
  readonly holders: ReadonlyMap<string, ReadonlySet<string>>;
  /** What every reference says, those of the roots before this one too: what others copy is found by it. */
  readonly originals: Originals;
  /** Ask the router; the answer to the same request is kept. */
  route(query: string): Decision;
  /** What `gen-index --init` would write, existing files only; `SIGNPOST_BAD_CONFIG` is thrown when a template makes no entry. */
  readonly plan: readonly PlannedFile[];
  /** What was said while loading, planning included. */
  readonly loaded: readonly VFileMessage[];
}

/** As many candidates as a rule compares. */
const CANDIDATES = 20;

/**
 * Make a project.
 *
 * @param root
 *   As the caller named it, without a slash at the end.
 * @param documents
 *   Its documents, `root` set.
 * @param messages
 *   What kept other files from being read.
 * @param found
 *   The configuration that holds for it.
 * @param files
 *   What else is on disk.
 * @param vectors
 *   The word vectors to route by.
 * @param earlier
 *   The references of roots before this one (default: it is the first).
 */
export function createProject(
  root: string,
  documents: readonly SourceDocument[],
  messages: readonly VFileMessage[],
  found: FoundConfig | undefined,
  files: RootFiles,
  vectors: WantedVectors,
  earlier: readonly Reference[] = [],
): Project {
  const built = buildCatalog(documents);
  const prepared = built.documents.map(withParts);
  const byPath = new Map(prepared.map((document) => [document.path, document]));
  const byId = new Map(prepared.flatMap((document) => (document.reference ? [[document.reference.id, document]] : [])));
  const index = once(() => openPack(routingPackOf(built.catalog, vectors.table()), vectors.table));
  const holders = once(() => holdersOf(built.catalog, index().profiles));
  const originals = once(() => originalsIn([...earlier, ...built.catalog.references]));
  const decisions = new Map<string, Decision>();
  // Whoever tries edits needs none.
  const plan = once(() =>
    planDocuments({ root, documents: prepared, messages, isLinked: files.isLinked }, found, {
      style: undefined,
      strict: false,
      init: true,
    }),
  );
  const loaded = once(() => {
    plan();
    return [
      ...messages,
      ...duplicatesOf(built.messages, prepared),
      ...prepared.flatMap(({ parsed }) => parsed.file.messages),
    ];
  });
  return {
    root,
    config: found?.config ?? {},
    documents: prepared,
    catalog: built.catalog,
    files,
    document: (path) => byPath.get(path),
    documentOf: (id) => byId.get(id),
    vectors,
    get profiles() {
      return index().profiles;
    },
    get holders() {
      return holders();
    },
    get originals() {
      return originals();
    },
    route(query) {
      const known = decisions.get(query);
      if (known) return known;
      const decision = index().route(query, { ...found?.config.route, limit: CANDIDATES });
      decisions.set(query, decision);
      return decision;
    },
    get plan() {
      return plan();
    },
    get loaded() {
      return loaded();
    },
  };
}

/** Messages of building that stand on no document. */
function duplicatesOf(messages: readonly VFileMessage[], documents: readonly CatalogDocument[]): VFileMessage[] {
  const own = new Set(documents.flatMap(({ parsed }) => parsed.file.messages));
  return messages.filter((message) => !own.has(message));
}

function holdersOf({ references }: Catalog, profiles: Pick<Profiles, 'get'>): Map<string, Set<string>> {
  const holders = new Map<string, Set<string>>();
  for (const { id } of references) {
    for (const term of profiles.get(id)?.routingTerms ?? []) {
      const known = holders.get(term);
      if (known) known.add(id);
      else holders.set(term, new Set([id]));
    }
  }
  return holders;
}

function withParts(document: CatalogDocument): ProjectDocument {
  const page = once(() => readPage(document.text));
  const fields = once(() => locateFields(document.text));
  const starts = once(() => [0, ...[...document.text.matchAll(/\n/g)].map(({ index }) => index + 1)]);
  return {
    ...document,
    get page() {
      return page();
    },
    fields: (path) => fields()(path),
    lineStart: (line) => starts()[line - 1] ?? document.text.length,
  };
}

/** A reference and the document it was made from; one that is only an entry has none. */
export interface ReferenceDocument {
  readonly reference: Reference;
  readonly document: ProjectDocument;
}

/** Every reference with a document, in id order. */
export function referencesOf(project: Project): ReferenceDocument[] {
  return project.catalog.references.flatMap((reference) => {
    const document = project.documentOf(reference.id);
    return document ? [{ reference, document }] : [];
  });
}

/** Whether one of two leads to the other: an index may say what its files say. */
export function isFamily({ catalog }: Project, a: string, b: string): boolean {
  return isAbove(catalog, a, b) || isAbove(catalog, b, a);
}

/** The paths that the index blocks of a document list, as it is or as it would be. */
export function listedBy(path: string, links: Iterable<{ readonly link: string }>): Set<string> {
  const listed = new Set<string>();
  for (const { link } of links) {
    const resolved = resolveLink(path, link);
    if (resolved.kind === 'inside') listed.add(resolved.path);
  }
  return listed;
}
