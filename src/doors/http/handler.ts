/** The API of folders, and of a store: for a server of Node, and whatever else reads them. */

import type { Signpost } from '../../domain/signpost.ts';
import type { StoredSignpost } from '../../domain/stored-signpost.ts';
import { currentOf } from '../../session/create/follower.ts';
import { whyNotInFolder } from '../shared/folder-toolbox.ts';
import { createApi } from './api.ts';
import { servicesOf } from './folder-service.ts';
import type { HandlerOptions } from './handler-options.ts';
import { createLinter } from './lint-folders.ts';
import { storeService } from './store-service.ts';

/** Requests that are answered at once over a store: they wait for its connections, which takes no time of the process. */
const MOST_CONCURRENT = 1000;

/**
 * Make the handler of a signpost.
 *
 * @param current
 *   The signpost, or what gives the one of this moment: a request is answered by one.
 * @param options
 *   What it is made of beside it (optional).
 * @returns
 *   The API as a function; `/v1/lint` and `/v1/why-not` read the folders of the signpost again.
 * @example
 *   const handler = createHandler(signpost);
 *   const body = JSON.stringify({ query: 'run dbt Cloud jobs from Dagster' });
 *   const response = await handler(new Request('http://localhost/v1/route', { method: 'POST', body }));
 */
export function createHandler(
  current: Signpost | (() => Signpost),
  options: HandlerOptions = {},
): (request: Request) => Promise<Response> {
  const { onProblem = () => {} } = options;
  // Answers are kept for one state of the documents.
  const signpostOf = () => currentOf(typeof current === 'function' ? current() : current);
  return createApi(servicesOf(signpostOf, { whyNot: whyNotInFolder, lint: createLinter() }, onProblem), options);
}

/**
 * Make the handler of a catalog in a store.
 *
 * @param stored
 *   The catalog; each request asks the version that is current then.
 * @param options
 *   What it is made of beside it (optional).
 * @returns
 *   The API as a function. `/v1/lint` and `/v1/why-not` are problems, as the documents are elsewhere.
 * @example
 *   const handler = createStoreHandler(await openStore({ store: 'postgres://signpost@db.example.test/skills' }));
 */
export function createStoreHandler(
  stored: StoredSignpost,
  options: HandlerOptions = {},
): (request: Request) => Promise<Response> {
  const service = storeService(stored, options.onProblem ?? (() => {}));
  return createApi(() => service, { maxConcurrent: MOST_CONCURRENT, ...options });
}
