/** Which folders are one's own, and what is read and written in them: with files of two users where root runs the tests. */

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { appendLine } from '../../../src/load/disk/append-line.ts';
import { readOwnFile } from '../../../src/load/disk/own-file.ts';
import { makeOwnFolder, whyFolderNotOurs } from '../../../src/load/disk/own-folder.ts';
import { ownTemporary } from '../../own-temporary.ts';

const OTHER_USER = 65_533;
const isRoot = process.getuid?.() === 0;
const isPosix = process.getuid !== undefined;
let folder: string;

beforeEach(() => {
  folder = ownTemporary('signpost-own-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function made(path: string, mode = 0o755): string {
  const whole = join(folder, path);
  mkdirSync(whole, { recursive: true });
  chmodSync(whole, mode);
  return whole;
}

describe.skipIf(!isPosix)('a folder', () => {
  it('that is not there yet is made for its owner alone, and is one of our own', () => {
    const path = join(folder, 'a/b');
    expect(makeOwnFolder(path)).toBeUndefined();
    expect([path, join(folder, 'a')].map((own) => statSync(own).mode & 0o777)).toEqual([0o700, 0o700]);
    expect(makeOwnFolder(path)).toBeUndefined();
  });

  it('of our own that others may look into is closed to them, and those above it stay as they are', () => {
    const path = made('a/b');
    expect(makeOwnFolder(path)).toBeUndefined();
    expect([path, join(folder, 'a')].map((own) => statSync(own).mode & 0o777)).toEqual([0o700, 0o755]);
  });

  it('that is named by a relative path is none', () => {
    expect(makeOwnFolder('.cache')).toBe('it is a relative path');
  });

  it.each([
    ['anybody may write to', 0o777],
    ['anybody may write to, if only to what is theirs', 0o1777],
    ['a group may write to', 0o775],
  ])('that %s is none, nor is one below it', (_what, mode) => {
    const path = made('shared', mode);
    // A group of the same number as the user has nobody else in it.
    if (mode === 0o775 && isRoot) chownSync(path, 0, OTHER_USER);
    if (mode === 0o775 && !isRoot) return;
    for (const own of [path, join(path, 'cache'), join(path, 'a/cache')]) {
      expect(whyFolderNotOurs(own)).toMatch(/may write to/);
      expect(makeOwnFolder(own)).toMatch(/may write to/);
    }
    expect(readdirSync(path)).toEqual([]);
  });

  it('that is a file, or below one, is none', () => {
    writeFileSync(join(folder, 'file'), '');
    for (const path of ['file', 'file/below']) expect(whyFolderNotOurs(join(folder, path))).toContain('is no folder');
  });

  it('that a link in one of our own leads to counts for what it is', () => {
    symlinkSync(tmpdir(), join(folder, 'link'));
    expect(whyFolderNotOurs(join(folder, 'link/cache'))).toMatch(/may write to/);
  });

  it.skipIf(!isRoot)('of another user is none, nor is one below or beside a link of theirs', () => {
    const theirs = made('theirs');
    chownSync(theirs, OTHER_USER, OTHER_USER);
    expect(whyFolderNotOurs(theirs)).toMatch(/another user owns/);
    const mine = made('theirs/mine');
    expect(whyFolderNotOurs(mine)).toMatch(/another user owns/);
    symlinkSync(made('own'), join(theirs, 'link'));
    expect(whyFolderNotOurs(join(theirs, 'link'))).toMatch(/another user owns/);
  });
});

describe.skipIf(!isPosix)('a file of our own', () => {
  const path = () => join(folder, 'a.json');
  const plants: readonly [string, () => void][] = [
    ['there is none', () => {}],
    [
      'it is a link',
      () => {
        writeFileSync(join(folder, 'b.json'), '{}');
        symlinkSync(join(folder, 'b.json'), path());
      },
    ],
    [
      'it has a second name',
      () => {
        writeFileSync(join(folder, 'b.json'), '{}');
        linkSync(join(folder, 'b.json'), path());
      },
    ],
    ['it is a pipe', () => void spawnSync('mkfifo', [path()])],
    ['it is a folder', () => mkdirSync(path())],
    [
      'anybody may write to it',
      () => {
        writeFileSync(path(), '{}');
        chmodSync(path(), 0o666);
      },
    ],
    ['it is too large', () => writeFileSync(path(), '{}'.padEnd(200))],
    [
      'others may write to its folder',
      () => {
        writeFileSync(path(), '{}');
        chmodSync(folder, 0o1777);
      },
    ],
  ];

  it('is read', () => {
    writeFileSync(path(), '{}', { mode: 0o600 });
    expect(readOwnFile(path(), 100)?.toString()).toBe('{}');
  });

  it.each(plants)('is not believed when %s', (_what, plant) => {
    plant();
    expect(readOwnFile(path(), 100)).toBeUndefined();
  });

  it.skipIf(!isRoot)('is not believed when another user owns it', () => {
    writeFileSync(path(), '{}');
    chownSync(path(), OTHER_USER, OTHER_USER);
    expect(readOwnFile(path(), 100)).toBeUndefined();
  });
});

describe.skipIf(!isPosix)('a line', () => {
  const path = () => join(folder, 'log');
  const theirs = () => join(folder, 'theirs');

  it('is added to a file that is made for its owner alone', () => {
    appendLine(path(), 'one');
    appendLine(path(), 'two');
    expect(readFileSync(path(), 'utf8')).toBe('one\ntwo\n');
    expect(statSync(path()).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['through a link', () => symlinkSync(theirs(), path())],
    ['to a second name of a file', () => linkSync(theirs(), path())],
    ['to a pipe', () => void spawnSync('mkfifo', [path()])],
    ['to a folder', () => mkdirSync(path())],
  ])('is not added %s', (_what, plant) => {
    writeFileSync(theirs(), 'kept');
    plant();
    expect(() => appendLine(path(), 'one')).toThrow();
    expect(readFileSync(theirs(), 'utf8')).toBe('kept');
  });
});
