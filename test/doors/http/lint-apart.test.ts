import { execFileSync } from 'node:child_process';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { createHandler, serveHttp } from '../../../src/doors/http/index.ts';
import { createLinter } from '../../../src/doors/http/lint-folders.ts';
import { openSignpost, type Signpost } from '../../../src/index.ts';
import { makeFolder, removeFolders } from '../../load/catalog/folders.ts';

const LINT = 'http://localhost/v1/lint';
const waiting = new AbortController().signal;
let folder: string;
let opened: Signpost;
beforeAll(async () => {
  folder = makeFolder({ 'keys.md': '---\ndescription: Keys of a door.\n---\n# Keys\n[a](./b.md)\n' });
  opened = await openSignpost({ roots: [folder] });
});
afterAll(removeFolders);

it('lints once at a time, and says when to come again', async () => {
  const handler = createHandler(opened);
  const first = handler(new Request(LINT));
  await new Promise((resolve) => setTimeout(resolve, 0));
  const second = await handler(new Request(LINT));
  expect(second.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await second.json()).toMatchObject({ status: 503, code: 'BUSY' });
  expect((await handler(new Request('http://localhost/healthz'))).status).toBe(200);
  expect(await (await first).json()).toMatchObject({ documents: 1, errors: 1 });
  expect((await handler(new Request(LINT))).status).toBe(200);
});

it('documents that take all memory end the lint alone, and the next one is answered', async () => {
  const problems: unknown[] = [];
  // Less than the program itself needs.
  await createLinter({ memoryMb: 4 })(opened, waiting).catch((problem: unknown) => problems.push(problem));
  expect(String(problems)).toMatch(/The process that lints ended with .*out of memory/s);
  expect(await createLinter()(opened, waiting)).toMatchObject({ kind: 'done' });
});

it('a lint that takes too long is ended, and so is one that nobody waits for', async () => {
  const quick = createLinter({ longestMs: 1 });
  expect(await quick(opened, waiting)).toEqual({ kind: 'ended' });
  // It is none that another would have to wait for.
  expect(await quick(opened, waiting)).toEqual({ kind: 'ended' });
  const gone = new AbortController();
  const linting = createLinter()(opened, gone.signal);
  gone.abort();
  expect(await linting).toEqual({ kind: 'ended' });
  expect(await createLinter()(opened, gone.signal)).toEqual({ kind: 'ended' });
});

it.runIf(process.platform === 'linux')('a client that goes away ends the process', async () => {
  const stop = new AbortController();
  let ended: Promise<void> | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    ended = serveHttp({
      ...{ roots: ['references'], version: '0.0.0', port: 0, signal: stop.signal },
      ...{ onListening: resolve, onRequest: () => {}, onProblem: reject },
    });
    ended.catch(reject);
  });
  const working = () => execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.write('GET /v1/lint HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n');
  await vi.waitFor(() => expect(working()).toContain('lint-worker.cjs'), { timeout: 10_000, interval: 5 });
  socket.destroy();
  await vi.waitFor(() => expect(working()).not.toContain('lint-worker.cjs'), { timeout: 10_000 });
  // It came to nothing: what was done would be kept, and no process be started for it.
  const again = fetch(`${url}/v1/lint`);
  await vi.waitFor(() => expect(working()).toContain('lint-worker.cjs'), { timeout: 10_000, interval: 5 });
  expect((await again).status).toBe(200);
  stop.abort();
  await ended;
});
