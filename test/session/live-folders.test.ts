/** Folders that change: which texts are others after a change, whatever the disk says by then. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openLiveFolders } from '../../src/session/live-folders.ts';

let top: string;
let problems: string[];
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'signpost-live-'));
  mkdirSync(join(top, 'root'));
  problems = [];
  write('a.md', 'one');
  write('b.md', 'one');
});
afterEach(() => rmSync(top, { recursive: true, force: true }));

const pathOf = (name: string) => join(top, 'root', name);
const write = (name: string, body: string) =>
  writeFileSync(pathOf(name), `---\ndescription: About ${name}.\n---\n# T\n\n${body}\n`);
const open = (snapshot: string | false) =>
  openLiveFolders({
    roots: [join(top, 'root')],
    snapshot: snapshot && join(top, snapshot),
    onProblem: ({ message }) => problems.push(message),
  });

describe.each([
  ['read', false],
  ['kept in a snapshot', 'kept.snapshot'],
] as const)('texts that were %s', (_how, snapshot) => {
  it('are compared with those that are read after each change', async () => {
    const folders = await open(snapshot);
    expect(await folders.update()).toBeUndefined();
    for (const body of ['two', 'three']) {
      write('a.md', body);
      const isOther = await folders.update(new Set([pathOf('a.md')]));
      expect(['a.md', 'b.md'].map((id) => isOther?.(id))).toEqual([true, false]);
      expect(folders.current().read('a.md')).toContain(body);
    }
    expect(problems).toEqual([]);
  });

  it('are compared also when they change before they are looked at for the first time', async () => {
    const folders = await open(snapshot);
    write('a.md', 'two');
    const isOther = await folders.update();
    expect(['a.md', 'b.md'].map((id) => isOther?.(id))).toEqual([true, false]);
    expect(problems).toEqual([]);
  });
});

it('a text that was read is given out as it was read until the change is taken in', async () => {
  const folders = await open(false);
  const before = folders.current();
  write('a.md', 'two');
  expect(before.read('a.md')).toContain('one');
  await folders.update();
  expect(folders.current().read('a.md')).toContain('two');
  expect(problems).toEqual([]);
});
