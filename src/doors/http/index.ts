/** HTTP: a door for programs in any language. */

import type { Signpost } from '../../domain/signpost.ts';
import { followSignpost } from '../../session/follow.ts';
import { type OpenStoreOptions, openStore } from '../../session/open-store.ts';
import { tellRootMessages } from '../../session/root-messages.ts';
import { type ListenOptions, listen } from '../shared/listen.ts';
import { reachable } from '../shared/reachable.ts';
import { createHandler, createStoreHandler } from './handler.ts';
import type { HandlerOptions, RequestEntry } from './handler-options.ts';
import { problem } from './problem.ts';

export { createHandler, createStoreHandler } from './handler.ts';
export type { HandlerOptions, RequestEntry } from './handler-options.ts';

/** What to serve, and where. */
export interface HttpOptions extends ListenOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  readonly cwd?: string;
  /** The file a snapshot is kept in (default: one of the cache). */
  readonly snapshot?: string;
  /** A catalog in a store instead of folders. */
  readonly store?: Pick<OpenStoreOptions, 'store' | 'catalog' | 'connections'>;
  readonly version: string;
  /** What is answered beside the API, by path; whoever asks needs no token for it. */
  readonly pages?: NonNullable<HandlerOptions['pages']>;
  /** Told of every request once it is answered. */
  readonly onRequest: (entry: RequestEntry) => void;
  /** Told of what is wrong with the roots, of each message once (default: nobody is). */
  readonly onMessages?: (messages: Signpost['messages']) => void;
  /** Told of what goes wrong beside the requests. */
  readonly onProblem: (problem: unknown) => void;
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
  const { handle, close } = await answerer(options, { version, pages, onRequest, onProblem }, ended);
  try {
    const refuse = ({ status, detail }: { readonly status: 401 | 403; readonly detail: string }) =>
      status === 401
        ? problem(status, 'UNAUTHORIZED', detail, { 'www-authenticate': 'Bearer' })
        : problem(status, 'FORBIDDEN', detail);
    const isOpen = ({ method, url }: Request) =>
      (method === 'GET' || method === 'HEAD') && pages.has(new URL(url).pathname);
    await listen({ fetch: handle, refuse, isOpen }, { ...options, signal: ended });
  } finally {
    failed.abort();
    await close();
  }
}

/** What answers: folders, followed until the signal, or a store. */
async function answerer(
  { store, roots, cwd, snapshot, onProblem, onMessages }: HttpOptions,
  options: HandlerOptions,
  signal: AbortSignal,
): Promise<{ readonly handle: (request: Request) => Promise<Response>; readonly close: () => Promise<void> }> {
  if (!store) {
    const folders = { ...(roots && { roots }), ...(cwd !== undefined && { cwd }) };
    const live = await followSignpost({ snapshot: snapshot ?? true, ...folders, signal, onProblem });
    if (onMessages) tellRootMessages(live, onMessages);
    return { handle: createHandler(live.current, options), close: async () => {} };
  }
  const stored = await reachable(await openStore({ ...store, onProblem }));
  return { handle: createStoreHandler(stored, options), close: stored.close };
}
