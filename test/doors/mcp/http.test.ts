import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { run } from '../cli/run.ts';
import { argumentsFor, type HttpServer, startHttp } from './clients.ts';

let server: HttpServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const ping = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'ping' });

/** With `node:http`, because `fetch` lets nobody set `Host`. */
function post(url: string, headers: Record<string, string>, body = ping): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        method: 'POST',
        agent: false,
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...headers,
        },
      },
      (response) => {
        let text = '';
        response.on('data', (chunk) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

describe('on loopback', () => {
  it.each([
    { what: 'a program of this machine', headers: {}, status: 200 },
    { what: 'a page of this machine', headers: { origin: 'http://localhost:3000' }, status: 200 },
    { what: 'a page from elsewhere', headers: { origin: 'https://evil.example' }, status: 403 },
    { what: 'a page without a name', headers: { origin: 'null' }, status: 403 },
    { what: 'a name that resolves to this machine', headers: { host: 'evil.example:80' }, status: 403 },
  ])('answers $what with $status', async ({ headers, status }) => {
    server = await startHttp(argumentsFor(['references']));
    expect(await post(server.url, headers)).toMatchObject({ status });
  });

  it('asks for the token once one is set, by option or by the environment', async () => {
    server = await startHttp(argumentsFor(['references']), { SIGNPOST_TOKEN: 'secret-1' });
    expect(await post(server.url, {})).toMatchObject({ status: 401 });
    expect(await post(server.url, { authorization: 'Bearer secret-2' })).toMatchObject({ status: 401 });
    expect(await post(server.url, { authorization: 'Bearer secret-1' })).toMatchObject({ status: 200 });
    await server.stop();
    server = await startHttp([...argumentsFor(['references']), '--token', 'secret-3']);
    expect(await post(server.url, { authorization: 'Bearer secret-3' })).toMatchObject({ status: 200 });
  });

  it('refuses what is too large, no JSON, or somewhere else, and goes on', async () => {
    server = await startHttp(argumentsFor(['references']));
    // The connection may be cut before the answer is read: who sends too much is not listened to.
    const large = post(server.url, {}, `"${'x'.repeat(2_000_000)}"`).catch(() => ({ status: 413 }));
    expect(await large).toMatchObject({ status: 413 });
    expect((await post(server.url, {}, '{')).text).toMatch(/Parse error/);
    expect(await post(server.url.replace('/mcp', '/'), {})).toMatchObject({ status: 404 });
    expect(await post(server.url, {})).toMatchObject({ status: 200 });
  });

  it('ends with 0 when it is told to', async () => {
    const own = await startHttp(argumentsFor(['references']));
    expect(await own.stop()).toBe(0);
  });
});

it('listens elsewhere with a token alone', async () => {
  server = await startHttp([...argumentsFor(['references']), '--host', '0.0.0.0', '--token', 'secret']);
  const url = server.url.replace('0.0.0.0', '127.0.0.1');
  expect(await post(url, { host: 'docs.example' })).toMatchObject({ status: 401 });
  expect(await post(url, { host: 'docs.example', authorization: 'Bearer secret' })).toMatchObject({ status: 200 });
  expect(await post(url, { origin: 'https://evil.example', authorization: 'Bearer secret' })).toMatchObject({
    status: 403,
  });
});

it.each([
  { args: ['--http', '0', '--host', '0.0.0.0'], said: /without a token.*SIGNPOST_BAD_OPTION/ },
  { args: ['--http', 'x'], said: /Unexpected port `x`/ },
  { args: ['--http', '70000'], said: /expected 0 to 65535/ },
  { args: ['--host', 'localhost'], said: /expected `--http` beside it/ },
  { args: ['--http', '0', '--token', ''], said: /Unexpected empty/ },
  { args: ['invoices'], said: /Unexpected argument `invoices`/ },
  { args: ['--root', 'no-such-folder'], said: /SIGNPOST_ROOT_NOT_FOUND/ },
])('says what is wrong with $args', async ({ args, said }) => {
  const roots = args.includes('--root') ? [] : ['--root', 'references'];
  const { exitCode, stdout, stderr } = await run(['mcp', ...roots, ...args]);
  expect(stderr).toMatch(said);
  expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' });
});

it('says that a port is taken', async () => {
  server = await startHttp(argumentsFor(['references']));
  const { port } = new URL(server.url);
  const { exitCode, stderr } = await run(['mcp', '--root', 'references', '--http', port]);
  expect(stderr).toMatch(/Cannot listen on 127\.0\.0\.1:\d+ \(SIGNPOST_PORT_UNAVAILABLE\)/);
  expect(exitCode).toBe(2);
});
