import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explanationSchema } from '../../../src/doors/http/explanation-schema.ts';
import { createHandler, type RequestEntry } from '../../../src/doors/http/index.ts';
import { openSignpost, type Signpost, SignpostError } from '../../../src/index.ts';
import { evaluate } from '../../../src/maintain/evaluate/evaluate.ts';
import { parseLabelledRequests } from '../../../src/maintain/evaluate/labelled-requests.ts';
import { whyNot } from '../../../src/maintain/suggest/why-not.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';

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

  it('explains a decision where it is asked to, as the library does', async () => {
    const query = 'run dbt Cloud jobs from Dagster';
    const context = { files: ['models/a.sql'] };
    const { explanation } = signpost.route(query, { explain: true, limit: 2, context });
    expect((await ask('/v1/route', { query, limit: 2, context, explain: true })).body).toMatchObject({ explanation });
    expect((await ask('/v1/route', { query, explain: false })).body).not.toHaveProperty('explanation');
  });

  it('routes once for a decision and its explanation', async () => {
    let routed = 0;
    const route: Signpost['route'] = (...asked) => {
      routed++;
      return signpost.route(...asked);
    };
    const body = JSON.stringify({ query: 'run dbt Cloud jobs from Dagster', explain: true });
    const answer = createHandler({ ...signpost, route })(
      new Request('http://localhost/v1/route', { method: 'POST', body }),
    );
    expect(await (await answer).json()).toHaveProperty('explanation');
    expect(routed).toBe(1);
  });

  it('says of an explanation what its schema says', () => {
    const context = { history: ['write triggers'], files: ['a.ts'] };
    for (const query of [
      'run dbt Cloud jobs from Dagstr',
      'lint in CI, and write triggers',
      'bake a cake',
      '',
      'why?',
    ]) {
      for (const options of [{}, { context }]) {
        const { explanation } = signpost.route(query, { ...options, explain: true });
        expect(explanationSchema.strict().parse(explanation)).toEqual(explanation);
      }
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
    { path: '/v1/route', body: { query: 'x', explain: 'yes' }, status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/why-not', body: { query: 'x' }, status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/why-not', body: { query: 'x', reference: 'none' }, status: 404, code: 'SIGNPOST_UNKNOWN_REFERENCE' },
    { path: '/v1/evaluate', body: '', status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/evaluate', body: 'no JSON', status: 400, code: 'SIGNPOST_BAD_INPUT' },
    { path: '/v1/evaluate', body: '{"query":"x","expected":["none.md"]}', status: 400, code: 'SIGNPOST_BAD_INPUT' },
    { path: '/v1/evaluate', body: '{"query":""}\n'.repeat(1001), status: 413, code: 'BODY_TOO_LARGE' },
    { path: '/v1/examples?limit=21', status: 400, code: 'SIGNPOST_BAD_OPTION' },
    { path: '/v1/examples?limit=a', status: 400, code: 'SIGNPOST_BAD_OPTION' },
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
        '/v1/why-not',
        '/v1/evaluate',
        '/v1/lint',
        '/v1/examples',
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

describe('what maintainers ask', () => {
  it('holds a choice against another reference, as the library does', { timeout: 120_000 }, async () => {
    const asked = { query: 'checks in dbt Cloud', reference: 'asset-checks' };
    const { evidence, path, edit } = whyNot({ root: 'references', ...asked });
    const { status, body } = await ask('/v1/why-not', asked);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      evidence,
      path,
      isChosen: false,
      isTried: true,
      edit: JSON.parse(JSON.stringify(edit)),
    });
    expect(body).toMatchObject({ winner: { id: 'dagster-dbt/dbt-cloud.md' } });
    expect(JSON.stringify(body)).not.toContain('"root"');
  });

  it('holds nobody up over a large catalog: there only the evidence is compared', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-http-'));
    for (let at = 0; at < 1000; at++) {
      const text = `---\ndescription: Subject ${at}.\ntriggers: [about subject ${at}]\n---\n# Subject ${at}\n`;
      writeFileSync(join(folder, `page-${at}.md`), text);
    }
    const large = createHandler(await openSignpost({ roots: [folder] }));
    rmSync(folder, { recursive: true });
    const body = JSON.stringify({ query: 'say something about subject 3', reference: 'page-5.md' });
    const held = await large(new Request('http://localhost/v1/why-not', { method: 'POST', body }));
    expect(await held.json()).toMatchObject({ isChosen: false, isTried: false, edit: null });
  });

  it('holds a choice by the settings of the signpost', async () => {
    const strict = await openSignpost({ roots: ['references'], route: { abstainBelow: 1 } });
    const body = JSON.stringify({ query: 'dbt Cloud', reference: 'asset-checks' });
    const held = await createHandler(strict)(new Request('http://localhost/v1/why-not', { method: 'POST', body }));
    expect(await held.json()).toMatchObject({ decision: 'abstain', edit: null });
  });

  it('evaluates lines of labelled requests as the library does', async () => {
    const wrong = '{"query":"dbt tests as asset checks","expected":["dependencies"]}';
    const text = `${readFileSync('test/doors/cli/fixtures/requests/dbt.jsonl', 'utf8')}\n${wrong}`;
    const expected = evaluate(signpost, parseLabelledRequests(text, 'dbt.jsonl'));
    expect(expected.misses).toHaveLength(1);
    const { status, body } = await ask('/v1/evaluate', text);
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(expected)));
  });

  it('takes no more labelled requests than it says', async () => {
    const wide = createHandler(signpost);
    const body = '{"query":""}\n'.repeat(1001);
    const response = await wide(new Request('http://localhost/v1/evaluate', { method: 'POST', body }));
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ detail: expect.stringContaining('1001') });
  });

  it('answers others between the requests of a batch', async () => {
    const words = 'run dbt Cloud jobs from Dagster as assets and checks '.repeat(150);
    const requests = Array.from({ length: 100 }, (_, at) => ({ query: `${words} ${at}` }));
    const order: string[] = [];
    const wide = createHandler(signpost);
    const batch = new Request('http://localhost/v1/route/batch', {
      method: 'POST',
      body: JSON.stringify({ requests }),
    });
    const routed = wide(batch).then(({ status }) => order.push(`routed ${status}`));
    await new Promise((resolve) => setTimeout(resolve, 5));
    await Promise.all([routed, wide(new Request('http://localhost/healthz')).then(() => order.push('healthy'))]);
    expect(order).toEqual(['healthy', 'routed 200']);
  });

  it('answers others while it evaluates', async () => {
    const row = { query: 'run dbt Cloud jobs from Dagster', expected: null };
    const text = Array.from({ length: 100 }, (_, at) => JSON.stringify({ ...row, query: `${row.query} ${at}` }));
    const order: string[] = [];
    const evaluated = ask('/v1/evaluate', text.join('\n')).then(() => order.push('evaluated'));
    await new Promise((resolve) => setTimeout(resolve, 5));
    const healthy = ask('/healthz').then(() => order.push('healthy'));
    await Promise.all([evaluated, healthy]);
    expect(order).toEqual(['healthy', 'evaluated']);
  });

  it('lints the folder, with the help page of each rule, once until something changes', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-http-'));
    writeFileSync(
      join(folder, 'keys.md'),
      '---\ndescription: Keys of a door.\ntriggers: key\n---\n# Keys\n[a](./b.md)\n',
    );
    const opened = await openSignpost({ roots: [folder] });
    const own = createHandler(opened);
    const lints = async () => (await own(new Request('http://localhost/v1/lint'))).text();
    const said = await lints();
    const answer = JSON.parse(said);
    expect(answer).toMatchObject({ documents: 1, errors: expect.any(Number) });
    const [{ path, messages }] = answer.files;
    expect(path).toBe('keys.md');
    expect(messages).toContainEqual({
      ruleId: 'link-file-missing',
      severity: 'error',
      reason: expect.stringContaining('b.md'),
      line: 6,
      column: 1,
      fixable: false,
    });
    expect(answer.rules['link-file-missing']).toMatch(/^# link-file-missing/);
    expect(said).not.toContain(folder);
    rmSync(folder, { recursive: true });
    expect(await lints()).toBe(said);
  });

  it('has nothing to lint in documents in memory, and nothing to hold a choice against', async () => {
    const memory = createHandler(buildSignpost([{ path: 'a.md', text: '# A' }]));
    const lints = await memory(new Request('http://localhost/v1/lint'));
    expect(await lints.json()).toMatchObject({ status: 400, code: 'SIGNPOST_BAD_OPTION' });
    const body = JSON.stringify({ query: 'a', reference: 'a.md' });
    const held = await memory(new Request('http://localhost/v1/why-not', { method: 'POST', body }));
    expect(await held.json()).toMatchObject({ status: 400, code: 'SIGNPOST_BAD_OPTION' });
  });

  it('gives examples that lead where they say', async () => {
    const { body } = await ask('/v1/examples?limit=5');
    const { examples } = body as { examples: { query: string; id: string }[] };
    expect(examples).toHaveLength(5);
    expect(new Set(examples.map(({ id }) => id)).size).toBe(5);
    for (const { query, id } of examples) expect(signpost.route(query).references[0]?.id).toBe(id);
    expect(((await ask('/v1/examples')).body as { examples: unknown[] }).examples).toHaveLength(3);
  });

  it('gives labelled examples first, and none where there is none', async () => {
    const documents = [
      {
        path: 'a.md',
        text: '---\ndescription: Keys of doors.\ntriggers: ["key, keyring, or lost key of a door"]\n---\n# Keys',
      },
      { path: 'b.md', text: '---\ndescription: Shifts.\nexamples: [who works on Sunday]\n---\n# Shifts' },
    ];
    const examples = async (given: readonly { path: string; text: string }[]) => {
      const own = createHandler(buildSignpost(given));
      return (await own(new Request('http://localhost/v1/examples'))).json();
    };
    expect(await examples(documents)).toEqual({
      examples: [
        { query: 'who works on Sunday', id: 'b.md' },
        { query: 'lost key of a door', id: 'a.md' },
      ],
    });
    expect(await examples([])).toEqual({ examples: [] });
  });
});

