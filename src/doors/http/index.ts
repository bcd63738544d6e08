/** HTTP: a door for programs in any language. */

import { type ListenOptions, listen } from '../shared/listen.ts';
import { openServerSource, type SourceOptions } from '../shared/server-source.ts';
import { createHandler } from './handler.ts';
import type { HandlerOptions, RequestEntry } from './handler-options.ts';
import { problem } from './problem.ts';

export { createHandler } from './handler.ts';
export type { HandlerOptions, RequestEntry } from './handler-options.ts';

/** What to serve, and where. */
export interface HttpOptions extends ListenOptions, SourceOptions {
  readonly version: string;
  /** What is answered beside the API, by path; whoever asks needs no token for it. */
  readonly pages?: NonNullable<HandlerOptions['pages']>;
  /** Told of every request once it is answered. */
  readonly onRequest: (entry: RequestEntry) => void;
}

/**
 * Serve the API until the signal.
 *
 * @throws {SignpostError}
 *   As `openSignpost` or `openStore` does; `SIGNPOST_BAD_OPTION` and `SIGNPOST_PORT_UNAVAILABLE` for where it cannot be served.
 */
export async function serveHttp(options: HttpOptions): Promise<void> {
  const { version, pages = new Map(), onRequest, onProblem, signal } = options;
  // A port that cannot be had ends what follows the documents, too.
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  const { source, close } = await openServerSource(options, ended);
  const fetch = createHandler(source, { version, pages, onRequest, onProblem });
  try {
    const refuse = ({ status, detail }: { readonly status: 401 | 403; readonly detail: string }) =>
      status === 401
        ? problem(status, 'UNAUTHORIZED', detail, { 'www-authenticate': 'Bearer' })
        : problem(status, 'FORBIDDEN', detail);
    const isOpen = ({ method, url }: Request) =>
      (method === 'GET' || method === 'HEAD') && pages.has(new URL(url).pathname);
    await listen({ fetch, refuse, isOpen }, { ...options, signal: ended });
  } finally {
    failed.abort();
    await close();
  }
}
