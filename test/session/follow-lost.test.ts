/** Processes that follow folders that are taken from them: they stay, answer from what they read last, and say why once. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { followSignpost } from '../../src/index.ts';
import { FOLLOW_MEANS } from '../../src/load/watch/follow-roots.ts';
import { SYSTEM } from '../../src/load/watch/watch-system.ts';
import { followWith } from '../../src/session/follow-with.ts';

const program = join(process.cwd(), 'dist/bin/signpost.cjs');
/** Root may read whatever it is forbidden to. */
const somebody = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {};
let top: string;
let root: string;
let child: ChildProcessWithoutNullStreams | undefined;
let out: string;
let err: string;
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'signpost-lost-'));
  root = join(top, 'above/root');
  mkdirSync(join(top, '.git'));
  mkdirSync(join(top, 'cache'), { mode: 0o700 });
  write('invoices.md', 'Write invoices and send them.');
  write('inside/shifts.md', 'Plan shifts and swap them.');
  for (const path of ['', 'cache', 'above', 'above/root', 'above/root/inside']) {
    if (somebody.uid !== undefined) chownSync(join(top, path), somebody.uid, somebody.gid);
  }
});
afterEach(() => {
  child?.kill('SIGKILL');
  for (const path of ['above', 'above/root', 'above/root/inside']) {
    try {
      chmodSync(join(top, path), 0o755);
    } catch {
      // A test took it away.
    }
  }
  rmSync(top, { recursive: true, force: true });
});

function write(path: string, description: string): void {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), `---\ndescription: ${description}\n---\n# ${path}\n`);
}

function start(...args: string[]): void {
  [out, err] = ['', ''];
  child = spawn(process.execPath, [program, ...args], {
    ...somebody,
    cwd: top,
    env: { PATH: process.env['PATH'], HOME: top, SIGNPOST_CACHE: 'off' },
  });
  child.stdout.on('data', (data) => {
    out += String(data);
  });
  child.stderr.on('data', (data) => {
    err += String(data);
  });
}

const wait = (check: () => unknown) => vi.waitFor(check, { timeout: 20_000, interval: 50 });
const lines = () => err.split('\n').filter((line) => line !== '');
/** What a folder is forbidden to for a while longer than anything is looked at. */
const forbid = (path: string) => chmodSync(join(top, path), 0);
const allow = (path: string) => chmodSync(join(top, path), 0o755);

describe('signpost serve', () => {
  async function ask(query: string): Promise<string | undefined> {
    const url = /signpost serves (\S+)/.exec(err)?.[1] ?? 'http://127.0.0.1:0';
    const response = await fetch(`${url}/v1/route`, { method: 'POST', body: JSON.stringify({ query }) });
    return ((await response.json()) as { references: { id: string }[] }).references[0]?.id;
  }

  it.each([
    ['the root', 'above/root', /Cannot list root/],
    ['a folder above it', 'above', /Cannot (?:find|list) root/],
  ])('goes on while it may not read %s', async (_what, path, said) => {
    start('serve', '--root', root, '--port', '0', '--quiet');
    await wait(() => expect(err).toContain('signpost serves'));
    const before = lines().length;
    forbid(path);
    await wait(() => expect(err).toMatch(said));
    await sleep(2500);
    expect(lines()).toHaveLength(before + 1);
    expect(await ask('send an invoice')).toBe('invoices.md');
    allow(path);
    write('rye.md', 'Bake dark rye bread.');
    await wait(async () => expect(await ask('bake rye bread')).toBe('rye.md'));
    expect(lines()).toHaveLength(before + 1);
    expect(child?.exitCode).toBeNull();
  });

  it('goes on while it may not read a folder inside, and reads that again later', async () => {
    start('serve', '--root', root, '--port', '0', '--quiet');
    await wait(() => expect(err).toContain('signpost serves'));
    forbid('above/root/inside');
    await wait(async () => expect(await ask('swap my shift')).toBeUndefined());
    expect(await ask('send an invoice')).toBe('invoices.md');
    allow('above/root/inside');
    await wait(async () => expect(await ask('swap my shift')).toBe('inside/shifts.md'));
    write('inside/rye.md', 'Bake dark rye bread.');
    await wait(async () => expect(await ask('bake rye bread')).toBe('inside/rye.md'));
  });

  it.each(['above/root', 'above', 'above/root/inside'])('goes on with links to themselves in %s', async (place) => {
    start('serve', '--root', root, '--port', '0', '--quiet');
    await wait(() => expect(err).toContain('signpost serves'));
    for (const name of ['.gitignore', '.signpostignore', 'signpost.config.json'])
      symlinkSync(name, join(top, place, name));
    write('rye.md', 'Bake dark rye bread.');
    await wait(async () => expect(await ask('bake rye bread')).toBe('rye.md'));
    await sleep(1200);
    expect(await ask('send an invoice')).toBe('invoices.md');
    for (const name of ['.gitignore', '.signpostignore', 'signpost.config.json']) rmSync(join(top, place, name));
    writeFileSync(join(top, place, '.gitignore'), 'rye.md\n/shifts.md\n');
    const query = place === 'above/root/inside' ? 'swap my shift' : 'bake rye bread';
    await wait(async () => expect(await ask(query)).toBeUndefined());
    expect(child?.exitCode).toBeNull();
  });

  it('answers from a root that was replaced by rename', async () => {
    start('serve', '--root', root, '--port', '0', '--quiet');
    await wait(() => expect(err).toContain('signpost serves'));
    write('../next/rye.md', 'Bake dark rye bread.');
    // Once everything was looked at for the first time.
    await sleep(1000);
    renameSync(root, `${root}.old`);
    renameSync(join(top, 'above/next'), root);
    await wait(async () => expect(await ask('bake rye bread')).toBe('rye.md'));
    expect(await ask('send an invoice')).toBeUndefined();
    write('rye.md', 'Repair bicycles and their gears.');
    await wait(async () => expect(await ask('repair my bicycle')).toBe('rye.md'));
  });
});

