/** MCP over Streamable HTTP. */

import { createMcpHandler } from '@modelcontextprotocol/server';
import { type ListenOptions, listen } from '../../serving/index.ts';
import { createServers, type ServerSource, tellChanges } from './server.ts';
import { createSessions } from './sessions.ts';

const PATH = '/mcp';
/** No request of ours is as long; what is longer is answered with 413. */
const LARGEST_BODY_BYTES = 1024 * 1024;

/**
 * Serve clients until the signal.
 *
 * @returns
 *   When the port is closed.
 * @throws {SignpostError}
 *   As `listen` does.
 */
export async function serveOverHttp(source: ServerSource, options: ListenOptions): Promise<void> {
  const createServer = createServers(source);
  const sessions = createSessions(source, createServer, LARGEST_BODY_BYTES);
  // A client of 2025 that began no session has no connection that stays: each of its requests is one.
  const handler = createMcpHandler(({ era }) => createServer(era === 'modern'), {
    onerror: source.onProblem,
    maxRequestBodySize: LARGEST_BODY_BYTES,
  });
  const stopTelling = tellChanges(source, {
    listChanged() {
      handler.notify.resourcesChanged();
      sessions.listChanged();
    },
    updated(uri) {
      handler.notify.resourceUpdated(uri);
      sessions.updated(uri);
    },
  });
  const close = async () => {
    await Promise.all([handler.close(), sessions.close()]);
  };
  // Streams of clients that listen for changes would be waited for.
  options.signal.addEventListener('abort', () => void close(), { once: true });
  try {
    await listen(
      {
        fetch: async (request) =>
          new URL(request.url).pathname === PATH
            ? ((await sessions.answer(request)) ?? handler.fetch(request))
            : new Response(`MCP is at ${PATH}\n`, { status: 404 }),
        refuse: ({ status, detail }) =>
          new Response(`${detail}\n`, { status, ...(status === 401 && { headers: { 'www-authenticate': 'Bearer' } }) }),
      },
      { ...options, onListening: (url) => options.onListening(`${url}${PATH}`) },
    );
  } finally {
    stopTelling();
    await close();
  }
}
