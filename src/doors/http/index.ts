/** HTTP: a door for programs in any language. */

import { followSignpost } from '../../index.ts';
import { type ListenOptions, listen } from '../../serving/index.ts';
import type { HandlerOptions, RequestEntry } from './api.ts';
import { createHandler } from './handler.ts';
import { problem } from './problem.ts';

export type { HandlerOptions, RequestEntry } from './api.ts';
export { createHandler } from './handler.ts';

/** What to serve, and where. */
export interface HttpOptions extends ListenOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  readonly cwd?: string;
  readonly version: string;
  /** What is answered beside the API, by path; whoever asks needs no token for it. */
  readonly pages?: NonNullable<HandlerOptions['pages']>;
  /** Told of every request once it is answered. */
  readonly onRequest: (entry: RequestEntry) => void;
  /** Told of what goes wrong beside the requests. */
  readonly onProblem: (problem: unknown) => void;
}

/**
 * Serve the API until the signal.
 *
 * @throws {SignpostError}
 *   As `openSignpost` does; `SIGNPOST_BAD_OPTION` and `SIGNPOST_PORT_UNAVAILABLE` for where it cannot be served.
 */
export async function serveHttp(options: HttpOptions): Promise<void> {
  const { roots, cwd, version, pages = new Map(), onRequest, onProblem, signal } = options;
  // A port that cannot be had ends what follows the documents, too.
  const failed = new AbortController();
  const ended = AbortSignal.any([signal, failed.signal]);
  try {
    const live = await followSignpost({
      snapshot: true,
      ...(roots && { roots }),
      ...(cwd !== undefined && { cwd }),
      signal: ended,
      onProblem,
    });
    const handler = createHandler(live.current, { version, pages, onRequest, onProblem });
    const refuse = ({ status, detail }: { readonly status: 401 | 403; readonly detail: string }) =>
      status === 401
        ? problem(status, 'UNAUTHORIZED', detail, { 'www-authenticate': 'Bearer' })
        : problem(status, 'FORBIDDEN', detail);
    const isOpen = ({ method, url }: Request) =>
      (method === 'GET' || method === 'HEAD') && pages.has(new URL(url).pathname);
    await listen({ fetch: handler, refuse, isOpen }, { ...options, signal: ended });
  } finally {
    failed.abort();
  }
}
