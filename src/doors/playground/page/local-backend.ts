/** A backend in the page itself: the router on a packed catalog, without any server. */

import type { Signpost } from '../../../domain/signpost.ts';
import { SignpostError } from '../../../domain/signpost-error.ts';
import { evaluate } from '../../../maintain/evaluate/evaluate.ts';
import { parseLabelledRequests } from '../../../maintain/evaluate/labelled-requests.ts';
import { whyNot } from '../../../maintain/what-if/why-not-of.ts';
import { openPack } from '../../../session/create/from-pack.ts';
import { type Backend, BackendError } from './backend.ts';
import { bytesOf, type CatalogData, type SiteData } from './site-data.ts';

const CANDIDATES = 8;
/** References of a page. */
const LISTED = 100;

interface Opened {
  readonly signpost: Signpost;
  readonly catalog: CatalogData;
}

/**
 * Make a backend of a catalog that is loaded once.
 *
 * @param load
 *   Loads it. When that fails, the next question tries again.
 */
export function createLocalBackend(load: () => Promise<SiteData>): Backend {
  let opened: Promise<Opened> | undefined;
  const open = (): Promise<Opened> => {
    opened ??= load()
      .then(({ catalog, vectors }) => {
        const options = vectors === null ? {} : { vectors: bytesOf(vectors) };
        return { catalog, signpost: openPack(bytesOf(catalog.pack), options) };
      })
      .catch((thrown: unknown) => {
        opened = undefined;
        const reason = thrown instanceof SignpostError ? thrown.message : 'The catalog of this site cannot be loaded.';
        throw new BackendError('unreachable', reason);
      });
    return opened;
  };
  const ask = async <Value>(answer: (opened: Opened) => Value): Promise<Value> => {
    const ready = await open();
    try {
      return answer(ready);
    } catch (thrown) {
      throw thrown instanceof SignpostError ? new BackendError('refused', thrown.message) : thrown;
    }
  };
  return {
    route: (query) => ask(({ signpost }) => signpost.route(query, { limit: CANDIDATES, explain: true })),
    read: (id, from, maxTokens) => ask(({ signpost }) => signpost.excerpt(id, { from, maxTokens })),
    references: (cursor = '0') =>
      ask(({ signpost: { catalog } }) => {
        const [from, total] = [Number(cursor), catalog.references.length];
        const references = catalog.references.slice(from, from + LISTED);
        return { references, total, ...(from + LISTED < total && { nextCursor: String(from + LISTED) }) };
      }),
    examples: () => ask(({ catalog }) => catalog.examples),
    trees: () => ask(({ signpost: { catalog } }) => Object.fromEntries(catalog.trees)),
    whyNot: (query, reference) =>
      ask(({ signpost }) => {
        const { winner, wanted, edit, ...held } = whyNot(signpost, { query, reference });
        return { ...held, winner: winner ?? null, wanted: wanted ?? null, edit: edit ?? null };
      }),
    evaluate: (lines) => ask(({ signpost }) => evaluate(signpost, parseLabelledRequests(lines, 'file'))),
    lint: () => ask(({ catalog }) => catalog.lint),
  };
}
