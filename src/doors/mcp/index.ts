/** The Model Context Protocol: a door for agents, over standard input and output or HTTP. */

import { SignpostError } from '../../domain/signpost-error.ts';
import { createSignpost } from '../../session/create-signpost.ts';
import type { ListenOptions } from '../shared/listen.ts';
import { type OpenedSource, openServerSource, type SourceOptions } from '../shared/server-source.ts';
import { serveOverHttp } from './http.ts';
import { serveOverStdio } from './stdio.ts';

/** What to serve, and how. */
export interface McpOptions extends SourceOptions {
  /** Of signpost, as clients are told. */
  readonly version: string;
  /** Over HTTP instead of standard input and output. */
  readonly http?: Omit<ListenOptions, 'signal'>;
  /** Ends it. */
  readonly signal: AbortSignal;
}

/**
 * Serve references over MCP until the client leaves or the signal. Where nobody names a root and none is found, there is nothing to
 * serve, and that is served: an agent is set up once for all projects, and one without skills is no failure.
 *
 * @throws {SignpostError}
 *   As `openSignpost` does; `SIGNPOST_BAD_OPTION` and `SIGNPOST_PORT_UNAVAILABLE` for where HTTP cannot be served.
 */
export async function serveMcp(options: McpOptions): Promise<void> {
  const { version, http, signal, onProblem } = options;
  // A client that leaves ends what follows the documents, too.
  const left = new AbortController();
  const ended = AbortSignal.any([signal, left.signal]);
  const { close, ...opened } = await openServerSource(options, ended).catch((error: unknown) =>
    nothing(error, onProblem),
  );
  const served = { ...opened, version, onProblem };
  try {
    await (http ? serveOverHttp(served, { ...http, signal: ended }) : serveOverStdio(served, ended));
  } finally {
    left.abort();
    await close();
  }
}

/** What is served where there is no root; any other error is thrown. */
async function nothing(error: unknown, onProblem: McpOptions['onProblem']): Promise<OpenedSource> {
  if (!(error instanceof SignpostError) || error.code !== 'SIGNPOST_NO_ROOT') throw error;
  onProblem(error);
  const empty = await createSignpost([]);
  return { source: empty, live: { current: () => empty, onChange: () => () => {} }, close: async () => {} };
}
