/** The one place where the rooms are wired together. */

import type { VFileMessage } from 'vfile-message';
import { shippedVectors } from './assets/index.ts';
import {
  type BuiltCatalog,
  buildCatalog,
  distinctRoots,
  findConfigFile,
  findRoots,
  readRoot,
} from './catalog/index.ts';
import type { Decision, RequestContext, RouteOptions } from './contracts/decision.ts';
import type { ExcerptOptions } from './contracts/excerpt.ts';
import type { Degraded, Embedder, EmbedFunction, Reranker } from './contracts/models.ts';
import type { DecisionTree, SourceDocument } from './contracts/reference.ts';
import type { Signpost } from './contracts/signpost.ts';
import { SignpostError } from './diagnostics/index.ts';
import { excerptOf, parseMarkdownDocument } from './markdown/index.ts';
import { createNearness, rerankWithin, toEmbedder } from './models/index.ts';
import { createCatalogRouter, type OutsideEvidence } from './route/index.ts';

/** What can be set for all requests. */
export interface SignpostOptions {
  /** Defaults for each request. */
  readonly route?: RouteOptions;
  /** Whether meaning counts beside words, by the vectors that ship with the package (default: true). */
  readonly semantic?: boolean;
  /** A model whose vectors take the place of the shipped ones for whole references, in `routeAsync` (optional). */
  readonly embedder?: Embedder | EmbedFunction;
  /** How long a request waits for the embedder (milliseconds, 0 to 600,000; default: 30,000). */
  readonly embedWithinMs?: number;
  /** Judges the first candidates again, in `routeAsync` (optional). */
  readonly reranker?: Reranker;
  /** How long the reranker is waited for (milliseconds, 0 to 600,000; default: 500). */
  readonly rerankWithinMs?: number;
}

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

const ROUTE_OPTIONS = ['context', 'limit', 'explain', 'abstainBelow', 'ambiguousBelow'] as const;
const CONTEXT = ['files', 'history', 'languages', 'dependencies'] as const;
const THRESHOLDS = ['abstainBelow', 'ambiguousBelow'] as const;
const SIGNPOST_OPTIONS = ['route', 'semantic', 'embedder', 'embedWithinMs', 'reranker', 'rerankWithinMs'] as const;
const MOST_CANDIDATES = 1000;
const DEFAULT_CANDIDATES = 5;
const MOST_TOKENS = 1_000_000;
/** The first request waits until all references are embedded. */
const DEFAULT_EMBED_MS = 30_000;
const DEFAULT_RERANK_MS = 500;
const LONGEST_DEADLINE_MS = 600_000;
/** Candidates a reranker judges: what is further down is not what the request is about. */
const RERANKED = 20;

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
  return assemble(buildCatalog(documents), { roots: [], messages: [] }, options);
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
  return assemble(buildCatalog(documents), { roots: distinct, messages }, options, await configuredFor(distinct));
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

function assemble(
  built: BuiltCatalog,
  { roots, messages }: Pick<Signpost, 'roots' | 'messages'>,
  options: SignpostOptions,
  configured: RouteOptions = {},
): Signpost {
  const { catalog, texts } = built;
  const defaults = { ...configured, ...withoutUndefined(checkRouteOptions(options.route ?? {})) };
  const { semantic = true } = options;
  if (typeof semantic !== 'boolean') throw badOption('semantic', semantic, 'true or false');
  const models = checkModels(options);
  const { route, profiles } = createCatalogRouter(catalog, semantic ? shippedVectors : undefined);
  const ask = (query: string, own: RouteOptions, outside?: OutsideEvidence): Decision => {
    if (typeof query !== 'string') {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected query of type ${typeof query}, expected text`);
    }
    const given = { ...defaults, ...withoutUndefined(checkRouteOptions(own)) };
    return route(query, { limit: DEFAULT_CANDIDATES, ...given }, outside);
  };
  const nearness =
    models.embedder &&
    createNearness(
      models.embedder,
      catalog.references.map(({ id, title, description, triggers }) => ({
        id,
        text: [title, description, ...triggers].filter(Boolean).join('\n'),
      })),
      models.embedWithinMs,
    );
  const read = (id: string): string => {
    const text = texts.get(id);
    if (text !== undefined) return text;
    if (profiles.has(id)) {
      throw new SignpostError('SIGNPOST_NO_TEXT', `Only an index entry is known of \`${id}\`: there is no text`);
    }
    throw new SignpostError('SIGNPOST_UNKNOWN_REFERENCE', `No reference has the id \`${id}\``);
  };
  return {
    catalog,
    roots,
    messages: [...messages, ...built.messages],
    route: (query, own = {}) => ask(query, own),
    async routeAsync(query, own = {}) {
      const degraded: Degraded[] = [];
      const plain = ask(query, own);
      // There is nothing to compare.
      if (!(nearness || models.reranker) || profiles.size === 0) return plain;
      if (plain.decision === 'abstain' && plain.reason === 'empty-query') return plain;
      let outside: OutsideEvidence = {};
      try {
        if (nearness) outside = { nearness: await nearness(query) };
      } catch (thrown) {
        if (!(thrown instanceof SignpostError)) throw thrown;
        degraded.push({ part: 'embedder', code: thrown.code, message: thrown.message });
      }
      if (models.reranker) {
        const wide = ask(query, { ...own, limit: RERANKED, explain: false }, outside).candidates;
        const candidates = wide.map(({ id, title }) => ({
          id,
          title,
          description: profiles.get(id)?.reference.description ?? '',
          text: texts.get(id) ?? '',
        }));
        const outcome = await rerankWithin(models.reranker, query, candidates, models.rerankWithinMs);
        if (outcome.kind === 'degraded') degraded.push(outcome.degraded);
        else {
          outside = { ...outside, reranked: new Map(wide.map(({ id }, at) => [id, outcome.scores[at] ?? 0])) };
        }
      }
      const asked = outside.nearness || outside.reranked;
      return { ...(asked ? ask(query, own, outside) : plain), ...(degraded.length > 0 && { degraded }) };
    },
    read,
    excerpt: (id, own = {}) => excerptOf(id, read(id), checkExcerptOptions(own)),
  };
}