it('answers pages beside the API, and nothing below or beside them', async () => {
  const pages = new Map([['/', () => new Response('a page', { headers: { 'content-type': 'text/html' } })]]);
  const both = createHandler(signpost, { pages });
  const get = (path: string, method = 'GET') => both(new Request(`http://localhost${path}`, { method }));
  expect(await (await get('/')).text()).toBe('a page');
  expect((await get('/x')).status).toBe(404);
  expect((await get('/', 'POST')).status).toBe(405);
  expect((await get('/healthz')).status).toBe(200);
});

it('takes no body longer than it may be, announced or not', async () => {
  const body = JSON.stringify({ query: 'dbt Cloud', context: { history: ['x'.repeat(20_000)] } });
  const announced = (length: number, sent: string) => {
    const headers = { 'content-length': String(length) };
    return handler(new Request('http://localhost/v1/route', { method: 'POST', body: sent, headers }));
  };
  expect((await announced(body.length, body)).status).toBe(413);
  expect((await announced(21, '{"query":"dbt Cloud"}')).status).toBe(200);
  expect((await ask('/v1/route', body)).status).toBe(413);
  const pieces = { 'content-length': '10', 'transfer-encoding': 'chunked' };
  const chunked = new Request('http://localhost/v1/route', { method: 'POST', body, headers: pieces });
  expect((await handler(chunked)).status).toBe(413);
});

