/** The one place where the rooms are wired together. */

import type { VFileMessage } from 'vfile-message';
import { type Askable, assemble } from './assemble.ts';
import { shippedVectors } from './assets/index.ts';
import {
  type BuiltCatalog,
  buildCatalog,
  distinctRoots,
  findConfigFile,
  findRoots,
  readRoot,
} from './catalog/index.ts';
import type { RouteOptions } from './contracts/decision.ts';
import type { DecisionTree, SourceDocument } from './contracts/reference.ts';
import type { Signpost } from './contracts/signpost.ts';
import { SignpostError } from './diagnostics/index.ts';
import { outlineOf, parseMarkdownDocument } from './markdown/index.ts';
import { checkKeys, SIGNPOST_OPTIONS, type SignpostOptions } from './options.ts';
import { createCatalogRouter } from './route/index.ts';

/** Which folders to open. */
export interface OpenOptions extends SignpostOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  /** Where to look for a root when none is named (default: the working folder of the process). */
  readonly cwd?: string;
}

/** The decision trees of one document. */
export interface ParsedTrees {
  readonly trees: readonly DecisionTree[];
  readonly messages: readonly VFileMessage[];
}

/**
 * Make a signpost of documents in memory.
 *
 * Reads no document: of the disk only the vectors that ship with the package, when the first request comes. Paths tell the layout, as on disk: a SKILL.md or INDEX.md at the top makes the documents
 * one skill or index, otherwise every folder with a SKILL.md is a skill.
 *
 * @param documents
 *   Markdown files; of two with one path the first is read, with a message. No document gives a catalog without references, in which every request abstains.
 * @param options
 *   Defaults for requests (optional).
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_DOCUMENT` when a document is not `{ path, text }`, `SIGNPOST_BAD_OPTION` when an option is out of
 *   range. What is wrong inside a document is in `messages` instead.
 * @example
 *   const signpost = createSignpost([{ path: 'dbt-cloud.md', text: '# dbt Cloud\n\nJobs that run in dbt Cloud.' }]);
 *   signpost.route('dbt cloud').references[0]?.id; // 'dbt-cloud.md'
 */
export function createSignpost(documents: readonly SourceDocument[], options: SignpostOptions = {}): Signpost {
  if (!Array.isArray(documents)) {
    throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected documents, expected a list of `{ path, text }`');
  }
  for (const document of documents) checkDocument(document);
  checkKeys(options, SIGNPOST_OPTIONS);
  return assemble((semantic) => askableOf(buildCatalog(documents), [], semantic), [], options);
}

/**
 * Open folders.
 *
 * @param options
 *   `roots`, in order of precedence: where two have a skill of one name, the first wins.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND`, `SIGNPOST_ROOT_UNREADABLE`, `SIGNPOST_NO_ROOT`, `SIGNPOST_BAD_OPTION`.
 * @example
 *   const signpost = await openSignpost({ roots: ['references'] });
 *   signpost.route('How do I write triggers?').decision; // 'route'
 */
export async function openSignpost(options: OpenOptions = {}): Promise<Signpost> {
  checkKeys(options, ['roots', 'cwd', ...SIGNPOST_OPTIONS]);
  const { roots = findRoots(options.cwd ?? process.cwd()) } = options;
  if (!Array.isArray(roots) || roots.length === 0 || roots.some((root) => typeof root !== 'string' || root === '')) {
    throw new SignpostError('SIGNPOST_BAD_OPTION', 'Unexpected `roots`, expected a list of one or more folders');
  }
  const distinct = distinctRoots(roots);
  const read = distinct.map(readRoot);
  const documents = read.flatMap((root) => root.documents);
  const messages = read.flatMap((root) => root.messages);
  const configured = await configuredFor(distinct);
  return assemble((semantic) => askableOf(buildCatalog(documents), messages, semantic), distinct, options, configured);
}

/** What the configurations of roots say about routing; the first root that sets something wins. */
async function configuredFor(roots: readonly string[]): Promise<RouteOptions> {
  const files = [...new Set(roots.flatMap((root) => findConfigFile(root) ?? []))];
  if (files.length === 0) return {};
  // Only now: its schema takes longer to load than most catalogs.
  const { readRouteSettings } = await import('./config/index.ts');
  return Object.assign({}, ...files.reverse().map((file) => readRouteSettings(file)));
}

/**
 * Parse the decision trees of one document, without looking for their targets.
 *
 * Pure.
 *
 * @param document
 *   A markdown file.
 * @returns
 *   Its trees in order, and what is wrong with the document.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_DOCUMENT` when the document is not `{ path, text }`.
 * @example
 *   const text = '## Decision Tree\n\n- Hosted by dbt Labs? → [dbt Cloud](./dbt-cloud.md)';
 *   parseTrees({ path: 'INDEX.md', text }).trees[0]?.branches[0]?.condition; // 'Hosted by dbt Labs?'
 */
export function parseTrees(document: SourceDocument): ParsedTrees {
  checkDocument(document);
  const { trees, file } = parseMarkdownDocument(document);
  return { trees, messages: file.messages };
}

function askableOf(built: BuiltCatalog, messages: readonly VFileMessage[], semantic: boolean): Askable {
  const { route, profiles } = createCatalogRouter(built.catalog, semantic ? shippedVectors : undefined);
  return {
    catalog: built.catalog,
    messages: [...messages, ...built.messages],
    route,
    profiles,
    textOf: (id) => built.texts.get(id),
    outlineOf: (id) => outlineOf(built.texts.get(id) ?? ''),
  };
}

function checkDocument(document: SourceDocument): void {
  const { path, text, root = '' } = document ?? {};
  if (typeof path === 'string' && path !== '' && typeof text === 'string' && typeof root === 'string') return;
  throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected document, expected `{ path, text }` with a path');
}
