/** A signpost in this process → what answers the requests of doors. */

import type { Signpost } from '../../domain/signpost.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import type { WhyNotQuestion } from '../../maintain/what-if/why-not-of.ts';
import { findReference } from '../../session/create/find-reference.ts';
import { type Linted, refuse, type SignpostService } from './signpost-service.ts';

/** How those are answered who keep the documents: it differs with what there is beside a signpost. By default they are refused. */
export interface Maintenance {
  readonly whyNot?: (signpost: Signpost, question: WhyNotQuestion) => WhyNot;
  readonly lint?: (signpost: Signpost, signal: AbortSignal) => Promise<Linted>;
}

const DEFAULT_LISTED = 50;

/**
 * Make the service of a signpost.
 *
 * @param signpost
 *   One that stays as it is: what follows documents is asked for the one of a moment before (`servicesOf`).
 * @param maintenance
 *   How those are answered who keep the documents (optional).
 * @returns
 *   What the signpost throws its promises are rejected with.
 */
export function localService(signpost: Signpost, { whyNot, lint }: Maintenance = {}): SignpostService {
  const service: SignpostService = {
    signpost,
    atOnce: (ask) => ask(service),
    size: async () => signpost.catalog.references.length,
    route: async (query, options) => signpost.route(query, options),
    idOf: async (called) => findReference(signpost.catalog, called).id,
    find: async (id) => signpost.catalog.references.find((reference) => reference.id === id),
    async list({ under = '', from = 0, limit = DEFAULT_LISTED } = {}) {
      const all = signpost.catalog.references.filter(({ id }) => id.startsWith(under));
      return { references: all.slice(from, from + limit), total: all.length };
    },
    listAll: async () => signpost.catalog,
    read: async (id) => signpost.read(id),
    excerpt: async (id, options) => signpost.excerpt(id, options),
    trees: async () => signpost.catalog.trees,
    messages: async () => signpost.messages,
    whyNot: whyNot
      ? async (question) => whyNot(signpost, question)
      : refuse('why-not of documents in memory, expected a folder'),
    lint:
      lint && signpost.roots.length > 0
        ? (signal) => lint(signpost, signal)
        : refuse('lint of documents in memory, expected a folder'),
  };
  return service;
}
