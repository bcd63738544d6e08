import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { serveHttp } from '../../../src/doors/http/index.ts';
import { run } from '../cli/run.ts';

const program = 'dist/bin/signpost.cjs';

let child: ChildProcess | undefined;
afterEach(() => child?.kill('SIGKILL'));

async function serve(
  root: string,
  ...more: string[]
): Promise<{ url: string; said: () => string; ended: Promise<unknown> }> {
  const started = spawn(process.execPath, [program, 'serve', '--root', root, '--port', '0', ...more], {
    stdio: 'pipe',
  });
  child = started;
  let said = '';
  started.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const url = await new Promise<string>((resolve, reject) => {
    let errors = '';
    started.stderr.on('data', (chunk) => {
      errors += chunk;
      const found = /signpost serves (\S+)/.exec(errors)?.[1];
      if (found) resolve(found);
    });
    started.once('exit', (code) => reject(new Error(`ended with ${code}: ${errors}`)));
  });
  return { url, said: () => said, ended: new Promise((resolve) => started.once('exit', resolve)) };
}

it('serves a root, follows it, logs a line a request, and ends with 0 when it is told to', async () => {
  const root = mkdtempSync(join(tmpdir(), 'signpost-http-'));
  writeFileSync(join(root, 'invoices.md'), '---\ndescription: Write invoices and send them.\n---\n# Invoices\n');
  const { url, said, ended } = await serve(root);
  const ask = async (query: string) => {
    const response = await fetch(`${url}/v1/route`, { method: 'POST', body: JSON.stringify({ query }) });
    return (await response.json()) as { references: { id: string }[] };
  };
  expect(await ask('send an invoice')).toMatchObject({ decision: 'route', references: [{ id: 'invoices.md' }] });
  await vi.waitFor(
    async () => {
      writeFileSync(join(root, 'shifts.md'), '---\ndescription: Plan shifts and swap them.\n---\n# Shifts\n');
      expect((await ask('swap my shift')).references[0]?.id).toBe('shifts.md');
    },
    { timeout: 15_000, interval: 500 },
  );
  const [first = ''] = said().split('\n');
  expect(JSON.parse(first)).toMatchObject({ method: 'POST', route: '/v1/route', status: 200, decision: 'route' });
  child?.kill('SIGTERM');
  expect(await ended).toBe(0);
  rmSync(root, { recursive: true, force: true });
});

it('does not wait for a connection that has said nothing, when it is told to stop', async () => {
  const { url, ended } = await serve('references', '--quiet');
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  await once(socket, 'connect');
  // The server has it now, too.
  await (await fetch(`${url}/healthz`)).text();
  child?.kill('SIGTERM');
  // What is being answered would have five seconds.
  const late = new Promise((resolve) => setTimeout(resolve, 4000, 'late').unref());
  expect(await Promise.race([ended, late])).toBe(0);
  socket.destroy();
});

it('asks for the token, and refuses pages from elsewhere', async () => {
  const { url } = await serve('references', '--token', 'secret', '--quiet');
  const statusWith = async (headers: Record<string, string>) => (await fetch(`${url}/healthz`, { headers })).status;
  expect(await statusWith({})).toBe(401);
  expect(await statusWith({ authorization: 'Bearer secret' })).toBe(200);
  expect(await statusWith({ authorization: 'Bearer secret', origin: 'https://evil.example' })).toBe(403);
});

it('cuts off a body that comes in pieces and does not end', async () => {
  const { url } = await serve('references', '--quiet');
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 65_536;
      controller.enqueue(new Uint8Array(65_536).fill(32));
    },
  });
  const init = { method: 'POST', body, duplex: 'half' } as RequestInit;
  expect((await fetch(`${url}/v1/route`, init)).status).toBe(413);
  expect(sent).toBeLessThan(20_000_000);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

