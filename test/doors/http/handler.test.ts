import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHandler, type RequestEntry } from '../../../src/doors/http/index.ts';
import { createSignpost, openSignpost } from '../../../src/index.ts';

const signpost = await openSignpost({ roots: ['references'] });
const log: RequestEntry[] = [];
const handler = createHandler(signpost, { onRequest: (entry) => log.push(entry), maxBodyBytes: 10_000 });

async function ask(path: string, body?: unknown, method = body === undefined ? 'GET' : 'POST') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await handler(
    new Request(`http://localhost${path}`, { method, ...(body !== undefined && { body: text }) }),
  );
  const type = response.headers.get('content-type') ?? '';
  return {
    status: response.status,
    type,
    response,
    body: type.includes('json') ? await response.json() : await response.text(),
  };
}

describe('the API', () => {
  it('decides as the library does', async () => {
    for (const query of ['run dbt Cloud jobs from Dagster', 'How do I write triggers?', 'bake a cake', '']) {
      const { decision, confidence, references } = signpost.route(query);
      const { status, body } = await ask('/v1/route', { query });
      expect(status).toBe(200);
      expect(body).toMatchObject({ decision, confidence, references: references.map(({ id }) => ({ id })) });
    }
  });

  it('answers a batch in its order, what is wrong among it included', async () => {
    const requests = [{ id: 'a', query: 'dbt Cloud' }, { id: 2 }, { query: 'bake a cake', limit: 1 }];
    const { status, body } = await ask('/v1/route/batch', { requests });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      decisions: [
        { id: 'a', decision: 'route' },
        { id: 2, error: { code: 'SIGNPOST_BAD_OPTION', detail: expect.stringContaining('query') } },
        { decision: 'abstain' },
      ],
    });
  });

  it('lists, reads, explains, and shows trees', async () => {
    const total = signpost.catalog.references.filter(({ id }) => id.startsWith('signpost/')).length;
    expect((await ask('/v1/references?limit=2&under=signpost/')).body).toMatchObject({ total, nextCursor: '2' });
    expect((await ask('/v1/references/signpost/lint.md?section=fix')).body).toMatchObject({ section: 'Fix' });
    expect((await ask('/v1/references/signpost%2Flint.md')).body).toMatchObject({ id: 'signpost/lint.md' });
    expect((await ask('/v1/explain', { query: 'dbt Cloud' })).body).toMatchObject({ decision: 'route' });
    expect((await ask('/v1/trees')).body).toMatchObject({
      trees: { 'dagster-dbt/INDEX.md': [{ branches: expect.any(Array) }] },
    });
    expect((await ask('/healthz')).body).toEqual({ status: 'ok', references: signpost.catalog.references.length });
  });

  it.each([
    { path: '/v1/route', body: {}, status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/route', body: '{"query":', status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/route', body: { query: 'x', limit: 0 }, status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/route', body: { query: 'x'.repeat(20_000) }, status: 413, code: 'BODY_TOO_LARGE' },
    { path: '/v1/route/batch', body: { requests: [] }, status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/route/batch', body: { requests: Array(101).fill({}) }, status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/references/nothing', status: 404, code: 'SIGNPOST_UNKNOWN_REFERENCE' },
    { path: '/v1/references/..%2f..%2fpackage.json', status: 404, code: 'SIGNPOST_UNKNOWN_REFERENCE' },
    { path: '/v1/references/signpost/lint.md?section=none', status: 404, code: 'SIGNPOST_UNKNOWN_SECTION' },
    { path: '/v1/references?limit=x', status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/references?cursor=-1', status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/route', status: 405, code: 'METHOD_NOT_ALLOWED' },
    { path: '/elsewhere', status: 404, code: 'NOT_FOUND' },
  ])('answers $path $body with $status and the problem', async ({ path, body, status, code }) => {
    const answer = await ask(path, body);
    expect(answer.type).toBe('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, title: expect.any(String), detail: expect.any(String) });
    expect(answer.status).toBe(status);
    expect(JSON.stringify(answer.body)).not.toMatch(/node_modules|\.ts:|at \w+ \(/);
  });

  it('answers any body with a decision or a problem', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string(), fc.jsonValue()), async (body) => {
        const { status } = await ask('/v1/route', body ?? 'null');
        expect([200, 400]).toContain(status);
      }),
      { numRuns: 100 },
    );
  });

  it('describes every path it has, by the schemas that check it', async () => {
    const { body } = await ask('/openapi.json');
    expect(body).toMatchObject({ openapi: '3.1.0' });
    const { paths } = body as { paths: Record<string, { post?: { requestBody: { content: object } } }> };
    expect(Object.keys(paths)).toEqual([
      ...[
        '/v1/route',
        '/v1/route/batch',
        '/v1/explain',
        '/v1/references',
        '/v1/references/{id}',
        '/v1/trees',
        '/healthz',
      ],
    ]);
    expect(paths['/v1/route']?.post?.requestBody.content).toMatchObject({
      'application/json': { schema: { properties: { query: { type: 'string' }, context: { type: 'object' } } } },
    });
  });

  it('counts what it answered, by patterns that no client can multiply', async () => {
    for (let index = 0; index < 20; index++) await ask(`/made-up-${index}`);
    const { body, type } = await ask('/metrics');
    expect(type).toContain('version=0.0.4');
    expect(body).toMatch(/signpost_requests_total\{route="\/v1\/route",status="200"\} \d+/);
    expect(body).toMatch(/signpost_decisions_total\{decision="route"\} \d+/);
    expect(body).toMatch(/signpost_request_seconds_bucket\{le="\+Inf"\} \d+/);
    expect(body).not.toContain('made-up');
  });

  it('logs each request without what was asked', async () => {
    log.length = 0;
    await ask('/v1/route', { query: 'a secret matter of dbt Cloud' });
    expect(log).toEqual([
      {
        time: expect.any(String),
        method: 'POST',
        route: '/v1/route',
        status: 200,
        took: expect.any(Number),
        decision: 'route',
      },
    ]);
    expect(JSON.stringify(log)).not.toContain('secret');
  });
});

