/** A watch: what counts as one change, and what does not count. */

import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchRoots } from '../../../src/load/watch/watch-roots.ts';
import { makeFolder, type TestFolder } from '../../maintain/folder.ts';

let folder: TestFolder;
let stop: AbortController;
let changes: number;
let ended: Promise<void>;
beforeEach(async () => {
  folder = makeFolder();
  folder.write({ 'a.md': 'a', 'sub/b.md': 'b' });
  stop = new AbortController();
  // The first call says that everything is watched.
  changes = -1;
  ended = watchRoots({ roots: [folder.path], signal: stop.signal, onChange: () => changes++ });
  await seen(0);
});
afterEach(async () => {
  stop.abort();
  await ended;
  folder.remove();
});

const seen = (count: number) => vi.waitFor(() => expect(changes).toBe(count), { timeout: 5000, interval: 20 });
const quiet = () => sleep(600);

describe('watchRoots', () => {
  it.each([
    ['a file that is written', (path: string) => writeFileSync(join(path, 'a.md'), 'A')],
    ['a new file', (path: string) => writeFileSync(join(path, 'sub/c.md'), 'c')],
    ['a file that is gone', (path: string) => rmSync(join(path, 'a.md'))],
    ['a folder that is gone', (path: string) => rmSync(join(path, 'sub'), { recursive: true })],
    ['a file that moved', (path: string) => renameSync(join(path, 'a.md'), join(path, 'sub/a.md'))],
    ['a file a link may lead to', (path: string) => writeFileSync(join(path, 'script.sh'), 'x')],
    ['the configuration', (path: string) => writeFileSync(join(path, 'signpost.config.json'), '{}')],
    ['an ignore file', (path: string) => writeFileSync(join(path, '.signpostignore'), 'sub/')],
    [
      'many files at once',
      (path: string) => {
        for (let index = 0; index < 50; index++) writeFileSync(join(path, `n${index}.md`), 'n');
      },
    ],
    [
      'a file that an editor replaces',
      (path: string) => {
        writeFileSync(join(path, '.a.md.swp'), 'new');
        renameSync(join(path, '.a.md.swp'), join(path, 'a.md'));
      },
    ],
  ])('takes %s for one change', async (_name, change) => {
    change(folder.path);
    await seen(1);
    await quiet();
    expect(changes).toBe(1);
  });

  it('goes on after an editor has replaced a file, several times', async () => {
    for (let count = 1; count <= 3; count++) {
      writeFileSync(join(folder.path, '.new'), `version ${count}`);
      renameSync(join(folder.path, '.new'), join(folder.path, 'a.md'));
      await seen(count);
    }
  });

  it('sees a folder that comes later', async () => {
    mkdirSync(join(folder.path, 'later'));
    await quiet();
    const before = changes;
    writeFileSync(join(folder.path, 'later/c.md'), 'c');
    await seen(before + 1);
  });

  it('is not called for what no catalog reads', async () => {
    folder.write({
      'node_modules/p/readme.md': 'x',
      '.git/a.md': 'x',
      '.signpost-1-abc-0-new.tmp': 'x',
    });
    await quiet();
    expect(changes).toBe(0);
  });
});

it('refuses a root that is not there', async () => {
  const options = { roots: ['/nowhere/at/all'], signal: AbortSignal.abort(), onChange: () => {} };
  await expect(watchRoots(options)).rejects.toThrow(expect.objectContaining({ code: 'SIGNPOST_ROOT_NOT_FOUND' }));
});
