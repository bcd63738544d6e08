/** MCP over standard input and output: nothing but the protocol is ever written there. */

import type { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServers, type ServerSource, tellChanges } from './server.ts';

/**
 * Serve one client until it closes its end, or the signal.
 *
 * @returns
 *   When the connection has ended.
 */
export async function serveOverStdio(source: ServerSource, signal: AbortSignal): Promise<void> {
  const createServer = createServers(source);
  const transport = new StdioServerTransport();
  let server: McpServer | undefined;
  let wants: (uri: string) => boolean = () => false;
  const handle = serveStdio(
    ({ era }) => {
      server = createServer(true);
      const subscribed = 'live' in source.asked ? keepSubscriptions(server) : NOTHING;
      // Since 2026-07-28 the transport knows who listens to what.
      wants = (uri) => era === 'modern' || subscribed.has(uri);
      return server;
    },
    { transport, onerror: source.onProblem },
  );
  const stop = tellChanges(source, {
    listChanged: () => server?.sendResourceListChanged(),
    updated: (uri) => {
      if (wants(uri)) server?.server.sendResourceUpdated({ uri }).catch(source.onProblem);
    },
  });
  await new Promise<void>((resolve) => {
    const closed = transport.onclose;
    transport.onclose = () => {
      closed?.();
      resolve();
    };
    signal.addEventListener('abort', () => resolve(), { once: true });
    if (signal.aborted) resolve();
  });
  stop();
  await handle.close();
}

const NOTHING: ReadonlySet<string> = new Set();

/** The URIs a client of 2025 has subscribed to. */
function keepSubscriptions({ server }: McpServer): ReadonlySet<string> {
  const subscribed = new Set<string>();
  server.setRequestHandler('resources/subscribe', ({ params: { uri } }) => {
    subscribed.add(uri);
    return {};
  });
  server.setRequestHandler('resources/unsubscribe', ({ params: { uri } }) => {
    subscribed.delete(uri);
    return {};
  });
  return subscribed;
}
