/** A local server that speaks as much of the OpenAI API as a test wants, and remembers what it was asked. */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';

/** A request as it came. */
interface Received {
  readonly url: string;
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: { readonly model: string; readonly input: readonly string[]; readonly dimensions?: number };
}

/** How to answer a request. */
export type Answer = (received: Received, response: ServerResponse) => void;

/** A server that runs. */
export interface TestServer {
  /** What belongs into `baseUrl`. */
  readonly baseUrl: string;
  readonly received: readonly Received[];
  close(): Promise<void>;
}

/** The vector of a text in these tests: of four dimensions, and another one for each text in use here. */
export function vectorOf(text: string): number[] {
  return [text.length, text.charCodeAt(0) || 0, text.charCodeAt(text.length - 1) || 0, 0.5];
}

/** Answer with JSON. */
export function json(value: unknown, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return plain(JSON.stringify(value), status, headers);
}

/** Answer with text. */
function plain(text: string, status = 200, headers: Readonly<Record<string, string>> = {}): Answer {
  return (_received, response) => response.writeHead(status, headers).end(text);
}

/** Answer with the vectors of the texts, in the order that `arrange` puts them in. */
export function embeddings(arrange: <T>(entries: T[]) => T[] = (entries) => entries): Answer {
  return (received, response) => {
    const data = received.body.input.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }));
    json({ object: 'list', data: arrange(data) })(received, response);
  };
}

/** Never answer. */
export const hang: Answer = () => undefined;

/**
 * Start a server on a free port of this machine.
 *
 * @param answers
 *   One a request, in order; the last one answers all further ones.
 */
export async function startServer(...answers: readonly Answer[]): Promise<TestServer> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const next = await receive(request);
    received.push(next);
    answers[Math.min(received.length, answers.length) - 1]?.(next, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    async close() {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}

async function receive(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const { url = '', method = '', headers } = request;
  return { url, method, headers, body: JSON.parse(Buffer.concat(chunks).toString() || '{}') };
}
