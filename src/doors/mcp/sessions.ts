/** Clients of 2025 over HTTP that stay: each has a server of its own, and a stream over which it is told of changes. */

import {
  isInitializeRequest,
  isLegacyRequest,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { type ChangeListener, keepSubscriptions, type ServerSource } from './server.ts';

/** Clients that stay. */
export interface Sessions extends ChangeListener {
  /**
   * Answer a request that begins a session or belongs to one; `undefined` for any other.
   *
   * @param message
   *   Of its body, which has been read; `undefined` where it has none.
   */
  answer(request: Request, message: object | undefined): Promise<Response | undefined>;
  close(): Promise<void>;
}

interface Session {
  readonly server: McpServer;
  readonly transport: WebStandardStreamableHTTPServerTransport;
  readonly subscribed: ReadonlySet<string>;
}

const HEADER = 'mcp-session-id';
/** Past as many the one that has asked nothing for longest begins again. */
const MOST_SESSIONS = 256;

/**
 * Keep sessions.
 *
 * @param createServer
 *   Makes a server for each, of `source`.
 */
export function createSessions(source: ServerSource, createServer: (canTell: boolean) => McpServer): Sessions {
  // In the order of their last requests.
  const sessions = new Map<string, Session>();
  const end = (id: string): void => {
    const session = sessions.get(id);
    sessions.delete(id);
    session?.server.close().catch(source.onProblem);
  };
  const begin = async (): Promise<Session> => {
    const server = createServer(true);
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => crypto.randomUUID(),
      onsessioninitialized(id) {
        sessions.set(id, session);
        const [oldest] = sessions.keys();
        if (sessions.size > MOST_SESSIONS && oldest !== undefined) end(oldest);
      },
      onsessionclosed: end,
    });
    const session = { server, transport, subscribed: keepSubscriptions(server, source) };
    transport.onerror = source.onProblem;
    await server.connect(transport);
    return session;
  };
  const beginning = async (request: Request, message: object | undefined): Promise<Response | undefined> => {
    // Whoever names a version of the protocol has agreed on one already.
    if (message === undefined || request.headers.has('mcp-protocol-version')) return undefined;
    if (!(await isLegacyRequest(request, message)) || !isInitializeRequest(message)) return undefined;
    const { transport } = await begin();
    return transport.handleRequest(request, { parsedBody: message });
  };
  return {
    async answer(request, message) {
      const id = request.headers.get(HEADER);
      if (id === null) return beginning(request, message);
      const session = sessions.get(id);
      // By the specification a client then begins a new one.
      if (!session) return Response.json(UNKNOWN_SESSION, { status: 404 });
      sessions.delete(id);
      sessions.set(id, session);
      return session.transport.handleRequest(request, { parsedBody: message });
    },
    listChanged() {
      for (const { server } of sessions.values()) {
        if (server.isConnected()) server.server.sendResourceListChanged().catch(source.onProblem);
      }
    },
    updated(uri) {
      for (const { server, subscribed } of sessions.values()) {
        if (subscribed.has(uri)) server.server.sendResourceUpdated({ uri }).catch(source.onProblem);
      }
    },
    async close() {
      const servers = [...sessions.values()].map(({ server }) => server);
      sessions.clear();
      await Promise.all(servers.map((server) => server.close()));
    },
  };
}

const UNKNOWN_SESSION = { jsonrpc: '2.0', error: { code: -32_001, message: 'Session not found' }, id: null };
