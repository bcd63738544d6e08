/** The Model Context Protocol: a door for agents, over standard input and output or HTTP. */

import { followSignpost, type OpenStoreOptions, openStore } from '../../index.ts';
import { type ListenOptions, reachable } from '../../serving/index.ts';
import { serveOverHttp } from './http.ts';
import { serveOverStdio } from './stdio.ts';

/** What to serve, and how. */
export interface McpOptions {
  /** Folders, in order of precedence (default: found from `cwd` up). */
  readonly roots?: readonly string[];
  readonly cwd?: string;
  /** The file a snapshot is kept in (default: one of the cache). */
  readonly snapshot?: string;
  /** A catalog in a store instead of folders. */
  readonly store?: Pick<OpenStoreOptions, 'store' | 'catalog' | 'connections'>;
  /** Of signpost, as clients are told. */
  readonly version: string;
  /** Over HTTP instead of standard input and output. */
  readonly http?: Omit<ListenOptions, 'signal'>;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of what goes wrong beside the protocol. */
  readonly onProblem: (problem: unknown) => void;
}

/**
 * Serve references over MCP until the client leaves or the signal.
 *
 * @throws {SignpostError}
 *   As `openSignpost` does; `SIGNPOST_BAD_OPTION` and `SIGNPOST_PORT_UNAVAILABLE` for where HTTP cannot be served.
 */
export async function serveMcp({ version, http, signal, onProblem, store, ...roots }: McpOptions): Promise<void> {
  // A client that leaves ends what follows the documents, too.
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const stored = store && (await reachable(await openStore({ ...store, onProblem })));
  const asked = stored
    ? { stored }
    : { live: await followSignpost({ snapshot: true, ...roots, signal: ended, onProblem }) };
  const source = { asked, version, onProblem };
  try {
    await (http ? serveOverHttp(source, { ...http, signal: ended }) : serveOverStdio(source, ended));
  } finally {
    left.abort();
    await stored?.close();
  }
}
