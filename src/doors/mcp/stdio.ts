/** MCP over standard input and output: nothing but the protocol is ever written there. */

import type { McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { createServers, keepSubscriptions, type ServerSource, tellChanges } from './server.ts';

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
      const subscribed = keepSubscriptions(server, source);
      // Since 2026-07-28 the transport knows who listens to what.
      wants = (uri) => era === 'modern' || subscribed.has(uri);
      return server;
    },
    { transport, onerror: source.onProblem },
  );
  const stop = tellChanges(source, {
    listChanged() {
      if (server?.isConnected()) server.server.sendResourceListChanged().catch(source.onProblem);
    },
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
