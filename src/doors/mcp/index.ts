/** The Model Context Protocol: a door for agents, over standard input and output or HTTP. */

import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { createSignpost } from '../../session/create-signpost.ts';
import { followSignpost } from '../../session/follow.ts';
import type { LiveSignpost } from '../../session/live-signpost.ts';
import { type OpenStoreOptions, openStore } from '../../session/open-store.ts';
import { tellRootMessages } from '../../session/root-messages.ts';
import type { ListenOptions } from '../shared/listen.ts';
import { reachable } from '../shared/reachable.ts';
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
  /** Told of what is wrong with the roots, of each message once. */
  readonly onMessages: (messages: Signpost['messages']) => void;
  /** Told of what goes wrong beside the protocol. */
  readonly onProblem: (problem: unknown) => void;
}

/**
 * Serve references over MCP until the client leaves or the signal. Where nobody names a root and none is found, there is nothing to
 * serve, and that is served: an agent is set up once for all projects, and one without skills is no failure.
 *
 * @throws {SignpostError}
 *   As `openSignpost` does; `SIGNPOST_BAD_OPTION` and `SIGNPOST_PORT_UNAVAILABLE` for where HTTP cannot be served.
 */
export async function serveMcp(options: McpOptions): Promise<void> {
  const { version, http, signal, onProblem, store } = options;
  // A client that leaves ends what follows the documents, too.
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const stored = store && (await reachable(await openStore({ ...store, onProblem })));
  const asked = stored ? { stored } : { live: await followOrNothing(options, ended) };
  if (asked.live) tellRootMessages(asked.live, options.onMessages);
  const source = { asked, version, onProblem };
  try {
    await (http ? serveOverHttp(source, { ...http, signal: ended }) : serveOverStdio(source, ended));
  } finally {
    left.abort();
    await stored?.close();
  }
}

async function followOrNothing({ roots, cwd, onProblem }: McpOptions, signal: AbortSignal): Promise<LiveSignpost> {
  const where = { ...(roots && { roots }), ...(cwd !== undefined && { cwd }) };
  try {
    return await followSignpost({ ...where, snapshot: true, signal, onProblem });
  } catch (error) {
    if (!(error instanceof SignpostError) || error.code !== 'SIGNPOST_NO_ROOT') throw error;
    onProblem(error);
    const nothing = await createSignpost([]);
    return { current: () => nothing, onChange: () => () => {} };
  }
}
