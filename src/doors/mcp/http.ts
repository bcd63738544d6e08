/** MCP over Streamable HTTP. */

import { createMcpHandler, isJsonContentType, readRequestBody } from '@modelcontextprotocol/server';
import { type ListenOptions, listen } from '../shared/listen.ts';
import { LARGEST_MESSAGE, type Received, receive, tooLong } from './messages.ts';
import { createServers, type ServerSource, tellChanges } from './server.ts';
import { createSessions } from './sessions.ts';

const PATH = '/mcp';

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
  const sessions = createSessions(source, createServer);
  // A client of 2025 that began no session has no connection that stays: each of its requests is one.
  const handler = createMcpHandler(({ era }) => createServer(era === 'modern'), {
    onerror: source.onProblem,
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
        async fetch(request) {
          if (new URL(request.url).pathname !== PATH) return new Response(`MCP is at ${PATH}\n`, { status: 404 });
          const received = await receivedIn(request);
          if (received instanceof Response) return received;
          return (await sessions.answer(request, received)) ?? handler.fetch(request, { parsedBody: received });
        },
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

/** The message of a request; `undefined` where it has none, or none as JSON; the answer where what it has is wrong, or too long. */
async function receivedIn(request: Request): Promise<object | Response | undefined> {
  // By its type a page elsewhere could send it without being asked whether it may: what serves refuses those.
  if (request.method !== 'POST' || !isJsonContentType(request.headers.get('content-type'))) return undefined;
  let received: Received;
  try {
    const body = await readRequestBody(request, LARGEST_MESSAGE);
    if (body.tooLarge) return Response.json(tooLong(), { status: 413 });
    received = receive(body.text);
  } catch {
    // Whoever sent it went away.
    received = receive('');
  }
  return received.kind === 'message' ? received.message : Response.json(received.error, { status: 400 });
}
