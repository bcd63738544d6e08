/** Something that can be asked → a signpost: options checked, models beside it, texts to read. */

import type { VFileMessage } from 'vfile-message';
import type { Decision, RouteOptions } from '../contracts/decision.ts';
import type { Outline } from '../contracts/excerpt.ts';
import type { Degraded } from '../contracts/models.ts';
import type { Catalog } from '../contracts/reference.ts';
import type { Signpost } from '../contracts/signpost.ts';
import { SignpostError } from '../diagnostics/index.ts';
import { createNearness, rerankWithin } from '../models/index.ts';
import {
  badOption,
  checkExcerptOptions,
  checkModels,
  checkRouteOptions,
  type SignpostOptions,
  withoutUndefined,
} from '../options.ts';
import { excerptOf } from '../reading/index.ts';
import type { OutsideEvidence, Profiles, Router } from '../route/index.ts';

/** What a signpost was assembled with, for those who make another form of it. */
interface Assembled {
  /** Defaults of its requests: what configurations set, and what its caller did. */
  readonly defaults: RouteOptions;
  /** Whether meaning counts beside words. */
  readonly isSemantic: boolean;
}

const assembled = new WeakMap<Signpost, Assembled>();

/** What a signpost was assembled with; of one that somebody else made nothing is known, and nothing is set. */
export function assembledWith(signpost: Signpost): Assembled {
  return assembled.get(signpost) ?? { defaults: {}, isSemantic: true };
}

const DEFAULT_CANDIDATES = 5;
/** Candidates a reranker judges: what is further down is not what the request is about. */
const RERANKED = 20;

/** A catalog with its router, wherever it comes from. */
export interface Askable {
  readonly catalog: Catalog;
  /** What was wrong with its documents. */
  readonly messages: readonly VFileMessage[];
  readonly route: Router;
  readonly profiles: Pick<Profiles, 'size' | 'has' | 'get'>;
  /** The text of a reference; `undefined` when there is none. */
  readonly textOf: (id: string) => string | undefined;
  /** Where the parts of a reference with a text begin. */
  readonly outlineOf: (id: string) => Outline;
}

/**
 * Make a signpost.
 *
 * @param open
 *   Makes what can be asked, by meaning, too, or by words alone.
 * @param roots
 *   The folders it was opened from.
 * @param options
 *   As the caller gave them.
 * @param configured
 *   What the configurations of the roots set.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`.
 */
export function assemble(
  open: (semantic: boolean) => Askable,
  roots: readonly string[],
  options: SignpostOptions,
  configured: RouteOptions = {},
): Signpost {
  const defaults = { ...configured, ...withoutUndefined(checkRouteOptions(options.route ?? {})) };
  const { semantic = true } = options;
  if (typeof semantic !== 'boolean') throw badOption('semantic', semantic, 'true or false');
  const models = checkModels(options);
  const askable = open(semantic);
  const { route, profiles, textOf } = askable;
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
      askable.catalog.references.map((reference) => {
        const { title, description, triggers } = reference.own ?? reference;
        return { id: reference.id, text: [title, description, ...triggers].filter(Boolean).join('\n') };
      }),
      models.embedWithinMs,
    );
  const read = (id: string): string => {
    const text = textOf(id);
    if (text !== undefined) return text;
    if (profiles.has(id)) {
      throw new SignpostError('SIGNPOST_NO_TEXT', `Only an index entry is known of \`${id}\`: there is no text`);
    }
    throw new SignpostError('SIGNPOST_UNKNOWN_REFERENCE', `No reference has the id \`${id}\``);
  };
  const signpost: Signpost = {
    get catalog() {
      return askable.catalog;
    },
    roots,
    get messages() {
      return askable.messages;
    },
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
          text: textOf(id) ?? '',
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
    excerpt: (id, own = {}) => excerptOf(id, read(id), askable.outlineOf(id), checkExcerptOptions(own)),
  };
  assembled.set(signpost, { defaults, isSemantic: semantic });
  return signpost;
}
