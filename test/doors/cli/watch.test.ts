/** `--watch` as a real process: it prints what is new, survives mistakes, and ends when told to. */

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { renameSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { block, described, makeFolder, type TestFolder } from '../../maintain/folder.ts';

const program = join(process.cwd(), 'dist/bin/signpost.cjs');
let folder: TestFolder;
let child: ChildProcessWithoutNullStreams;
let out: string;
let err: string;

function start(command: string, root = folder.path): void {
  out = '';
  err = '';
  child = spawn(process.execPath, [program, command, '--watch', root]);
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
  start('lint');
  await wait(() => expect(out).toContain('link-file-missing'));
  await wait(() => expect(err).toContain('Watching for changes'));
  folder.write({ 'gone.md': described('What is gone, and why it went.', 'where it went') });
  await wait(() => expect(out).toContain('No findings in 2 files'));
  expect(await endsWith('SIGINT')).toBe(0);
});

it('gen-index --watch keeps an index true while files are replaced under it', async () => {
  const index = `---\ndescription: All about keys and locks.\ntype: index\n---\n\n${block()}\n`;
  folder.write({ 'INDEX.md': index, 'a.md': described('Rotating API keys.', 'rotate keys') });
  start('gen-index');
  await wait(() => expect(folder.read('INDEX.md')).toContain('Rotating API keys. (rotate keys)'));
  await wait(() => expect(err).toContain('Watching'));
  for (const words of ['Rotating all keys.', 'Rotating no keys.']) {
    folder.write({ '.a.md.new': described(words, 'rotate keys') });
    renameSync(join(folder.path, '.a.md.new'), join(folder.path, 'a.md'));
    await wait(() => expect(folder.read('INDEX.md')).toContain(`${words} (rotate keys)`));
  }
  expect(await endsWith('SIGTERM')).toBe(0);
});

describe('skills that are linked to', () => {
  const skill = (name: string, description: string) => `---\nname: ${name}\ndescription: ${description}\n---\n# T\n`;
  let root: string;
  beforeEach(() => {
    root = join(folder.path, 'root');
    folder.write({
      '.git/HEAD': '',
      'root/INDEX.md': '',
      'kept/rye/SKILL.md': skill('rye', 'Baking rye bread at home.'),
    });
    symlinkSync('../kept/rye', join(root, 'rye'));
  });
  const replace = (words: string) => {
    folder.write({ 'new/rye/SKILL.md': skill('rye', words) });
    rmSync(join(folder.path, 'kept'), { recursive: true });
    renameSync(join(folder.path, 'new'), join(folder.path, 'kept'));
  };

  it('are linted again when they are edited, replaced, or linked to', async () => {
    start('lint', root);
    await wait(() => expect(err).toContain('Watching'));
    const findings = () => out.match(/link-file-missing/g)?.length ?? 0;
    folder.write({ 'kept/rye/SKILL.md': `${skill('rye', 'Baking rye bread at home.')}[x](./gone.md)\n` });
    await wait(() => expect(findings()).toBe(1));
    out = '';
    replace('Baking rye bread in a wood oven.');
    await wait(() => expect(out).not.toBe(''));
    expect(findings()).toBe(0);
    folder.write({ 'kept/oat/SKILL.md': skill('oat', 'Cooking oats for breakfast.') });
    symlinkSync('../kept/oat', join(root, 'oat'));
    folder.write({ 'kept/oat/SKILL.md': `${skill('oat', 'Cooking oats for breakfast.')}[x](./gone.md)\n` });
    await wait(() => expect(findings()).toBe(1));
  });

  it.each([
    ['edited', (words: string) => folder.write({ 'kept/rye/SKILL.md': skill('rye', words) })],
    ['replaced', replace],
  ])('are said in an index as they are when they have been %s', async (_how, change) => {
    folder.write({ 'root/INDEX.md': `---\ndescription: All about bread.\ntype: index\n---\n\n${block()}\n` });
    // What the process itself writes into the root would make it look again.
    generateIndex({ roots: [root] });
    start('gen-index', root);
    await wait(() => expect(err).toContain('Watching'));
    expect(folder.read('root/INDEX.md')).toContain('Baking rye bread at home.');
    change('Baking rye bread in a wood oven.');
    await wait(() => expect(folder.read('root/INDEX.md')).toContain('Baking rye bread in a wood oven.'));
  });
});

it('goes on after a mistake in the configuration', async () => {
  folder.write({ 'a.md': described('Rotating API keys without downtime.', 'rotate keys') });
  start('lint');
  await wait(() => expect(err).toContain('Watching'));
  folder.write({ 'signpost.config.json': '{"lint":' });
  await wait(() => expect(err).toContain('SIGNPOST_BAD_CONFIG'));
  folder.write({ 'signpost.config.json': '{"lint":{}}', 'b.md': '# B\n' });
  await wait(() => expect(out).toContain('front-matter-missing'));
});
