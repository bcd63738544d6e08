/** The API for a server of Node: over folders, or a store, and whatever else reads them. */

import { type Source, servicesOf } from '../shared/services.ts';
import { whyNotInFolder } from '../shared/why-not-in-folder.ts';
import { createApi } from './api.ts';
import type { HandlerOptions } from './handler-options.ts';
import { createLinter } from './lint-folders.ts';

/** Requests that are answered at once over a store: they wait for its connections, which takes no time of the process. */
const MOST_CONCURRENT_OVER_STORE = 1000;

/**
 * Make the handler of a catalog.
 *
 * @param source
 *   A signpost, or what gives the one of this moment: a request is answered by one. Or a catalog in a store: each request asks the version
 *   that is current then.
 * @param options
 *   What it is made of beside it (optional).
 * @returns
 *   The API as a function. `/v1/lint` and `/v1/why-not` read the folders of the signpost again; over a store, whose documents are elsewhere,
 *   they are problems.
 * @example
 *   const handler = createHandler(signpost);
 *   const body = JSON.stringify({ query: 'run dbt Cloud jobs from Dagster' });
 *   const response = await handler(new Request('http://localhost/v1/route', { method: 'POST', body }));
 */
export function createHandler(source: Source, options: HandlerOptions = {}): (request: Request) => Promise<Response> {
  const now = servicesOf(source, { whyNot: whyNotInFolder, lint: createLinter() });
  return createApi(now, { ...('atOnce' in source && { maxConcurrent: MOST_CONCURRENT_OVER_STORE }), ...options });
}
