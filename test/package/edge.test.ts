import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHandler } from '../../src/doors/http/index.ts';
import { openSignpost, packSignpost, type Signpost } from '../../src/index.ts';

const top = join(import.meta.dirname, '../..');
/** The program itself: the command of the package hands no descriptor on. */
const { default: workerd }: { readonly default: string } = createRequire(import.meta.url)('workerd');
const CONFIG = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .worker)],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")]
);
const worker :Workerd.Worker = (
  modules = [
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "catalog.pack", data = embed "catalog.pack"),
    (name = "vectors.bin", data = embed "vectors.bin")
  ],
  compatibilityDate = "2026-01-01"
);
`;

let folder: string;
let signpost: Signpost;
let runtime: ChildProcess;
let url: string;

/** The example as it would be uploaded, in the runtime of Cloudflare Workers: no file system, no Node. */
beforeAll(async () => {
  signpost = await openSignpost({ roots: [top] });
  folder = mkdtempSync(join(tmpdir(), 'signpost-edge-'));
  await build({
    entryPoints: [join(top, 'examples/edge-worker/worker.mjs')],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    external: ['*.pack', '*.bin'],
    alias: {
      'signpost/browser': join(top, 'src/browser.ts'),
      'signpost/edge': join(top, 'src/doors/http/edge.ts'),
    },
    outfile: join(folder, 'worker.js'),
  });
  const { pack, vectors = new Uint8Array() } = await packSignpost(signpost);
  writeFileSync(join(folder, 'catalog.pack'), pack);
  writeFileSync(join(folder, 'vectors.bin'), vectors);
  writeFileSync(join(folder, 'config.capnp'), CONFIG);
  const started = spawn(workerd, ['serve', join(folder, 'config.capnp'), '--control-fd=3'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  runtime = started;
  url = await new Promise<string>((resolve, reject) => {
    let errors = '';
    started.stderr?.on('data', (chunk) => {
      errors += chunk;
    });
    started.stdio[3]?.on('data', (chunk) => {
      const port = /"port":\s*(\d+)/.exec(String(chunk))?.[1];
      if (port) resolve(`http://127.0.0.1:${port}`);
    });
    started.once('exit', (code) => reject(new Error(`workerd ended with ${code}: ${errors}`)));
  });
}, 60_000);
afterAll(() => {
  runtime.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Without the last digits: another version of V8 rounds logarithms otherwise. */
const rounded = (_key: string, part: unknown) => (typeof part === 'number' ? Number(part.toPrecision(12)) : part);

/** What the worker answers, and what the handler of Node does. */
async function askBoth(path: string, body?: unknown): Promise<[there: object, here: object]> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const init = body === undefined ? {} : { method: 'POST', body: text };
  const handler = createHandler(signpost);
  const responses = [await fetch(`${url}${path}`, init), await handler(new Request(`http://localhost${path}`, init))];
  const [there = {}, here = {}] = await Promise.all(
    responses.map(async (response) => ({
      status: response.status,
      type: response.headers.get('content-type'),
      body: JSON.parse(await response.text(), rounded),
    })),
  );
  return [there, here];
}

const LABELLED = '{"query":"how do I write triggers","expected":["references/signpost/front-matter.md"]}';

describe('signpost/edge in the runtime of Cloudflare Workers', () => {
  it.each([
    { path: '/v1/route', body: { query: 'how do I write triggers' }, status: 200 },
    { path: '/v1/route', body: { query: 'set up the MCP server in Cursor', text_tokens: 200 }, status: 200 },
    { path: '/v1/route', body: { query: 'index drft' }, status: 200 },
    { path: '/v1/route', body: { query: 'bake rye bread' }, status: 200 },
    { path: '/v1/route', body: '{"query":', status: 400 },
    { path: '/v1/route', body: { query: 'x'.repeat(1_100_000) }, status: 413 },
    { path: '/v1/route/batch', body: { requests: [{ id: 1, query: 'dbt Cloud' }, { id: 2 }] }, status: 200 },
    { path: '/v1/explain', body: { query: 'checks in dbt Cloud' }, status: 200 },
    { path: '/v1/why-not', body: { query: 'checks in dbt Cloud', reference: 'asset-checks' }, status: 200 },
    { path: '/v1/evaluate', body: LABELLED, status: 200 },
    { path: '/v1/references?limit=3', status: 200 },
    { path: '/v1/references/references/signpost/lint.md?section=fix', status: 200 },
    { path: '/v1/references/..%2f..%2fpackage.json', status: 404 },
    { path: '/v1/trees', status: 200 },
    { path: '/v1/examples', status: 200 },
    { path: '/healthz', status: 200 },
    { path: '/openapi.json', status: 200 },
    { path: '/none', status: 404 },
  ])('answers $path $body as the server of Node does', async ({ path, body, status }) => {
    const [there, here] = await askBoth(path, body);
    expect(there).toEqual(here);
    expect(there).toMatchObject({ status });
  });

  it('has no files to lint, and says so', async () => {
    const [there] = await askBoth('/v1/lint');
    expect(there).toMatchObject({ status: 400, body: { code: 'SIGNPOST_BAD_OPTION' } });
  });
});
