/** signpost where its word vectors are not: every decision says so, and whoever opens it is told once. */

import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type * as Browser from '../../src/browser.ts';
import type * as Tools from '../../src/doors/frameworks/index.ts';
import type * as Http from '../../src/doors/http/index.ts';
import type * as Library from '../../src/index.ts';
import type * as Maintain from '../../src/maintain/index.ts';
import type * as Store from '../../src/session/store.ts';
import { ownTemporary } from '../own-temporary.ts';
import { installIn } from './installed.ts';

const CODE = 'SIGNPOST_VECTORS_MISSING';
const QUERY = 'deploy pods and containers with kubectl';
const DOCUMENTS = [
  ['keys.md', 'Rotating API keys of services without downtime.'],
  ['invoices.md', 'Sending and correcting invoices to customers.'],
  ['kubernetes.md', 'Deploying services to a Kubernetes cluster with Helm charts.'],
  ['backups.md', 'Restoring a PostgreSQL database from backups.'],
].map(([path = '', description]) => ({ path, text: `---\ndescription: ${description}\n---\n# A page\n` }));
const file = new Uint8Array(readFileSync('vectors/skills.bin'));

let folder: string;
let root: string;
/** The installation without the file, and one with it. */
let lacking: string;
let here: typeof Library;
let whole: typeof Library;

