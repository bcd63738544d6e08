/** Options as callers give them → options that are right, or a `SignpostError` that says what is wrong. */

import { badOption, checkKeys } from '../../domain/check-options.ts';
import type { RequestContext, RouteOptions } from '../../domain/decision.ts';
import type { ExcerptOptions } from '../../domain/excerpt.ts';
import type { Embedder, EmbedFunction, Reranker } from '../../domain/models.ts';
import { toEmbedder } from '../../models/to-embedder.ts';

/** What can be set for all requests. */
export interface SignpostOptions {
  /** Defaults for each request. */
  readonly route?: RouteOptions;
  /** Whether meaning counts beside words, by word vectors (default: true). */
  readonly semantic?: boolean;
  /**
   * The word vectors as bytes, as `signpost/vectors` has them for programs that are bundled (default: the file that ships with
   * the package). Where there are none, decisions say so in `degraded`.
   */
  readonly vectors?: Uint8Array;
  /** A model whose vectors take the place of the shipped ones for whole references, in `routeAsync` (optional). */
  readonly embedder?: Embedder | EmbedFunction;
  /** How long a request waits for the embedder (milliseconds, 0 to 600,000; default: 30,000). */
  readonly embedWithinMs?: number;
  /** Judges the first candidates again, in `routeAsync` (optional). */
  readonly reranker?: Reranker;
  /** How long the reranker is waited for (milliseconds, 0 to 600,000; default: 500). */
  readonly rerankWithinMs?: number;
}

const ROUTE_OPTIONS = ['context', 'limit', 'explain', 'abstainBelow', 'ambiguousBelow'] as const;
const CONTEXT = ['files', 'history', 'languages', 'dependencies'] as const;
const THRESHOLDS = ['abstainBelow', 'ambiguousBelow'] as const;
export const SIGNPOST_OPTIONS = [
  'route',
  'semantic',
  'vectors',
  'embedder',
  'embedWithinMs',
  'reranker',
  'rerankWithinMs',
] as const;
const MOST_CANDIDATES = 1000;
const MOST_TOKENS = 1_000_000;
/** The first request waits until all references are embedded. */
const DEFAULT_EMBED_MS = 30_000;
const DEFAULT_RERANK_MS = 500;
const LONGEST_DEADLINE_MS = 600_000;

/** The models of a signpost, and how long they are waited for. */
export function checkModels(options: SignpostOptions): {
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

/** @throws {SignpostError} `SIGNPOST_BAD_OPTION`. */
export function checkRouteOptions(options: RouteOptions): RouteOptions {
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

/** @throws {SignpostError} `SIGNPOST_BAD_OPTION`. */
export function checkExcerptOptions(options: ExcerptOptions): ExcerptOptions {
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
export function withoutUndefined<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}
