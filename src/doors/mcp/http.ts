/** MCP over Streamable HTTP: on loopback for programs of this machine, elsewhere for those with the token. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import {
  createMcpHandler,
  hostHeaderValidationResponse,
  localhostAllowedHostnames,
  localhostAllowedOrigins,
  originValidationResponse,
} from '@modelcontextprotocol/server';
import { SignpostError } from '../../index.ts';
import { createServers, type ServerSource, tellChanges } from './server.ts';

/** Where to listen. */
export interface HttpOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** A name or address (default: 127.0.0.1). */
  readonly host?: string;
  /** What clients have to send as `Authorization: Bearer …` (optional on loopback). */
  readonly token?: string | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of the URL once it listens. */
  readonly onListening: (url: string) => void;
}

const PATH = '/mcp';
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/;
/** No request of ours is as long; what is longer is answered with 413. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Serve clients until the signal.
 *
 * @returns
 *   When the port is closed.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for a host that is not loopback without a token, `SIGNPOST_PORT_UNAVAILABLE` when nothing can listen
 *   there.
 */
export async function serveOverHttp(source: ServerSource, options: HttpOptions): Promise<void> {
  const { port, host = '127.0.0.1', token, signal, onListening } = options;
  const isLocal = LOOPBACK.test(host);
  if (!isLocal && !token) {
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      `Unexpected host \`${host}\` without a token, expected loopback or \`--token\`: anybody could read the references`,
    );
  }
  const createServer = createServers(source);
  // A client of 2025 has no connection that stays: each of its requests is one.
  const handler = createMcpHandler(({ era }) => createServer(era === 'modern'), {
    onerror: source.onProblem,
    maxRequestBodySize: LARGEST_BODY_BYTES,
  });
  const stop = tellChanges(source.live, {
    listChanged: () => handler.notify.resourcesChanged(),
    updated: (uri) => handler.notify.resourceUpdated(uri),
  });
  const server = createAdaptorServer({
    fetch: (request: Request) => refuse(request, { isLocal, host, token }) ?? handler.fetch(request),
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) =>
        reject(new SignpostError('SIGNPOST_PORT_UNAVAILABLE', `Cannot listen on ${host}:${port}`, { cause })),
      );
      server.listen(port, host, () => {
        onListening(urlOf(host, server.address() as AddressInfo));
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
    });
  } finally {
    stop();
    await handler.close();
    if (server.listening) await closed(server);
  }
}

function urlOf(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}${PATH}`;
}

/** What a request is answered with that is not served. */
function refuse(
  request: Request,
  { isLocal, host, token }: { readonly isLocal: boolean; readonly host: string; readonly token: string | undefined },
): Response | undefined {
  // A page that has its name resolve to this machine is told apart by the name it asks for, and by where it comes from.
  const origins = isLocal ? localhostAllowedOrigins() : [...localhostAllowedOrigins(), host];
  const refused =
    (isLocal ? hostHeaderValidationResponse(request, localhostAllowedHostnames()) : undefined) ??
    originValidationResponse(request, origins);
  if (refused) return refused;
  if (token && !isSame(request.headers.get('authorization') ?? '', `Bearer ${token}`)) {
    return new Response('A bearer token is needed\n', { status: 401, headers: { 'www-authenticate': 'Bearer' } });
  }
  return new URL(request.url).pathname === PATH ? undefined : new Response(`MCP is at ${PATH}\n`, { status: 404 });
}

/** In the same time wherever they differ. */
function isSame(given: string, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}

function closed(server: { close(done: () => void): unknown; closeAllConnections?(): void }): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections?.();
  });
}