beforeAll(async () => {
  folder = ownTemporary('signpost-degraded-');
  root = join(folder, 'skills');
  mkdirSync(root);
  for (const { path, text } of DOCUMENTS) writeFileSync(join(root, path), text);
  mkdirSync(join(folder, 'lacking'));
  mkdirSync(join(folder, 'whole'));
  lacking = installIn(join(folder, 'lacking'), false);
  here = await entryOf('index.js');
  whole = await import(pathToFileURL(join(installIn(join(folder, 'whole')), 'dist/index.js')).href);
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** An entry of the installation without the file. */
const entryOf = (path: string) => import(pathToFileURL(join(lacking, 'dist', path)).href);

type Signpost = Library.Signpost;
const codesOf = ({ degraded = [] }: { readonly degraded?: readonly Library.Degraded[] }) =>
  degraded.map(({ code }) => code);
const told = (signpost: Signpost) => signpost.messages.filter(({ ruleId }) => ruleId === CODE);
const listening = () => {
  const problems: string[] = [];
  return { problems, onProblem: (problem: unknown) => problems.push((problem as Library.SignpostError).code) };
};
const plain = (decision: object) => JSON.parse(JSON.stringify(decision));

/** All that is promised of a signpost that lacks its vectors. */
async function expectDegraded(signpost: Signpost): Promise<void> {
  for (const query of [QUERY, 'invoices', '']) {
    expect(codesOf(signpost.route(query))).toEqual([CODE]);
    expect(codesOf(await signpost.routeAsync(query))).toEqual([CODE]);
  }
  const { explanation, degraded, ...decision } = signpost.route(QUERY, { explain: true });
  expect(degraded).toMatchObject([{ part: 'vectors', message: expect.stringContaining('words alone') }]);
  expect(explanation?.degraded).toEqual(degraded);
  expect(decision).toMatchObject({ decision: 'abstain' });
  expect(told(signpost)).toMatchObject([{ fatal: false, reason: degraded?.[0]?.message }]);
  // What is said goes to callers on other machines.
  expect(JSON.stringify(degraded)).not.toContain(folder);
}

describe('without the file of vectors', () => {
  it('a catalog in memory says so', async () => expectDegraded(await here.createSignpost(DOCUMENTS)));

  it.each([
    ['from documents', () => ({})],
    ['from a snapshot that is made', () => ({ snapshot: join(folder, 'made.snapshot') })],
    ['from a snapshot that is there', () => ({ snapshot: join(folder, 'made.snapshot') })],
    ['that are followed', (signal: AbortSignal) => ({ watch: true, signal })],
  ])('folders say so, and tell once: %s', async (_how, optionsOf) => {
    const { problems, onProblem } = listening();
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    await expectDegraded(await here.openSignpost({ roots: [root], ...optionsOf(stop.signal), onProblem }));
    expect(problems).toEqual([CODE]);
  });

  it('nothing is lacking where words alone are asked for', async () => {
    const { problems, onProblem } = listening();
    const signpost = await here.openSignpost({ roots: [root], semantic: false, onProblem });
    expect(signpost.route(QUERY)).not.toHaveProperty('degraded');
    expect([...told(signpost), ...problems]).toEqual([]);
  });

  it('nothing is lacking where they are given', async () => {
    const own = (await whole.createSignpost(DOCUMENTS)).route(QUERY, { explain: true });
    const signposts = [
      await here.createSignpost(DOCUMENTS, { vectors: file }),
      await here.openSignpost({ roots: [root], vectors: file }),
      await here.openSignpost({ roots: [root], vectors: file, snapshot: join(folder, 'given.snapshot') }),
    ];
    for (const signpost of signposts) {
      expect(told(signpost)).toEqual([]);
      const decision = plain(signpost.route(QUERY, { explain: true }));
      for (const list of [decision.references, decision.candidates]) for (const ranked of list) ranked.root = '';
      expect(decision).toEqual(plain(own));
    }
  });

  it('a pack of it says so, and one that is opened without the vectors it was made with', async () => {
    const browser: typeof Browser = await entryOf('browser.js');
    const { pack, vectors } = await here.packSignpost(await here.createSignpost(DOCUMENTS));
    expect(vectors).toBeUndefined();
    await expectDegraded(browser.openPack(pack));
    const given = await here.packSignpost(await here.createSignpost(DOCUMENTS, { vectors: file }));
    await expectDegraded(browser.openPack(given.pack));
    expect(given.vectors).toBe(file);
    expect(browser.openPack(given.pack, { vectors: file }).route(QUERY)).not.toHaveProperty('degraded');
    expect(browser.openPack(given.pack, { semantic: false }).route(QUERY)).not.toHaveProperty('degraded');
  });

  it('a pack of words alone lacks nothing', async () => {
    const browser: typeof Browser = await entryOf('browser.js');
    const { pack, vectors } = await whole.packSignpost(await whole.createSignpost(DOCUMENTS, { semantic: false }));
    expect(vectors).toBeUndefined();
    expect(browser.openPack(pack).route(QUERY)).not.toHaveProperty('degraded');
  });

  it('what is built of documents, and judges them, says so', async () => {
    const built = listening();
    await here.buildSnapshot({ roots: [root], out: join(folder, 'built.snapshot'), onProblem: built.onProblem });
    expect(built.problems).toEqual([CODE]);
    const stored = listening();
    // Nobody listens there, and nobody is asked.
    const { openStore }: typeof Store = await entryOf('session/store.js');
    await openStore({ store: 'postgres://nobody@127.0.0.1:1/none', onProblem: stored.onProblem });
    expect(stored.problems).toEqual([CODE]);
    const { lint, suggest, whyNot }: typeof Maintain = await entryOf('maintain/index.js');
    const judged = (options: { readonly vectors?: Uint8Array }) => [
      lint({ roots: [root], ...options }),
      suggest({ root, ...options }),
      whyNot({ root, query: QUERY, reference: 'keys.md', ...options }),
    ];
    expect(judged({}).map(codesOf)).toEqual([[CODE], [CODE], [CODE]]);
    expect(judged({ vectors: file }).map(codesOf)).toEqual([[], [], []]);
    const { createToolbox }: typeof Tools = await entryOf('doors/frameworks/index.js');
    const [route] = createToolbox(await here.createSignpost(DOCUMENTS));
    expect(codesOf((await route?.call({ query: QUERY }))?.structured ?? {})).toEqual([CODE]);
  });

  it('the API says so as its description has it', async () => {
    const { createHandler }: typeof Http = await entryOf('doors/http/index.js');
    const handler = createHandler(await here.createSignpost(DOCUMENTS));
    const ask = async (path: string, body?: object) => {
      const init = body ? { method: 'POST', body: JSON.stringify(body) } : {};
      return JSON.parse(await (await handler(new Request(`http://localhost${path}`, init))).text());
    };
    expect(codesOf(await ask('/v1/route', { query: QUERY }))).toEqual([CODE]);
    expect(codesOf(await ask('/v1/explain', { query: QUERY }))).toEqual([CODE]);
    expect((await ask('/v1/route/batch', { requests: [{ query: QUERY }] })).decisions.map(codesOf)).toEqual([[CODE]]);
    const { paths } = await ask('/openapi.json');
    const schema = paths['/v1/route'].post.responses[200].content['application/json'].schema;
    expect(schema.properties.degraded.items.required).toEqual(['part', 'code', 'message']);
  });
});

describe('a snapshot', () => {
  const path = () => join(folder, 'both.snapshot');
  const open = (library: typeof Library, onStale?: () => void) =>
    library.openSignpost({ roots: [root], snapshot: path(), ...(onStale && { onStale }) });

  // What has just changed is never taken for fresh, and the clock is that of the disk.
  beforeAll(() => new Promise((resolve) => setTimeout(resolve, 2500)));
  beforeEach(() => rmSync(path(), { force: true }));

  it('that was made without vectors is made anew where there are some', async () => {
    await open(here);
    const stale: string[] = [];
    const asItIs = await open(whole, () => stale.push('stale'));
    expect(stale).toEqual(['stale']);
    expect(asItIs.route(QUERY).degraded).toMatchObject([
      { code: CODE, message: expect.stringContaining('made without') },
    ]);
    expect(told(asItIs)).toHaveLength(1);
    const anew = await open(whole);
    expect(anew.route(QUERY)).toMatchObject({ decision: 'route', references: [{ id: 'kubernetes.md' }] });
    expect(anew.route(QUERY)).not.toHaveProperty('degraded');
  });

  it('that was made with vectors is used where there are none, and lacks them', async () => {
    await open(whole);
    const before = readFileSync(path());
    await expectDegraded(await open(here));
    expect(readFileSync(path()).equals(before)).toBe(true);
  });
});

/** What stands where the vectors should be. */
const DAMAGES: readonly (readonly [what: string, put: (path: string) => void])[] = [
  ['nothing', () => {}],
  ['an empty file', (path) => writeFileSync(path, '')],
  ['half of them', (path) => writeFileSync(path, file.subarray(0, file.length / 2))],
  ['them with another number', (path) => writeFileSync(path, file.with(file.length - 9, (file.at(-9) ?? 0) ^ 64))],
  [
    'those of another version',
    (path) =>
      writeFileSync(
        path,
        Buffer.from(Buffer.from(file).toString('latin1').replace('"epochs":2', '"epochs":3'), 'latin1'),
      ),
  ],
  ['a folder', (path) => mkdirSync(path)],
  ['a pipe that nobody writes to', (path) => execFileSync('mkfifo', [path])],
];

describe('the command line', () => {
  const signpost = (argv: readonly string[], input = '') =>
    spawnSync(process.execPath, [join(lacking, 'dist/bin/signpost.cjs'), ...argv], {
      cwd: folder,
      encoding: 'utf8',
      input,
      // What waits for a pipe would wait for ever.
      timeout: 25_000,
      // Of its own, and not in the working folder.
      env: { ...process.env, SIGNPOST_CACHE: join(process.env['SIGNPOST_CACHE'] ?? '', 'degraded') },
    });
  const lines = (text: string) => text.split('\n').filter((line) => line.includes(CODE));

  it.each(DAMAGES)('tells once, and routes by words alone, with %s in their place', (_what, put) => {
    const path = join(lacking, 'vectors/skills.bin');
    mkdirSync(join(lacking, 'vectors'));
    onTestFinished(() => rmSync(join(lacking, 'vectors'), { recursive: true }));
    put(path);
    const { stdout, stderr, status } = signpost(['route', '--root', root, '--json', QUERY]);
    expect([lines(stderr).length, stderr.trim().split('\n').length, status]).toEqual([1, 1, 1]);
    expect(JSON.parse(stdout)).toMatchObject({ decision: 'abstain', degraded: [{ part: 'vectors', code: CODE }] });
  });

  it.each([
    ['route', ['route', '--root', 'skills', QUERY], 1],
    ['route of many', ['route', '--root', 'skills', '--batch', '-'], 2],
    ['explain', ['explain', '--root', 'skills', QUERY], 1],
    ['list', ['list', '--root', 'skills'], 0],
    ['eval', ['eval', 'skills'], 0],
    ['lint', ['lint', 'skills'], 0],
    ['build', ['build', 'skills'], 0],
  ])('tells once on stderr: %s', (_name, argv, shown) => {
    const { stdout, stderr } = signpost(argv, `{"query":"invoices"}\n{"query":"keys"}\n`);
    expect(lines(stderr)).toHaveLength(1);
    expect(lines(stdout)).toHaveLength(shown);
  });

  it('tells an agent, as its hook and over MCP', () => {
    const event = { hook_event_name: 'UserPromptSubmit', prompt: 'send and correct invoices', cwd: folder };
    signpost(['build', '--root', root]);
    const { stdout } = signpost(['hook', '--root', root, '--within', '60000'], JSON.stringify(event));
    expect(JSON.parse(stdout).hookSpecificOutput.additionalContext).toContain(`Judged without vectors (${CODE})`);
    const call = {
      jsonrpc: '2.0',
      id: 2,
      method: 'tools/call',
      params: { name: 'route', arguments: { query: QUERY } },
    };
    const params = { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } };
    const initialize = { jsonrpc: '2.0', id: 1, method: 'initialize', params };
    const script = `(echo '${JSON.stringify(initialize)}'; echo '${JSON.stringify(call)}'; sleep 3) | "${process.execPath}" "${join(lacking, 'dist/bin/signpost.cjs')}" mcp --root "${root}" 2>mcp.log`;
    const answers = execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' }).trim().split('\n');
    const { result } = JSON.parse(answers.at(-1) ?? '{}');
    expect(codesOf(result.structuredContent)).toEqual([CODE]);
    expect(result.content[0].text).toContain(CODE);
    expect(readFileSync(join(folder, 'mcp.log'), 'utf8').trim().split('\n')).toHaveLength(1);
  });
});
