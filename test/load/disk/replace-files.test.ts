/** All files of a run or none, whatever the disk and other people do meanwhile. */

import { execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { finishRuns } from '../../../src/load/disk/journal.ts';
import { lockFolders } from '../../../src/load/disk/lock-folders.ts';
import { startOf } from '../../../src/load/disk/process-start.ts';
import { type Replacement, replaceFiles } from '../../../src/load/disk/replace-files.ts';
import { stagedPath } from '../../../src/load/disk/write-file.ts';
import { generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { block, described, makeFolder, type TestFolder } from '../../maintain/folder.ts';
import { ownTemporary } from '../../own-temporary.ts';

/** Called before each call to the disk, to fail it or to do what somebody else does at that moment. */
const disk = vi.hoisted(() => ({ before: (_call: string, _args: readonly unknown[]): void => undefined }));
vi.mock('node:fs', async (original) => {
  const fs = await original<Record<string, unknown>>();
  const watched = Object.entries(fs).map(([name, call]) => {
    if (typeof call !== 'function' || !name.endsWith('Sync')) return [name, call];
    const wrapped = (...args: unknown[]) => {
      disk.before(name, args);
      return call(...args);
    };
    return [name, Object.assign(wrapped, call)];
  });
  return Object.fromEntries(watched);
});

/** The home of the user who runs this: journals of other tests are none of ours. */
const user = vi.hoisted(() => ({ home: '' }));
vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  return { ...os, userInfo: () => ({ ...os.userInfo(), homedir: user.home }) };
});

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
  user.home = ownTemporary('signpost-home-');
});
afterEach(() => {
  disk.before = () => undefined;
  folder.remove();
  rmSync(user.home, { recursive: true, force: true });
});

const at = (path: string) => join(folder.path, path);
const OLD = { a: 'old a', 'b/b': 'old b', 'c/c': 'old c' };
const three = (): Replacement[] => [
  { path: at('a'), before: 'old a', after: 'new a' },
  { path: at('b/b'), before: 'old b', after: 'new b' },
  { path: at('c/c'), before: 'old c', after: 'new c' },
];
/** A number no process has. */
const DEAD = 2 ** 22 + 1;

/** Let one call fail, the nth time. */
function failAt(call: string, nth: number, code: string): void {
  let count = 0;
  disk.before = (name, [first]) => {
    if (name === call && ++count === nth) {
      throw Object.assign(new Error(`${code}: simulated, ${call} '${String(first)}'`), { code });
    }
  };
}