it('answers with 503 past what may be answered at a time, but for health, metrics and pages', async () => {
  const pages = new Map([['/', () => new Response('a page')]]);
  const narrow = createHandler(signpost, { maxConcurrent: 1, pages });
  const statusOf = async (path: string, body?: string) =>
    (await narrow(new Request(`http://localhost${path}`, body === undefined ? {} : { method: 'POST', body }))).status;
  const rows = Array.from({ length: 100 }, (_, at) => JSON.stringify({ query: `dbt Cloud ${at}`, expected: null }));
  const slow = statusOf('/v1/evaluate', rows.join('\n'));
  await new Promise((resolve) => setTimeout(resolve, 5));
  const busy = await narrow(new Request('http://localhost/v1/route', { method: 'POST', body: '{"query":"dbt"}' }));
  expect(busy.status).toBe(503);
  expect(busy.headers.get('retry-after')).toBe('1');
  for (const path of ['/healthz', '/metrics', '/']) expect(await statusOf(path), path).toBe(200);
  expect(await slow).toBe(200);
  expect(await statusOf('/v1/route', '{"query":"dbt"}')).toBe(200);
});

it('does not count a request whose body is still on its way', async () => {
  const narrow = createHandler(buildSignpost([]), { maxConcurrent: 1 });
  const post = (body: string | ReadableStream<Uint8Array>) =>
    narrow(new Request('http://localhost/v1/route', { method: 'POST', body, duplex: 'half' } as RequestInit));
  const slow = Array.from({ length: 3 }, () => {
    let release = () => {};
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        release = () => controller.close();
      },
    });
    return { answer: post(body), release };
  });
  expect((await post('{"query":"dbt"}')).status).toBe(200);
  for (const { release, answer } of slow) {
    release();
    expect((await answer).status).toBe(400);
  }
});

