/** The API where there is no disk: in a worker at the edge, say, over a pack. Nothing here needs Node. */

import { whyNot } from '../../maintain/what-if/why-not-of.ts';
import { type Source, servicesOf } from '../shared/services.ts';
import { createApi } from './api.ts';
import type { HandlerOptions } from './handler-options.ts';

export type { HandlerOptions, RequestEntry } from './handler-options.ts';

/**
 * Make the handler of a signpost in memory.
 *
 * @param source
 *   From `openPack` of `signpost/browser`, or what gives the one of this moment: a request is answered by one.
 * @param options
 *   What it is made of beside it (optional).
 * @returns
 *   The API as a function. `/v1/why-not` tries edits on what is in memory; `/v1/lint` is a problem, as there are no files.
 * @example
 *   import { vectors } from 'signpost/vectors';
 *   import pack from './catalog.pack';
 *   export default { fetch: createHandler(openPack(new Uint8Array(pack), { vectors })) };
 */
export function createHandler(source: Source, options: HandlerOptions = {}): (request: Request) => Promise<Response> {
  return createApi(servicesOf(source, { whyNot }), options);
}
