/** `--watch` as a real process: it prints what is new, survives mistakes, and ends when told to. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { block, described, makeFolder, type TestFolder } from '../../maintain/folder.ts';

const program = join(process.cwd(), 'dist/bin/signpost.cjs');
let folder: TestFolder;
let child: ChildProcessWithoutNullStreams;
let out: string;
let err: string;

function start(...args: string[]): void {
  out = '';
  err = '';
  child = spawn(process.execPath, [program, ...args, folder.path]);
  child.stdout.on('data', (data) => {
    out += String(data);
  });
  child.stderr.on('data', (data) => {
    err += String(data);
  });
}

const wait = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 50 });

beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => {
  child.kill('SIGKILL');
  folder.remove();
});

async function endsWith(signal: 'SIGINT' | 'SIGTERM'): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve));
  child.kill(signal);
  return ended;
}

it('lint --watch lints again, and ends with 0 on Ctrl+C', async () => {
  folder.write({ 'a.md': `${described('Rotating API keys without downtime.', 'rotate keys')}[x](./gone.md)\n` });
  start('lint', '--watch');
  await wait(() => expect(out).toContain('link-file-missing'));
  await wait(() => expect(err).toContain('Watching for changes'));
  folder.write({ 'gone.md': described('What is gone, and why it went.', 'where it went') });
  await wait(() => expect(out).toContain('No findings in 2 files'));
  expect(await endsWith('SIGINT')).toBe(0);
});

it('gen-index --watch keeps an index true while files are replaced under it', async () => {
  const index = `---\ndescription: All about keys and locks.\ntype: index\n---\n\n${block()}\n`;
  folder.write({ 'INDEX.md': index, 'a.md': described('Rotating API keys.', 'rotate keys') });
  start('gen-index', '--watch');
  await wait(() => expect(folder.read('INDEX.md')).toContain('Rotating API keys. (rotate keys)'));
  await wait(() => expect(err).toContain('Watching'));
  for (const words of ['Rotating all keys.', 'Rotating no keys.']) {
    folder.write({ '.a.md.new': described(words, 'rotate keys') });
    renameSync(join(folder.path, '.a.md.new'), join(folder.path, 'a.md'));
    await wait(() => expect(folder.read('INDEX.md')).toContain(`${words} (rotate keys)`));
  }
  expect(await endsWith('SIGTERM')).toBe(0);
});

it('goes on after a mistake in the configuration', async () => {
  folder.write({ 'a.md': described('Rotating API keys without downtime.', 'rotate keys') });
  start('lint', '--watch');
  await wait(() => expect(err).toContain('Watching'));
  folder.write({ 'signpost.config.json': '{"lint":' });
  await wait(() => expect(err).toContain('SIGNPOST_BAD_CONFIG'));
  folder.write({ 'signpost.config.json': '{"lint":{}}', 'b.md': '# B\n' });
  await wait(() => expect(out).toContain('front-matter-missing'));
});
