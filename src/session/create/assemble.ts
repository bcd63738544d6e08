/** Something that can be asked → a signpost: options checked, models beside it, texts to read. */

import { badOption } from '../../domain/check-options.ts';
import type { Decision, RouteOptions } from '../../domain/decision.ts';
import type { Degraded } from '../../domain/models.ts';
import { once } from '../../domain/once.ts';
import { reportLack } from '../../domain/report-message.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { createNearness } from '../../models/nearness.ts';
import { rerankWithin } from '../../models/rerank-within.ts';
import type { OutsideEvidence } from '../../route/candidate.ts';
import type { CatalogIndex } from '../../route/catalog-index.ts';
import { degrade } from '../../route/degrade.ts';
import type { WantedVectors } from '../../search/vectors/wanted-vectors.ts';
import { excerptOf } from './excerpt.ts';
import {
  checkExcerptOptions,
  checkModels,
  checkRouteOptions,
  type SignpostOptions,
  withoutUndefined,
} from './options.ts';

/** What a signpost was assembled with, for those who make another form of it. */
interface Assembled {
  /** Defaults of its requests: what configurations set, and what its caller did. */
  readonly defaults: RouteOptions;
  /** The vectors it compares by; `undefined` where words alone count, by the choice of who opened it. */
  readonly vectors: WantedVectors | undefined;
  /** What all its decisions have to do without; `undefined` when nothing is lacking. */
  readonly lack: () => Degraded | undefined;
}

const assembled = new WeakMap<Signpost, Assembled>();

/** What a signpost was assembled with; of one that somebody else made nothing is known. */
export function assembledWith(signpost: Signpost): Assembled | undefined {
  return assembled.get(signpost);
}

const DEFAULT_CANDIDATES = 5;
/** Candidates a reranker judges: what is further down is not what the request is about. */
const RERANKED = 20;

/**
 * Make a signpost.
 *
 * @param open
 *   Makes what can be asked, by the meaning that vectors give, too, or by words alone.
 * @param wanted
 *   The vectors that are wanted; `undefined` where words alone count. Where they cannot be had, decisions say so.
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
  open: (vectors: WantedVectors['table'] | undefined) => CatalogIndex,
  wanted: WantedVectors | undefined,
  roots: readonly string[],
  options: SignpostOptions,
  configured: RouteOptions = {},
): Signpost {
  const defaults = { ...configured, ...withoutUndefined(checkRouteOptions(options.route ?? {})) };
  const { semantic = true } = options;
  if (typeof semantic !== 'boolean') throw badOption('semantic', semantic, 'true or false');
  const models = checkModels(options);
  const catalogIndex = open(wanted?.table);
  const { route, profiles, textOf } = catalogIndex;
  const lack = once(() => wanted && lackOf(wanted, catalogIndex));
  const messages = once(() => {
    const lacking = lack();
    return lacking ? [reportLack(lacking), ...catalogIndex.messages] : catalogIndex.messages;
  });
  const ask = (query: string, own: RouteOptions, outside?: OutsideEvidence): Decision => {
    if (typeof query !== 'string') {
      throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected query of type ${typeof query}, expected text`);
    }
    const given = { ...defaults, ...withoutUndefined(checkRouteOptions(own)) };
    const lacking = lack();
    return degrade(route(query, { limit: DEFAULT_CANDIDATES, ...given }, outside), lacking ? [lacking] : []);
  };
  const nearness =
    models.embedder &&
    createNearness(
      models.embedder,
      catalogIndex.catalog.references.map((reference) => {
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
      return catalogIndex.catalog;
    },
    roots,
    get messages() {
      return messages();
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
      return degrade(asked ? ask(query, own, outside) : plain, degraded);
    },
    read,
    excerpt: (id, own = {}) => excerptOf(id, read(id), catalogIndex.outlineOf(id), checkExcerptOptions(own)),
  };
  assembled.set(signpost, { defaults, vectors: wanted, lack });
  return signpost;
}

/** What decisions have to do without. */
function lackOf(wanted: WantedVectors, { isMadeWith }: CatalogIndex): Degraded | undefined {
  const table = wanted.table();
  if (table && isMadeWith(table)) return undefined;
  const other =
    'Chosen by words alone: what is kept of the documents was made without word vectors, or with others; make it anew';
  return { part: 'vectors', code: 'SIGNPOST_VECTORS_MISSING', message: wanted.lack() ?? other };
}
