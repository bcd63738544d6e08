/** All files of a run or none, whatever the disk and other people do meanwhile. */

import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateIndex } from '../../../src/maintain/index.ts';
import { type Disk, disk } from '../../../src/maintain/index-blocks/disk.ts';
import { lockFolders, sweepFolder } from '../../../src/maintain/index-blocks/lock-folders.ts';
import { type Replacement, replaceFiles } from '../../../src/maintain/index-blocks/replace-files.ts';
import { block, described, makeFolder, type TestFolder } from '../folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const at = (path: string) => join(folder.path, path);
const OLD = { a: 'old a', 'b/b': 'old b', 'c/c': 'old c' };
const three = (): Replacement[] => [
  { path: at('a'), before: 'old a', after: 'new a' },
  { path: at('b/b'), before: 'old b', after: 'new b' },
  { path: at('c/c'), before: 'old c', after: 'new c' },
];
/** A number no process has. */
const DEAD = 2 ** 22 + 1;

/** A disk on which one call fails, the nth time. */
function failing(call: keyof Disk, nth: number, code: string, when = (_path: unknown) => true): Disk {
  let count = 0;
  const original = disk[call] as (...args: unknown[]) => unknown;
  const fail = (...args: unknown[]) => {
    if (when(args[0]) && ++count === nth) {
      throw Object.assign(new Error(`${code}: simulated, ${call} '${String(args[0])}'`), { code });
    }
    return original(...args);
  };
  return { ...disk, [call]: fail };
}