it('signpost mcp goes on while it may not read its root', async () => {
  start('mcp', '--root', root);
  const send = (message: object) => child?.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const route = (id: number, query: string) =>
    send({ id, method: 'tools/call', params: { name: 'route', arguments: { query } } });
  const clientInfo = { name: 'test', version: '0' };
  send({ id: 1, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo } });
  await wait(() => expect(out).toContain('"id":1'));
  send({ method: 'notifications/initialized' });
  forbid('above/root');
  await wait(() => expect(err).toContain('Cannot list root'));
  await sleep(1500);
  expect(lines()).toHaveLength(1);
  route(2, 'send an invoice');
  await wait(() => expect(out).toMatch(/invoices\.md.*"id":2|"id":2.*invoices\.md/));
  allow('above/root');
  write('rye.md', 'Bake dark rye bread.');
  let id = 3;
  await wait(async () => {
    route(id++, 'bake rye bread');
    await sleep(200);
    expect(out).toContain('rye.md');
  });
});

describe.each(['lint', 'gen-index'])('signpost %s --watch', (command) => {
  it('says that it waits for a root that is gone, and goes on when it is back', async () => {
    start(command, '--watch', root);
    await wait(() => expect(err).toContain('Watching for changes, Ctrl+C ends it'));
    renameSync(root, join(top, 'away'));
    await wait(() => expect(err).toContain('Waiting until it can be read again'));
    await sleep(1500);
    expect(lines().slice(1)).toEqual([
      expect.stringContaining('(SIGNPOST_ROOT_NOT_FOUND)'),
      'Waiting until it can be read again, Ctrl+C ends it',
    ]);
    renameSync(join(top, 'away'), root);
    await wait(() => expect(lines().at(-1)).toBe('Watching for changes again'));
    const ended = new Promise((resolve) => child?.once('exit', resolve));
    child?.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  it('does not say that it watches what it may not read', async () => {
    forbid('above/root');
    start(command, '--watch', root);
    await wait(() => expect(err).toContain('Waiting until it can be read again'));
    expect(err).toContain('(SIGNPOST_ROOT_UNREADABLE)');
    expect(err).not.toContain('Watching');
    allow('above/root');
    await wait(() => expect(err).toContain('Watching for changes'));
  });

  it('ends with 2 where a root was never there', async () => {
    start(command, '--watch', join(top, 'nowhere'));
    expect(await new Promise((resolve) => child?.once('exit', resolve))).toBe(2);
    expect(err).toContain('SIGNPOST_ROOT_NOT_FOUND');
    expect(err).not.toContain('Watching');
  });
});

it('listeners that throw are problems, and the others are told', async () => {
  const stop = new AbortController();
  const problems: unknown[] = [];
  const live = await followSignpost({
    roots: [root],
    signal: stop.signal,
    onProblem: (problem) => problems.push(problem),
  });
  let told = 0;
  live.onChange(() => {
    throw new Error('not ready');
  });
  live.onChange(async () => Promise.reject(new Error('never ready')));
  live.onChange(() => told++);
  write('rye.md', 'Bake dark rye bread.');
  await wait(() => expect(told).toBeGreaterThan(0));
  await wait(() => expect(problems).toEqual([new Error('not ready'), new Error('never ready')]));
  stop.abort();
});

describe('where the system tells of nothing', () => {
  it.each([
    ['because it loses it', {}, []],
    ['because it can watch no more', { code: 'ENOSPC' }, ['SIGNPOST_NOT_WATCHED']],
  ])('%s, all is read again', async (_why, { code }: { code?: string }, said) => {
    const stop = new AbortController();
    const problems: { code?: string }[] = [];
    const watch = () => {
      if (code !== undefined) throw Object.assign(new Error('no more'), { code });
      return { on: () => undefined, close: () => undefined };
    };
    const means = { ...FOLLOW_MEANS, everythingMs: 60, againMs: 20, mostAgainMs: 40, system: { ...SYSTEM, watch } };
    const onProblem = (problem: unknown) => problems.push(problem as { code?: string });
    const { current } = await followWith({ roots: [root], signal: stop.signal, onProblem }, means);
    for (const text of ['Bake dark rye bread.', 'Repair bicycles and their gears.']) {
      write('inside/rye.md', text);
      await wait(() => expect(current().route(text).references[0]?.id).toBe('inside/rye.md'));
    }
    renameSync(join(root, 'inside'), join(root, 'elsewhere'));
    await wait(() => expect(current().route('swap my shift').references[0]?.id).toBe('elsewhere/shifts.md'));
    stop.abort();
    expect(problems.map((problem) => problem.code)).toEqual(said);
  });
});