it('does not report a client that went away', async () => {
  const problems: unknown[] = [];
  const own = createHandler(buildSignpost([]), { onProblem: (problem) => problems.push(problem) });
  for (const headers of [{}, { 'content-length': '100' }]) {
    const body = new ReadableStream({ start: (controller) => controller.error(new Error('aborted')) });
    const init = { method: 'POST', body, headers, duplex: 'half' } as RequestInit;
    const response = await own(new Request('http://localhost/v1/route', init));
    expect(await response.json()).toMatchObject({ status: 400, code: 'BODY_INCOMPLETE' });
  }
  expect(problems).toEqual([]);
});

describe('a method that a path does not have', () => {
  it.each([
    ['DELETE', '/v1/references/x', 'GET'],
    ['POST', '/v1/references/signpost/lint.md', 'GET'],
    ['PUT', '/v1/references', 'GET'],
    ['GET', '/v1/evaluate', 'POST'],
    ['HEAD', '/v1/route', 'POST'],
    ['DELETE', '/healthz', 'GET'],
  ])('is told from a path that is not there: %s %s', async (method, path, allow) => {
    const response = await handler(new Request(`http://localhost${path}`, { method }));
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe(allow);
  });

  it.each(['/v1/reference', '/v1/references/', '/v2/route'])('but %s is not there', async (path) => {
    expect((await ask(path, undefined, 'DELETE')).status).toBe(404);
  });
});

describe('a failure that is not of the caller', () => {
  const failure = new SignpostError('SIGNPOST_BAD_SNAPSHOT', 'Snapshot `/home/ada/.cache/x.snapshot` is damaged');
  const broken: Signpost = {
    ...buildSignpost([]),
    route: () => {
      throw failure;
    },
    get catalog(): never {
      throw failure;
    },
  };

  it.each([
    ['/v1/route', { query: 'dbt' }],
    ['/v1/explain', { query: 'dbt' }],
    ['/v1/why-not', { query: 'dbt', reference: 'a.md' }],
    ['/v1/evaluate', { query: 'dbt', expected: null }],
    ['/v1/references', undefined],
    ['/v1/references/a.md', undefined],
    ['/v1/trees', undefined],
    ['/healthz', undefined],
  ])('is one of the server, and told to the log alone: %s', async (path, body) => {
    const problems: unknown[] = [];
    const own = createHandler(broken, { onProblem: (problem) => problems.push(problem) });
    const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const response = await own(new Request(`http://localhost${path}`, init));
    const said = await response.text();
    expect(JSON.parse(said)).toMatchObject({ status: 500, code: 'SIGNPOST_BAD_SNAPSHOT' });
    expect(response.status).toBe(500);
    expect(said).not.toContain('/home');
    expect(problems).toEqual([failure]);
  });

  it('is one among a batch, too', async () => {
    const problems: unknown[] = [];
    const own = createHandler(broken, { onProblem: (problem) => problems.push(problem) });
    const body = JSON.stringify({ requests: [{ query: 'a' }] });
    const said = await (await own(new Request('http://localhost/v1/route/batch', { method: 'POST', body }))).text();
    expect(JSON.parse(said)).toMatchObject({ decisions: [{ error: { code: 'SIGNPOST_BAD_SNAPSHOT' } }] });
    expect(said).not.toContain('/home');
    expect(problems).toEqual([failure]);
  });

  it('is said of a folder that is gone', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-http-'));
    writeFileSync(join(folder, 'keys.md'), '---\ndescription: Keys of a door.\n---\n# Keys\n');
    const own = createHandler(await openSignpost({ roots: [folder] }));
    rmSync(folder, { recursive: true });
    const said = await (await own(new Request('http://localhost/v1/lint'))).text();
    expect(JSON.parse(said)).toMatchObject({ status: 500, code: 'SIGNPOST_ROOT_NOT_FOUND' });
    expect(said).not.toContain(folder);
  });
});

it('keeps answers of one signpost alone, and gives them word for word', async () => {
  const page = (name: string) => [
    { path: `${name}.md`, text: `---\ndescription: About ${name} of a team.\n---\n# ${name}` },
  ];
  let current = buildSignpost(page('invoices'));
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
  current = buildSignpost(page('shifts'));
  expect(await route('about invoices')).not.toContain('invoices.md');
});

it('takes its version from whoever makes it', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const response = await createHandler(signpost, { version })(new Request('http://localhost/openapi.json'));
  expect(await response.json()).toMatchObject({ info: { version } });
});