describe('replaceFiles', () => {
  it('replaces every file and leaves nothing else', () => {
    folder.write(OLD);
    replaceFiles(three());
    expect(folder.all()).toEqual({ a: 'new a', 'b/b': 'new b', 'c/c': 'new c' });
  });

  it('creates a file that is not there, and not one that has appeared', () => {
    replaceFiles([{ path: at('new.md'), before: undefined, after: 'mine' }]);
    expect(folder.all()).toEqual({ 'new.md': 'mine' });
    folder.write(OLD);
    const late = [...three(), { path: at('new.md'), before: undefined, after: 'mine again' }];
    expect(() => replaceFiles(late)).toThrow(/new\.md`, nothing was changed: it was changed by somebody/);
    expect(folder.all()).toEqual({ ...OLD, 'new.md': 'mine' });
  });

  it('does not overwrite a file that appears at the last moment', () => {
    folder.write(OLD);
    const racing: Disk = {
      ...disk,
      linkSync: (from, to) => {
        if (String(to) === at('new.md')) folder.write({ 'new.md': 'theirs' });
        return linkSync(from, to);
      },
    };
    const late = [...three(), { path: at('new.md'), before: undefined, after: 'mine' }];
    expect(() => replaceFiles(late, racing)).toThrow(/nothing was changed/);
    expect(folder.all()).toEqual({ ...OLD, 'new.md': 'theirs' });
  });

  it.each([
    [
      'changed',
      () => folder.write({ 'b/b': 'somebody was here' }),
      'somebody was here',
      /b\/b`, nothing was changed: it was changed by somebody/,
    ],
    ['removed', () => rmSync(at('b/b')), undefined, /b\/b`, nothing was changed: it was removed/],
  ])('changes no file when one was %s in between', (_name, meanwhile, now, expected) => {
    folder.write(OLD);
    meanwhile();
    expect(() => replaceFiles(three())).toThrow(expected);
    const { 'b/b': _gone, ...others } = OLD;
    expect(folder.all()).toEqual(now === undefined ? others : { ...OLD, 'b/b': now });
  });

  it.each(
    (
      [
        ['writeFileSync', 'ENOSPC', 7],
        ['openSync', 'EMFILE', 3],
        ['fsyncSync', 'EIO', 3],
        ['renameSync', 'EACCES', 3],
        ['linkSync', 'ENOSPC', 6],
        ['readFileSync', 'EIO', 3],
        ['statSync', 'EIO', 6],
        ['fchmodSync', 'EIO', 3],
      ] as const
    ).flatMap(([call, code, times]) => Array.from({ length: times }, (_, index) => [call, code, index + 1] as const)),
  )('leaves every file as it was when %s fails with %s, the %ith time', (call, code, nth) => {
    folder.write(OLD);
    const broken = failing(call, nth, code);
    let thrown: unknown;
    try {
      replaceFiles(three(), broken);
    } catch (error) {
      thrown = error;
    }
    if (thrown === undefined) {
      expect(folder.all()).toEqual({ a: 'new a', 'b/b': 'new b', 'c/c': 'new c' });
      return;
    }
    expect(thrown).toMatchObject({ code: 'SIGNPOST_WRITE_FAILED' });
    expect(String(thrown)).toMatch(/Cannot write `[^`]+\/(?:a|b\/b|c\/c)`, nothing was changed: E\w+: simulated$/);
    expect(folder.all()).toEqual(OLD);
  });

  it('works where there are no hard links', () => {
    folder.write(OLD);
    const noLinks: Disk = {
      ...disk,
      linkSync: () => {
        throw Object.assign(new Error('EPERM'), { code: 'EPERM' });
      },
    };
    const mode = (statSync(at('a')).mode & 0o777).toString(8);
    replaceFiles([...three(), { path: at('new.md'), before: undefined, after: 'mine' }], noLinks);
    expect(folder.all()).toEqual({ a: 'new a', 'b/b': 'new b', 'c/c': 'new c', 'new.md': 'mine' });
    expect((statSync(at('a')).mode & 0o777).toString(8)).toBe(mode);
  });

  it('says so when a file could not be put back', () => {
    folder.write(OLD);
    let renames = 0;
    const broken: Disk = {
      ...disk,
      renameSync: (from, to) => {
        if (++renames > 1) throw new Error('EIO: simulated');
        disk.renameSync(from, to);
      },
    };
    expect(() => replaceFiles(three(), broken)).toThrow(/`.*a` could not be put back: EIO/);
  });

  it('replaces the file behind a link, not the link', () => {
    folder.write({ 'real/a': 'old a' });
    symlinkSync('real/a', at('link'));
    replaceFiles([{ path: at('link'), before: 'old a', after: 'new a' }]);
    expect(readlinkSync(at('link'))).toBe('real/a');
    expect(lstatSync(at('real/a')).isFile()).toBe(true);
    expect(folder.all()).toEqual({ 'real/a': 'new a' });
  });

  it.each([
    ['file', 'b/b', 0o444, /b\/b`, nothing was changed: it is read-only/],
    ['folder', 'b', 0o555, /b\/b`, nothing was changed: its folder is read-only/],
  ])('refuses a %s that is read-only, also as root', (_name, path, mode, expected) => {
    folder.write(OLD);
    chmodSync(at(path), mode);
    try {
      expect(() => replaceFiles(three())).toThrow(expected);
      expect(folder.all()).toEqual(OLD);
    } finally {
      chmodSync(at(path), 0o755);
    }
  });

  it.runIf(process.getuid?.() === 0)('lets root change a copy of something that is read-only as a whole', () => {
    folder.write(OLD);
    for (const path of ['b/b', 'b']) chmodSync(at(path), path === 'b' ? 0o555 : 0o444);
    replaceFiles(three());
    expect(folder.read('b/b')).toBe('new b');
    expect(statSync(at('b/b')).mode & 0o777).toBe(0o444);
    chmodSync(at('b'), 0o755);
  });

  it('keeps mode and owner', () => {
    folder.write(OLD);
    chmodSync(at('a'), 0o2640);
    const { mode, uid, gid } = statSync(at('a'));
    replaceFiles(three());
    expect(statSync(at('a'))).toMatchObject({ mode, uid, gid });
  });

  it('has nothing to do for nothing', () => expect(() => replaceFiles([])).not.toThrow());
});

describe('locks', () => {
  const lockOf = (path: string) => join(path, '.signpost.lock');
  const seconds = (ago: number) => Date.now() / 1000 - ago;

  it('are held until they are released, and leave nothing', () => {
    const locks = lockFolders(disk, [folder.path], 0);
    expect(locks.isHeld()).toBe(true);
    expect(() => lockFolders(disk, [folder.path], 60)).toThrow(/another run of signpost .*process \d+ on /);
    locks.release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('are given back when a later one cannot be had', () => {
    mkdirSync(at('b'));
    const other = lockFolders(disk, [at('b')], 0);
    expect(() => lockFolders(disk, [at('b'), folder.path], 0)).toThrow();
    expect(existsSync(lockOf(folder.path))).toBe(false);
    other.release();
  });

  it.each([
    ['of a process that ended', `${DEAD} ${hostname()} x\n`, 0],
    ['of another host, 31 s ago', `1 elsewhere x\n`, 31],
    ['of a process that has been alive for 11 minutes', `${process.pid} ${hostname()} x\n`, 660],
    ['that says nothing, 31 s ago', '', 31],
  ])('are taken over when they are stale: %s', (_name, content, ago) => {
    writeFileSync(lockOf(folder.path), content);
    utimesSync(lockOf(folder.path), seconds(ago), seconds(ago));
    lockFolders(disk, [folder.path], 0).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    ['of a process that is alive', `1 ${hostname()} x\n`, 31],
    ['of another host, just now', `${DEAD} elsewhere x\n`, 0],
    ['that says nothing, just now', '', 0],
  ])('are respected: %s', (_name, content, ago) => {
    writeFileSync(lockOf(folder.path), content);
    utimesSync(lockOf(folder.path), seconds(ago), seconds(ago));
    expect(() => lockFolders(disk, [folder.path], 0)).toThrow(/another run/);
    expect(readdirSync(folder.path)).toEqual(['.signpost.lock']);
  });

  it('that were lost to somebody else stop a run before it writes', () => {
    folder.write(OLD);
    const stolen: Disk = {
      ...disk,
      fsyncSync: (descriptor) => {
        writeFileSync(lockOf(folder.path), '1 elsewhere x\n');
        disk.fsyncSync(descriptor);
      },
    };
    expect(() => replaceFiles(three(), stolen)).toThrow(/nothing was changed: another run of signpost took its lock/);
    expect(folder.all()).toEqual({ ...OLD, '.signpost.lock': '1 elsewhere x\n' });
  });
});

describe('what a killed run left behind', () => {
  it('is removed by the next run, also where that has nothing to write', () => {
    folder.write({
      'INDEX.md': block(),
      'sub/INDEX.md': `---\ntype: index\n---\n${block('')}\n`,
      'sub/a.md': described('A.', 'a'),
    });
    generateIndex({ roots: [folder.path] });
    const clean = folder.all();
    folder.write({
      '.signpost.lock': `${DEAD} ${hostname()} ${DEAD}-0badcafe\n`,
      [`.signpost-${DEAD}-0badcafe-0-new.tmp`]: 'half',
      [`sub/.signpost-${DEAD}-0badcafe-0-old.tmp`]: 'old',
      [`sub/.signpost-${DEAD}-0badcafe-lock.tmp`]: '',
      'sub/.signpost-notes.tmp': 'not ours',
    });
    generateIndex({ roots: [folder.path], check: true });
    expect(Object.keys(folder.all())).toHaveLength(Object.keys(clean).length + 5);
    generateIndex({ roots: [folder.path] });
    expect(folder.all()).toEqual({ ...clean, 'sub/.signpost-notes.tmp': 'not ours' });
  });

  it('is left alone while its folder is in use', () => {
    folder.write({ [`.signpost-${DEAD}-0badcafe-0-new.tmp`]: 'x', '.signpost.lock': `1 ${hostname()} x\n` });
    const before = folder.all();
    sweepFolder(disk, folder.path);
    expect(folder.all()).toEqual(before);
  });
});
