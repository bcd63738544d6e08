/** What is no message of the protocol, over both transports and in both eras: the error it is due, and the connection goes on. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { splitLines } from '../../../src/doors/mcp/lines.ts';
import { argumentsFor, type HttpServer, startHttp, ways } from './clients.ts';

const INITIALIZE = {
  ...{ jsonrpc: '2.0', id: 'first', method: 'initialize' },
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'raw', version: '1' } },
};
const ENVELOPE = {
  'io.modelcontextprotocol/protocolVersion': '2026-07-28',
  'io.modelcontextprotocol/clientInfo': { name: 'raw', version: '1' },
  'io.modelcontextprotocol/clientCapabilities': {},
};
const list = { jsonrpc: '2.0', id: 'list', method: 'tools/list', params: {} };
const modernList = { ...list, params: { _meta: ENVELOPE } };
const LONG = `{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${'x'.repeat(2_000_000)}"}}`;

const WRONG = [
  { what: 'no JSON', text: '{"jsonrpc":"2.0","id":7,', code: -32_700, id: null },
  { what: 'a word', text: 'hello', code: -32_700, id: null },
  { what: 'a batch', text: JSON.stringify([list, list]), code: -32_600, id: null },
  { what: 'an empty batch', text: '[]', code: -32_600, id: null },
  { what: 'a number', text: '7', code: -32_600, id: null },
  { what: 'null', text: 'null', code: -32_600, id: null },
  { what: 'no method', text: '{"jsonrpc":"2.0","id":7}', code: -32_600, id: 7 },
  { what: 'no method and no id', text: '{"jsonrpc":"2.0"}', code: -32_600, id: null },
  { what: 'a method that is none', text: '{"jsonrpc":"2.0","id":"a","method":1}', code: -32_600, id: 'a' },
  { what: 'another version', text: '{"jsonrpc":"1.0","id":7,"method":"ping"}', code: -32_600, id: 7 },
  { what: 'an id that is none', text: '{"jsonrpc":"2.0","id":{},"method":"ping"}', code: -32_600, id: null },
  { what: 'parameters in a row', text: '{"jsonrpc":"2.0","id":7,"method":"ping","params":[1]}', code: -32_600, id: 7 },
  { what: 'a text that is too deep for most', text: '['.repeat(200_000), code: -32_700, id: null },
  { what: 'a deep batch', text: '['.repeat(200_000) + ']'.repeat(200_000), code: -32_600, id: null },
];

interface Reply {
  readonly id: unknown;
  readonly error?: { readonly code: number; readonly message: string };
  readonly result?: { readonly tools?: readonly unknown[] };
}

describe.each([
  { era: '2025', opening: [INITIALIZE, { jsonrpc: '2.0', method: 'notifications/initialized' }], last: list },
  { era: '2026', opening: [], last: modernList },
])('over standard input and output, $era', ({ opening, last }) => {
  it('each is answered in its turn, a line that is too long among them', async () => {
    const child = spawn(process.execPath, argumentsFor(['references']), { stdio: ['pipe', 'pipe', 'ignore'] });
    const replies = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const reply = async (): Promise<Reply> => JSON.parse((await replies.next()).value);
    const send = (text: string) => child.stdin.write(`${text}\n`);
    // Before anything was agreed on, too.
    for (const round of ['before', 'after']) {
      for (const { text, code, id } of [...WRONG, { text: LONG, code: -32_600, id: null }]) {
        send(text);
        expect(await reply()).toMatchObject({ jsonrpc: '2.0', id, error: { code } });
      }
      if (round === 'before') for (const message of opening) send(JSON.stringify(message));
      if (round === 'before' && opening.length > 0) expect(await reply()).toMatchObject({ id: 'first', result: {} });
    }
    send('');
    send(JSON.stringify(last));
    expect((await reply()).result?.tools).toHaveLength(4);
    const exited = new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    expect(await exited).toBe(0);
  });
});

describe('over HTTP', () => {
  let server: HttpServer;
  const post = (body: string, headers: Record<string, string> = {}) =>
    fetch(server.url, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', accept: 'application/json, text/event-stream', ...headers },
    });
  const statusAndReply = async (response: Response) => ({
    status: response.status,
    reply: (await response.json()) as Reply,
  });
  let session: Record<string, string>;
  beforeAll(async () => {
    server = await startHttp(argumentsFor(['references']));
    const begun = await post(JSON.stringify(INITIALIZE));
    session = { 'mcp-session-id': begun.headers.get('mcp-session-id') ?? '', 'mcp-protocol-version': '2025-06-18' };
    await begun.text();
  });
  afterAll(() => server.stop());

  it.each(WRONG)('$what is due $code, in a session and without one', async ({ text, code, id }) => {
    const modern = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
    for (const headers of [{}, session, modern]) {
      expect(await statusAndReply(await post(text, headers))).toMatchObject({
        status: 400,
        reply: { id, error: { code } },
      });
    }
  });

  it('what is too long is refused', async () => {
    for (const headers of [{}, session]) {
      expect(await statusAndReply(await post(LONG, headers))).toMatchObject({
        status: 413,
        reply: { error: { code: -32_600 } },
      });
    }
  });

  it('and a message is answered, in each era', async () => {
    expect(await (await post(JSON.stringify(list), session)).text()).toContain('read_reference');
    expect(await (await post(JSON.stringify(list))).text()).toContain('read_reference');
    const modern = { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' };
    expect(await (await post(JSON.stringify(modernList), modern)).text()).toContain('read_reference');
  });

  it('a page elsewhere is refused', async () => {
    for (const site of ['cross-site', 'same-site']) {
      expect((await post(JSON.stringify(list), { 'sec-fetch-site': site })).status).toBe(403);
    }
  });
});

describe.each(ways)('$name', ({ connect }) => {
  it('has no tool that only every object has', async () => {
    const client = await connect(['references']);
    for (const name of ['toString', '__proto__', 'constructor', 'hasOwnProperty', '\u001b[2J']) {
      const said = await client.callTool({ name, arguments: {} }).then(JSON.stringify, String);
      expect(said).toMatch(/Tool .* not found, expected one of route/);
      expect(said).not.toContain('\u001b');
    }
    expect(await client.callTool({ name: 'list_references', arguments: {} })).not.toMatchObject({ isError: true });
    await client.close();
  });
});

describe('lines', () => {
  it.each([1, 2, 3, 7, 100])('are the same however the bytes come: %i at a time', (size) => {
    const told: string[] = [];
    const read = splitLines(5, { onLine: (line) => told.push(line), onTooLong: () => told.push('(too long)') });
    const bytes = Buffer.from('one\n12345\n\n123456\nfünf\n1234567890\nlast\nno end');
    for (let at = 0; at < bytes.length; at += size) read(bytes.subarray(at, at + size));
    expect(told).toEqual(['one', '12345', '', '(too long)', 'fünf', '(too long)', 'last', '(too long)']);
  });
});