const always = (call: string, code: string) => {
  disk.before = (name) => {
    if (name === call) throw Object.assign(new Error(code), { code });
  };
};

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
    disk.before = (call, [, to]) => {
      if (call === 'linkSync' && to === at('new.md')) folder.write({ 'new.md': 'theirs' });
    };
    const late = [...three(), { path: at('new.md'), before: undefined, after: 'mine' }];
    expect(() => replaceFiles(late)).toThrow(/nothing was changed/);
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
        ['writeSync', 'ENOSPC', 7],
        ['writeFileSync', 'ENOSPC', 3],
        ['openSync', 'EMFILE', 15],
        ['fsyncSync', 'EIO', 6],
        ['renameSync', 'EACCES', 6],
        ['linkSync', 'ENOSPC', 3],
        ['readSync', 'EIO', 20],
        ['fstatSync', 'EIO', 20],
        ['statSync', 'EIO', 6],
        ['fchmodSync', 'EIO', 6],
      ] as const
    ).flatMap(([call, code, times]) => Array.from({ length: times }, (_, index) => [call, code, index + 1] as const)),
  )('leaves every file as it was when %s fails with %s, the %ith time', (call, code, nth) => {
    folder.write(OLD);
    failAt(call, nth, code);
    let thrown: unknown;
    try {
      replaceFiles(three());
    } catch (error) {
      thrown = error;
    }
    disk.before = () => undefined;
    if (thrown === undefined) {
      expect(folder.all()).toEqual({ a: 'new a', 'b/b': 'new b', 'c/c': 'new c' });
      return;
    }
    expect(thrown).toMatchObject({ code: 'SIGNPOST_WRITE_FAILED' });
    expect(String(thrown)).toMatch(
      /Cannot write `[^`]+\/(?:a|b\/b|c\/c)`, nothing was changed: (?:E\w+: simulated|another run of signpost took its lock)$/,
    );
    expect(folder.all()).toEqual(OLD);
  });

  it('works where there are no hard links', () => {
    folder.write(OLD);
    always('linkSync', 'EPERM');
    const mode = (statSync(at('a')).mode & 0o777).toString(8);
    replaceFiles([...three(), { path: at('new.md'), before: undefined, after: 'mine' }]);
    expect(folder.all()).toEqual({ a: 'new a', 'b/b': 'new b', 'c/c': 'new c', 'new.md': 'mine' });
    expect((statSync(at('a')).mode & 0o777).toString(8)).toBe(mode);
  });

  it('says so when a file could not be put back', () => {
    folder.write(OLD);
    let swaps = 0;
    disk.before = (call, [, to]) => {
      if (call === 'renameSync' && String(to).startsWith(folder.path) && ++swaps > 1) throw new Error('EIO: simulated');
    };
    expect(() => replaceFiles(three())).toThrow(/`.*a` could not be put back: EIO/);
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
    const locks = lockFolders([folder.path], 0);
    expect(locks.isHeld()).toBe(true);
    expect(() => lockFolders([folder.path], 60)).toThrow(/another run of signpost .*process \d+ on /);
    locks.release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('are given back when a later one cannot be had', () => {
    mkdirSync(at('b'));
    const other = lockFolders([at('b')], 0);
    expect(() => lockFolders([at('b'), folder.path], 0)).toThrow();
    expect(existsSync(lockOf(folder.path))).toBe(false);
    other.release();
  });

  const lockBy = (pid: number, start = startOf(pid)) => `${pid} ${hostname()} ${start ?? '-'} x\n`;
  it.each([
    ['of a process that ended', lockBy(DEAD), 0],
    ['of another host, 31 s ago', `1 elsewhere - x\n`, 31],
    [
      'of a process that has been alive for 11 minutes, where nobody knows when it started',
      lockBy(process.pid, '-'),
      660,
    ],
    ['of a process with our number that was started at another time', lockBy(process.pid, '1'), 0],
    ['that says nothing, 3 s ago', '', 3],
    ['of another host, in three days', `1 elsewhere - x\n`, -259_200],
  ])('are taken over when they are stale: %s', (_name, content, ago) => {
    writeFileSync(lockOf(folder.path), content);
    utimesSync(lockOf(folder.path), seconds(ago), seconds(ago));
    lockFolders([folder.path], 0).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it.each([
    ['of a process that is alive', lockBy(1), 3600],
    ['of this process', lockBy(process.pid), 3600],
    ['of another host, just now', `${DEAD} elsewhere - x\n`, 0],
    ['that says nothing, just now', '', 0],
  ])('are respected: %s', (_name, content, ago) => {
    writeFileSync(lockOf(folder.path), content);
    utimesSync(lockOf(folder.path), seconds(ago), seconds(ago));
    expect(() => lockFolders([folder.path], 0)).toThrow(/another run/);
    expect(readdirSync(folder.path)).toEqual(['.signpost.lock']);
  });

  it('are not waited for where a pipe or a link stands in their place', () => {
    execFileSync('mkfifo', [lockOf(folder.path)]);
    expect(() => lockFolders([folder.path], 60)).toThrow(/another run/);
    rmSync(lockOf(folder.path));
    folder.write({ victim: 'precious' });
    symlinkSync('victim', lockOf(folder.path));
    expect(() => lockFolders([folder.path], 60)).toThrow(/another run/);
    expect(folder.all()).toEqual({ victim: 'precious' });
  });

  it('are taken over where a link that leads nowhere has stood in their place for a while', () => {
    symlinkSync('nowhere', lockOf(folder.path));
    lutimesSync(lockOf(folder.path), seconds(3), seconds(3));
    lockFolders([folder.path], 0).release();
    expect(readdirSync(folder.path)).toEqual([]);
  });

  it('are refused where a folder stands in their place, and that stays', () => {
    folder.write({ '.signpost.lock/a': 'theirs' });
    expect(() => lockFolders([folder.path], 0)).toThrow(/`?\.signpost\.lock`? beside it is a folder/);
    expect(folder.all()).toEqual({ '.signpost.lock/a': 'theirs' });
  });

  it('that were lost to somebody else stop a run before it writes', () => {
    folder.write(OLD);
    disk.before = (call) => {
      if (call === 'fsyncSync') writeFileSync(lockOf(folder.path), '1 elsewhere x\n');
    };
    expect(() => replaceFiles(three())).toThrow(/nothing was changed: another run of signpost took its lock/);
    expect(folder.all()).toEqual({ ...OLD, '.signpost.lock': '1 elsewhere x\n' });
  });
});

/** What a call throws to stand for a process that is killed there: nothing after it is done. */
class Killed extends Error {}

/** Replace three files, create one and remove one, killed at the nth call that changes the disk. @returns whether it was. */
function killedAt(nth: number): boolean {
  let count = 0;
  let isDead = false;
  disk.before = (call) => {
    if (isDead || (/^(?:open|write|rename|link|rm|fsync)Sync$/.test(call) && ++count === nth)) {
      isDead = true;
      throw new Killed();
    }
  };
  try {
    replaceFiles([
      ...three(),
      { path: at('c/new'), before: undefined, after: 'new' },
      { path: at('gone'), before: 'old', after: undefined },
    ]);
  } catch {
    // Its locks and staged files stay, as those of a process that is gone.
  }
  disk.before = () => undefined;
  return isDead;
}

describe('a run that is killed', () => {
  const BEFORE = { ...OLD, gone: 'old' };
  const AFTER = { a: 'new a', 'b/b': 'new b', 'c/c': 'new c', 'c/new': 'new' };
  const folders = () => [folder.path, at('b'), at('c')];
  const ended = () => {
    // This process is alive, so that its locks count.
    for (const path of folders()) rmSync(join(path, '.signpost.lock'), { force: true });
  };

  it('is finished or undone by the next one, wherever it was and whichever folder that comes to first', () => {
    const seen = { undone: 0, finished: 0 };
    for (let nth = 1; ; nth++) {
      folder.write(BEFORE);
      rmSync(at('c/new'), { force: true });
      const isKilled = killedAt(nth);
      ended();
      const order = folders();
      finishRuns([...order.slice(nth % 3), ...order.slice(0, nth % 3)]);
      const now = folder.all();
      expect([BEFORE, AFTER]).toContainEqual(now);
      if ('gone' in now) seen.undone++;
      else seen.finished++;
      if (!isKilled) break;
    }
    expect(seen.undone).toBeGreaterThan(10);
    expect(seen.finished).toBeGreaterThan(10);
  });

  it('leaves alone what somebody changed since', () => {
    for (let nth = 1; ; nth++) {
      folder.write(BEFORE);
      rmSync(at('c/new'), { force: true });
      const isKilled = killedAt(nth);
      ended();
      folder.write({ a: 'theirs' });
      finishRuns(folders());
      expect(folder.read('a')).toBe('theirs');
      if (!isKilled) break;
    }
  });

  it('is removed by the next gen-index, also where that has nothing to write', () => {
    folder.write({
      'INDEX.md': block(),
      'sub/INDEX.md': `---\ntype: index\n---\n${block('')}\n`,
      'sub/a.md': described('A.', 'a'),
    });
    generateIndex({ roots: [folder.path] });
    const clean = folder.all();
    writeFileSync(stagedPath(folder.path), 'half');
    writeFileSync(stagedPath(at('sub')), 'half');
    folder.write({
      '.signpost.lock': `${DEAD} ${hostname()} - x\n`,
      'sub/.signpost-notes.tmp': 'not ours',
    });
    generateIndex({ roots: [folder.path], check: true });
    expect(Object.keys(folder.all())).toHaveLength(Object.keys(clean).length + 4);
    generateIndex({ roots: [folder.path] });
    expect(folder.all()).toEqual({ ...clean, 'sub/.signpost-notes.tmp': 'not ours' });
  });

  it('is waited for where its files are needed, when somebody else is finishing it', () => {
    const isHalf = () => folder.read('a') === 'new a' && existsSync(at('gone'));
    for (let nth = 1; ; nth++) {
      folder.write(BEFORE);
      rmSync(at('c/new'), { force: true });
      expect(killedAt(nth)).toBe(true);
      if (isHalf()) break;
      ended();
      finishRuns(folders());
    }
    const locks = folders().map((path) => join(path, '.signpost.lock'));
    for (const lock of locks) writeFileSync(lock, `1 ${hostname()} ${startOf(1) ?? '-'} x\n`);
    finishRuns([]);
    expect(isHalf()).toBe(true);
    spawn('sh', ['-c', 'sleep 0.3; rm "$@"', 'sh', ...locks], { stdio: 'ignore' });
    finishRuns([folder.path]);
    expect(folder.all()).toEqual(AFTER);
  });

  it('is left alone while its folder is in use', () => {
    writeFileSync(stagedPath(folder.path), 'x');
    folder.write({ '.signpost.lock': `1 ${hostname()} ${startOf(1) ?? '-'} x\n` });
    const before = folder.all();
    finishRuns([folder.path]);
    expect(folder.all()).toEqual(before);
  });
});

describe('a journal that somebody planted', () => {
  const staged = `.signpost-${'0'.repeat(32)}.tmp`;
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  const entry = () => ({
    target: at('in/inner'),
    fresh: at(`in/${staged}`),
    before: hash('precious'),
    after: hash('evil'),
  });
  const name = `${'0'.repeat(32)}.json`;
  const planted = () => join(user.home, '.local/state/signpost/runs', name);
  const plant = (text: string) => {
    folder.write({ 'in/inner': 'precious', [`in/${staged}`]: 'evil' });
    mkdirSync(dirname(planted()), { recursive: true, mode: 0o700 });
    writeFileSync(planted(), text, { mode: 0o600 });
  };

  it('is none where it stands beside the files, as a repository can bring it', () => {
    const page = { run: 'x', folders: [at('in')], files: [{ ...entry(), name: 'inner', fresh: staged }] };
    plant('[]');
    folder.write({ 'in/.signpost.journal': JSON.stringify(page), [`in/${name}`]: JSON.stringify([entry()]) });
    finishRuns([at('in')]);
    expect(folder.read('in/inner')).toBe('precious');
  });

  it('is followed in a folder that is ours alone, and nowhere else', () => {
    plant(JSON.stringify([entry()]));
    chmodSync(dirname(planted()), 0o777);
    finishRuns([]);
    expect(folder.read('in/inner')).toBe('precious');
    chmodSync(dirname(planted()), 0o700);
    finishRuns([]);
    expect(folder.read('in/inner')).toBe('evil');
    expect(readdirSync(dirname(planted()))).toEqual([]);
  });

  it.each([
    ['is no journal', '[{}]'],
    ['is no JSON', '{'],
    ['is nested without end', '['.repeat(100_000)],
  ])('does nothing: it %s', (_name, text) => {
    plant(text);
    finishRuns([at('in')]);
    expect(folder.read('in/inner')).toBe('precious');
  });

  it('does nothing where it is a link or a pipe, and is not waited for', () => {
    plant('');
    rmSync(planted());
    folder.write({ elsewhere: JSON.stringify([entry()]) });
    symlinkSync(at('elsewhere'), planted());
    finishRuns([at('in')]);
    rmSync(planted());
    execFileSync('mkfifo', [planted()]);
    finishRuns([at('in')]);
    expect(folder.read('in/inner')).toBe('precious');
  });
});

describe('a file that would lose something', () => {
  it('is not replaced: bytes that are no UTF-8, named with their place', () => {
    folder.write(OLD);
    const bytes = Buffer.from([0x61, 0x0a, 0x62, 0xe9, 0x63]);
    writeFileSync(at('b/b'), bytes);
    const [a, b, c] = three();
    const read = { ...b, path: at('b/b'), before: bytes.toString('utf8'), after: 'new' };
    expect(() => replaceFiles([a, read, c].flatMap((one) => one ?? []))).toThrow(
      /b\/b`, nothing was changed: byte 0xe9 in line 2 \(byte 3 of the file\) is no UTF-8/,
    );
    expect(readFileSync(at('b/b'))).toEqual(bytes);
    expect(folder.read('a')).toBe('old a');
  });

  it('is not replaced: one that changed by a byte which reads as before', () => {
    writeFileSync(at('a'), Buffer.from([0xff]));
    const change = { path: at('a'), before: '\ufffd', after: 'new' };
    expect(() => replaceFiles([change])).toThrow(/byte 0xff in line 1/);
    folder.write({ a: '\ufffd' });
    replaceFiles([change]);
    expect(folder.read('a')).toBe('new');
  });

  it('is not parted from its other names', () => {
    folder.write({ a: 'old a' });
    linkSync(at('a'), at('other'));
    expect(() => replaceFiles([{ path: at('a'), before: 'old a', after: 'new a' }])).toThrow(
      /under 2 names \(hard links\)/,
    );
    expect(statSync(at('a')).nlink).toBe(2);
    expect(folder.all()).toEqual({ a: 'old a', other: 'old a' });
  });
});
