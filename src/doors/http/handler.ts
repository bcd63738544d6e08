/** The API of folders: for a server of Node, and whatever else reads them. */

import { whyNotInFolder } from '../../folder-toolbox.ts';
import type { Signpost } from '../../index.ts';
import { momentOf } from '../../moment.ts';
import { createApi, type HandlerOptions } from './api.ts';
import { lintFolders } from './lint-folders.ts';

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
  // Answers are kept for one state of the documents.
  const now = () => momentOf(typeof current === 'function' ? current() : current);
  return createApi(now, { whyNot: whyNotInFolder, lint: lintFolders }, options);
}