function checkModels(options: SignpostOptions): {
  readonly embedder: Embedder | undefined;
  readonly embedWithinMs: number;
  readonly reranker: Reranker | undefined;
  readonly rerankWithinMs: number;
} {
  const { embedder, embedWithinMs = DEFAULT_EMBED_MS } = options;
  const { reranker, rerankWithinMs = DEFAULT_RERANK_MS, semantic } = options;
  if (embedder !== undefined && semantic === false) {
    throw badOption('semantic', semantic, 'true beside an embedder: its vectors are weighed as the shipped ones are');
  }
  if (reranker !== undefined && typeof reranker !== 'function') throw badOption('reranker', reranker, 'a function');
  for (const [name, value] of Object.entries({ embedWithinMs, rerankWithinMs })) {
    if (typeof value === 'number' && value >= 0 && value <= LONGEST_DEADLINE_MS) continue;
    throw badOption(name, value, `a number from 0 to ${LONGEST_DEADLINE_MS}`);
  }
  const checked = embedder === undefined ? undefined : toEmbedder(embedder);
  return { embedder: checked, embedWithinMs, reranker, rerankWithinMs };
}

function checkDocument(document: SourceDocument): void {
  const { path, text, root = '' } = document ?? {};
  if (typeof path === 'string' && path !== '' && typeof text === 'string' && typeof root === 'string') return;
  throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected document, expected `{ path, text }` with a path');
}

function checkRouteOptions(options: RouteOptions): RouteOptions {
  checkKeys(options, ROUTE_OPTIONS);
  const { limit, explain } = options;
  if (explain !== undefined && typeof explain !== 'boolean') throw badOption('explain', explain, 'true or false');
  if (limit !== undefined && !(Number.isInteger(limit) && limit >= 1 && limit <= MOST_CANDIDATES)) {
    throw badOption('limit', limit, `a whole number from 1 to ${MOST_CANDIDATES}`);
  }
  if (options.context !== undefined) checkContext(options.context);
  for (const name of THRESHOLDS) {
    const value = options[name];
    if (value !== undefined && !(typeof value === 'number' && value >= 0 && value <= 1)) {
      throw badOption(name, value, 'a number from 0 to 1');
    }
  }
  return options;
}

function checkContext(context: RequestContext): void {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) {
    throw badOption('context', context, `an object with ${CONTEXT.join(', ')}`);
  }
  checkKeys(context, CONTEXT);
  for (const name of CONTEXT) {
    const texts: unknown = context[name] ?? [];
    if (Array.isArray(texts) && texts.every((text) => typeof text === 'string')) continue;
    throw badOption(`context.${name}`, texts, 'a list of texts');
  }
}

function checkExcerptOptions(options: ExcerptOptions): ExcerptOptions {
  checkKeys(options, ['section', 'from', 'maxTokens']);
  const { section, from = 0, maxTokens = 1 } = options;
  if (section !== undefined && typeof section !== 'string') throw badOption('section', section, 'a heading');
  if (!(Number.isSafeInteger(from) && from >= 0)) throw badOption('from', from, 'a whole number, 0 or more');
  if (!(Number.isInteger(maxTokens) && maxTokens >= 1 && maxTokens <= MOST_TOKENS)) {
    throw badOption('maxTokens', maxTokens, `a whole number from 1 to ${MOST_TOKENS}`);
  }
  return withoutUndefined(options);
}

/** What is set; an option that is there but undefined sets nothing. */
function withoutUndefined<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}

/** A misspelt option would otherwise be an option that silently does nothing. */
function checkKeys(options: object, known: readonly string[]): void {
  if (typeof options !== 'object' || options === null) throw badOption('options', options, 'an object');
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) throw badOption('option', key, `one of ${known.join(', ')}`);
  }
}

function badOption(name: string, value: unknown, expected: string): SignpostError {
  return new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected \`${name}\` ${String(value)}, expected ${expected}`);
}
