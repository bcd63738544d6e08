/** Sessions of clients of 2025 over HTTP, by what goes over the wire. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { argumentsFor, type HttpServer, startHttp } from './clients.ts';

let root: string;
let server: HttpServer;
beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), 'signpost-sessions-'));
  writeFileSync(join(root, 'rye.md'), '# Rye\n\nHow to mill rye.\n');
  server = await startHttp(argumentsFor([root]));
});
afterEach(async () => {
  await server.stop();
  rmSync(root, { recursive: true, force: true });
});

const initialize = {
  jsonrpc: '2.0',
  id: 1,
  method: 'initialize',
  params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1.0.0' } },
};
const ping = { jsonrpc: '2.0', id: 2, method: 'ping' };

function send(body: object | undefined, session?: string | null, method = 'POST'): Promise<Response> {
  return fetch(server.url, {
    method,
    headers: {
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...(session && { 'mcp-session-id': session }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

async function begun(): Promise<string | null> {
  const response = await send(initialize);
  await response.text();
  return response.headers.get('mcp-session-id');
}

it('begin with the handshake, each with an id of its own, and end when they are told to', async () => {
  const [one, other] = [await begun(), await begun()];
  expect(one).toMatch(/^[\da-f-]{36}$/);
  expect(other).not.toBe(one);
  expect((await send(ping, one)).status).toBe(200);
  expect((await send(undefined, one, 'DELETE')).status).toBe(200);
  expect((await send(ping, one)).status).toBe(404);
  expect((await send(ping, other)).status).toBe(200);
});

it('are needed by nobody', async () => {
  const response = await send(ping);
  expect(response.status).toBe(200);
  expect(await response.text()).toContain('"result"');
});

it('that nobody began are not there', async () => {
  const response = await send(ping, 'made-up');
  expect(response.status).toBe(404);
  expect(await response.json()).toMatchObject({ error: { message: 'Session not found' } });
});

it('are so many at the most: the one that has asked nothing for longest is gone', async () => {
  const [first, second] = [await begun(), await begun()];
  for (let at = 0; at < 255; at++) {
    // What is asked in between keeps the first one.
    if (at === 100) expect((await send(ping, first)).status).toBe(200);
    await begun();
  }
  expect((await send(ping, second)).status).toBe(404);
  expect((await send(ping, first)).status).toBe(200);
});
