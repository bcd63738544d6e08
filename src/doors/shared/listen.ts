/** A `Request → Response` on a port, until it is told to stop. The only file that knows Hono's server for Node. */

import type { AddressInfo, Socket } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { SignpostError } from '../../domain/signpost-error.ts';
import { isLoopback, type Refusal, refusalOf } from './guard.ts';

/** Where to listen, and to whom. */
export interface ListenOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** A name or address (default: 127.0.0.1). */
  readonly host?: string;
  /** What clients have to send as `Authorization: Bearer …` (optional on loopback). */
  readonly token?: string | undefined;
  /** Ends it. */
  readonly signal: AbortSignal;
  /** Told of the URL, without a path, once it listens. */
  readonly onListening: (url: string) => void;
}

/** What answers requests. */
export interface Served {
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** Answers a request that is not let in. */
  readonly refuse: (refusal: Refusal) => Response;
  /** What is let in without the token, and from links elsewhere: a page that people open, say (default: nothing). */
  readonly isOpen?: (request: Request) => boolean;
}

/** Who has not said what it asks by then is cut off: a connection that says nothing costs some kilobytes all the while. */
const HEADERS_MS = 10_000;
/** Who sends its request, body included, slower than this is cut off. */
const REQUEST_MS = 30_000;
/** How often connections are looked at: they stay as much longer at the most. */
const CHECKED_MS = 2_000;
/** What is being answered when it is told to stop has so long. */
const FINISH_MS = 5_000;

/**
 * Listen until the signal. What is being answered then is answered.
 *
 * @returns
 *   When the port is closed.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` for a host that is not loopback without a token, `SIGNPOST_PORT_UNAVAILABLE` when nothing can listen
 *   there.
 */
export async function listen({ fetch, refuse, isOpen = () => false }: Served, options: ListenOptions): Promise<void> {
  const { port, host = '127.0.0.1', token, signal, onListening } = options;
  if (!isLoopback(host) && !token) {
    throw new SignpostError(
      'SIGNPOST_BAD_OPTION',
      `Unexpected host \`${host}\` without a token, expected loopback or \`--token\`: anybody could read the references`,
    );
  }
  const server = createAdaptorServer({
    fetch: (request: Request) => {
      const isPage = isOpen(request);
      const refusal = refusalOf(request, { host, isPage, ...(!isPage && { token }) });
      return refusal ? refuse(refusal) : fetch(request);
    },
    serverOptions: { headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS, connectionsCheckingInterval: CHECKED_MS },
  });
  const connections = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', (cause) =>
        reject(new SignpostError('SIGNPOST_PORT_UNAVAILABLE', `Cannot listen on ${host}:${port}`, { cause })),
      );
      server.listen(port, host.replace(/^\[(.*)\]$/, '$1'), () => {
        onListening(urlOf(host, server.address() as AddressInfo));
        signal.addEventListener('abort', () => resolve(), { once: true });
        if (signal.aborted) resolve();
      });
    });
  } finally {
    if (server.listening) await closed(server, connections);
  }
}

function urlOf(host: string, { port }: AddressInfo): string {
  return `http://${host.includes(':') && !host.startsWith('[') ? `[${host}]` : host}:${port}`;
}

function closed(server: ReturnType<typeof createAdaptorServer>, connections: ReadonlySet<Socket>): Promise<void> {
  return new Promise((resolve) => {
    const cut = () => 'closeAllConnections' in server && server.closeAllConnections();
    const late = setTimeout(cut, FINISH_MS);
    server.close(() => {
      clearTimeout(late);
      resolve();
    });
    // Connections that wait for a next request would be waited for.
    if ('closeIdleConnections' in server) server.closeIdleConnections();
    // To Node one that was opened beforehand, and has said nothing yet, is not idle.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  });
}