it('answers with 503 past what may be answered at a time', async () => {
  const narrow = createHandler(createSignpost([]), { maxConcurrent: 1 });
  let release = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      release = () => controller.close();
    },
  });
  const slow = narrow(
    new Request('http://localhost/v1/route', { method: 'POST', body, duplex: 'half' } as RequestInit),
  );
  const busy = await narrow(new Request('http://localhost/healthz'));
  expect(busy.status).toBe(503);
  expect(busy.headers.get('retry-after')).toBe('1');
  release();
  expect((await slow).status).toBe(400);
  expect((await narrow(new Request('http://localhost/healthz'))).status).toBe(200);
});

it('keeps answers of one signpost alone, and gives them word for word', async () => {
  const page = (name: string) => [
    { path: `${name}.md`, text: `---\ndescription: About ${name} of a team.\n---\n# ${name}` },
  ];
  let current = createSignpost(page('invoices'));
  const live = createHandler(() => current);
  const route = async (query: string) => {
    const body = JSON.stringify({ query });
    return (await live(new Request('http://localhost/v1/route', { method: 'POST', body }))).text();
  };
  const first = await route('about invoices');
  expect(first).toContain('invoices.md');
  expect(await route('about invoices')).toBe(first);
  // More than are kept, and the first again.
  for (let index = 0; index < 1100; index++) await route(`about invoices ${index}`);
  expect(await route('about invoices')).toBe(first);
  current = createSignpost(page('shifts'));
  expect(await route('about invoices')).not.toContain('invoices.md');
});

it('takes its version from whoever makes it', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const response = await createHandler(signpost, { version })(new Request('http://localhost/openapi.json'));
  expect(await response.json()).toMatchObject({ info: { version } });
});
