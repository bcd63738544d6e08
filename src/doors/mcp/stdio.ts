/** MCP over standard input and output: nothing but the protocol is ever written there. */

import { PassThrough } from 'node:stream';
import type { JSONRPCMessage, McpServer } from '@modelcontextprotocol/server';
import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import { splitLines } from './lines.ts';
import { LARGEST_MESSAGE, type MessageError, receive, tooLong } from './messages.ts';
import { createServers, keepSubscriptions, type ServerSource, tellChanges } from './server.ts';

/**
 * Serve one client until it closes its end, or the signal. A line that is no message, or too long for one, is answered with the error it
 * is due, and the next one is read.
 *
 * @returns
 *   When the connection has ended.
 */
export async function serveOverStdio(source: ServerSource, signal: AbortSignal): Promise<void> {
  const createServer = createServers(source);
  const messages = new PassThrough();
  const transport = new StdioServerTransport(messages);
  const answer = (error: MessageError) => {
    // Their type has no place for an id that is null, as JSON-RPC wants it where none can be told.
    transport.send(error as JSONRPCMessage).catch(source.onProblem);
  };
  const read = splitLines(LARGEST_MESSAGE, {
    onLine(line) {
      if (line.trim() === '') return;
      const received = receive(line);
      if (received.kind === 'wrong') answer(received.error);
      else messages.write(`${line}\n`);
    },
    onTooLong: () => answer(tooLong()),
  });
  const ended = () => messages.end();
  process.stdin.on('data', read).on('end', ended).on('close', ended).on('error', source.onProblem);
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
  process.stdin.off('data', read).pause();
  await handle.close();
}