it('answers others while many bodies are on their way, and says nothing of those who leave', async () => {
  const stop = new AbortController();
  const problems: unknown[] = [];
  const statuses: number[] = [];
  let ended: Promise<void> | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    ended = serveHttp({
      roots: ['references'],
      version: '0.0.0',
      port: 0,
      signal: stop.signal,
      onListening: resolve,
      onRequest: ({ status }) => statuses.push(status),
      onProblem: (problem) => problems.push(problem),
    });
    ended.catch(reject);
  });
  const { hostname, port } = new URL(url);
  const slow = await Promise.all(
    Array.from({ length: 80 }, async (_, at) => {
      const socket = connect(Number(port), hostname).on('error', () => {});
      const length = at % 2 === 0 ? 'Content-Length: 100' : 'Transfer-Encoding: chunked';
      socket.write(`POST /v1/route HTTP/1.1\r\nHost: 127.0.0.1\r\n${length}\r\n\r\n1\r\n{`);
      await new Promise((resolve) => socket.once('connect', resolve));
      return socket;
    }),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const body = '{"query":"dbt Cloud"}';
  expect((await fetch(`${url}/v1/route`, { method: 'POST', body })).status).toBe(200);
  for (const socket of slow) socket.destroy();
  await vi.waitFor(() => expect(statuses.filter((status) => status === 400)).toHaveLength(80), { timeout: 10_000 });
  expect(problems).toEqual([]);
  stop.abort();
  await ended;
});

it.each([{ said: '' }, { said: 'GET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ' }])(
  'closes connections that begin with $said and do not go on, and answers others meanwhile',
  async ({ said }) => {
    const { url } = await serve('references', '--quiet');
    const closed: Promise<unknown>[] = [];
    for (let count = 0; count < 300; count++) {
      const socket = connect(Number(new URL(url).port), '127.0.0.1').on('error', () => {});
      closed.push(new Promise((resolve) => socket.once('close', resolve)));
      // What is left of an answer has to be read for the end to be seen.
      socket.resume();
      socket.write(said);
    }
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    // Ten seconds, and two until they are looked at: of Node itself it is a minute, and half of one.
    const late = new Promise((resolve) => setTimeout(resolve, 25_000, 'late').unref());
    expect(await Promise.race([Promise.all(closed), late])).not.toBe('late');
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
  },
  60_000,
);

it('lets a link elsewhere lead to the page, and a page elsewhere ask nothing', async () => {
  const { url } = await serve('references', '--quiet');
  const followed = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
  const status = async (path: string, site: string, headers: Record<string, string> = {}, method = 'GET') => {
    // `fetch` sets these headers itself.
    const asked = request(`${url}${path}`, { method, headers: { 'sec-fetch-site': site, ...headers } }).end();
    const [response] = (await once(asked, 'response')) as [IncomingMessage];
    response.resume();
    return response.statusCode;
  };
  const framed = { ...followed, 'sec-fetch-dest': 'iframe' };
  for (const site of ['cross-site', 'same-site', 'of-a-kind-to-come']) {
    expect(await status('/', site, followed)).toBe(200);
    expect(await status('/', site, framed)).toBe(403);
    expect(await status('/', site)).toBe(403);
    expect(await status('/', site, followed, 'POST')).toBe(403);
    expect(await status('/app.js', site, { 'sec-fetch-mode': 'no-cors', 'sec-fetch-dest': 'script' })).toBe(403);
    for (const path of ['/v1/lint', '/v1/references', '/healthz', '/metrics', '/openapi.json', '/none']) {
      expect(await status(path, site)).toBe(403);
      expect(await status(path, site, followed)).toBe(403);
    }
    expect(await status('/v1/route', site, {}, 'POST')).toBe(403);
  }
  for (const site of ['same-origin', 'none']) expect(await status('/healthz', site)).toBe(200);
});

it('gives the page to whoever has no token yet, and to no page from elsewhere', async () => {
  const { url } = await serve('references', '--token', 'secret', '--quiet');
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('<title>signpost playground</title>');
  expect((await fetch(`${url}/app.js`, { method: 'HEAD' })).status).toBe(200);
  expect((await fetch(url, { method: 'POST' })).status).toBe(401);
  expect((await fetch(`${url}/app.js/`)).status).toBe(401);
  expect((await fetch(url, { headers: { origin: 'https://evil.example' } })).status).toBe(403);
});

it.each([
  { args: ['--port', 'x'], said: /Unexpected port `x`/ },
  { args: ['--port', '0', '--host', '0.0.0.0'], said: /without a token.*SIGNPOST_BAD_OPTION/ },
  { args: ['more'], said: /Unexpected argument `more`/ },
])('says what is wrong with $args', async ({ args, said }) => {
  const { exitCode, stderr } = await run(['serve', '--root', 'references', ...args]);
  expect(stderr).toMatch(said);
  expect(exitCode).toBe(2);
});
