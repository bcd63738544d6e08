/** Roots that are replaced, lost, or cannot be watched: what is followed then, and what is said of it. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SignpostError } from '../../../src/index.ts';
import { FOLLOW_MEANS, type FollowMeans, followRoots } from '../../../src/load/watch/follow-roots.ts';
import { watchRoots } from '../../../src/load/watch/watch-roots.ts';
import { SYSTEM, type WatchSystem } from '../../../src/load/watch/watch-system.ts';
import { makeFolder, type TestFolder } from '../../maintain/folder.ts';

let folder: TestFolder;
let root: string;
let stop: AbortController;
let ended: Promise<void>;
let told: string[];
let problems: unknown[];
let watching: number;
beforeEach(() => {
  folder = makeFolder();
  root = join(folder.path, 'above/docs');
  folder.write({ 'above/docs/a/a.md': 'a', 'above/docs/b/b.md': 'b', 'above/docs/deep/er/c.md': 'c' });
  stop = new AbortController();
  ended = Promise.resolve();
  told = [];
  problems = [];
  watching = 0;
});
afterEach(async () => {
  stop.abort();
  await ended;
  folder.remove();
});

/** Far longer than a test takes, but for what the test is about. */
const NEVER_MS = 600_000;
function follow(means: Partial<FollowMeans> = {}, more: Partial<Parameters<typeof watchRoots>[0]> = {}): void {
  ended = followRoots(
    {
      roots: [root],
      signal: stop.signal,
      onChange: (changed) => told.push(...(changed ?? ['anything'])),
      onProblem: (problem) => problems.push(problem),
      onWatching: () => watching++,
      settleMs: 20,
      ...more,
    },
    { ...FOLLOW_MEANS, everythingMs: NEVER_MS, ...means },
  );
}

const wait = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
const watched = (times = 1) => wait(() => expect(watching).toBe(times));
/** A change is told of, if only with the folder that it is in; and once that is so, another one by itself. */
async function sees(path: string): Promise<void> {
  const file = join(root, path);
  told = [];
  writeFileSync(file, `${Math.random()}`);
  await wait(() => expect(told.some((place) => place === 'anything' || `${file}/`.startsWith(`${place}/`))).toBe(true));
  await seesAlone(file);
}
async function seesAlone(file: string): Promise<void> {
  told = [];
  writeFileSync(file, `${Math.random()}`);
  await wait(() => expect(told).toContain(file));
}
/** A system of which calls fail as long as a test wants it. */
function failing(call: keyof WatchSystem, code: string): WatchSystem & { isFailing: boolean } {
  const system = {
    ...SYSTEM,
    isFailing: true,
    [call]: (...args: [string, () => void]) => {
      if (system.isFailing) throw Object.assign(new Error(`${code}: it failed`), { code });
      return (SYSTEM[call] as (...args: unknown[]) => unknown)(...args);
    },
  };
  return system;
}

describe('what is replaced by rename', () => {
  it('is a root', async () => {
    follow();
    await watched();
    folder.write({ 'above/next/d.md': 'd' });
    told = [];
    renameSync(root, join(folder.path, 'above/old'));
    renameSync(join(folder.path, 'above/next'), root);
    await wait(() => expect(told).toContain('anything'));
    await sees('d.md');
  });

  it('is a folder above a root', async () => {
    follow();
    await watched();
    folder.write({ 'next/docs/a/d.md': 'd' });
    told = [];
    renameSync(join(folder.path, 'above'), join(folder.path, 'old'));
    renameSync(join(folder.path, 'next'), join(folder.path, 'above'));
    await wait(() => expect(told).toContain('anything'));
    await sees('a/d.md');
  });

  it('are two folders that change places', async () => {
    follow();
    await watched();
    renameSync(join(root, 'a'), join(root, 'aside'));
    renameSync(join(root, 'b'), join(root, 'a'));
    renameSync(join(root, 'aside'), join(root, 'b'));
    await wait(() => expect(told).toEqual(expect.arrayContaining([join(root, 'a'), join(root, 'b')])));
    await sees('a/b.md');
    await sees('b/a.md');
    await sees('a/new.md');
  });

  it('are two folders exchanged in one step', async ({ skip }) => {
    follow();
    await watched();
    try {
      exchange(join(root, 'a'), join(root, 'deep/er'));
    } catch {
      skip('no python3 to exchange folders with');
    }
    await sees('a/c.md');
    await sees('deep/er/a.md');
  });

  it('is a folder removed and made anew, with the same inode or another', async () => {
    follow();
    await watched();
    for (let time = 0; time < 5; time++) {
      rmSync(join(root, 'a'), { recursive: true });
      mkdirSync(join(root, 'a'));
      await sees('a/a.md');
    }
  });

  it('is a root by a link, and a link by a root', async () => {
    follow();
    await watched();
    renameSync(root, join(folder.path, 'real'));
    told = [];
    symlinkSync(join(folder.path, 'real'), root);
    await wait(() => expect(told).toContain('anything'));
    await seesAlone(join(folder.path, 'real/a/a.md'));
    expect(problems.length).toBeLessThan(2);
  });
});

/** By renameat2(2), which Node has not. */
function exchange(one: string, other: string): void {
  const script = `
import ctypes, sys
libc = ctypes.CDLL(None, use_errno=True)
sys.exit(libc.renameat2(-100, sys.argv[1].encode(), -100, sys.argv[2].encode(), 2))`;
  execFileSync('python3', ['-c', script, one, other], { stdio: 'pipe' });
}

describe('without an event', () => {
  const deaf: WatchSystem = { ...SYSTEM, watch: () => ({ on: () => undefined, close: () => undefined }) };

  it('everything is looked at now and then', async () => {
    follow({ system: deaf, everythingMs: 50 });
    await watched();
    await sees('deep/er/c.md');
    await sees('deep/er/new.md');
    told = [];
    renameSync(join(root, 'a'), join(root, 'deep/a'));
    await wait(() => expect(told).toEqual(expect.arrayContaining([join(root, 'a'), join(root, 'deep/a')])));
    await sees('deep/a/a.md');
    told = [];
    await sleep(300);
    expect(told).toEqual([]);
    expect(problems).toEqual([]);
  });

  it('what was replaced is watched again', async () => {
    const watchers = new Set<string>();
    // The first watchers are deaf: as if the system had lost what it was to tell.
    const system: WatchSystem = {
      ...SYSTEM,
      watch(path, onEvent) {
        if (watchers.size === 5) return SYSTEM.watch(path, onEvent);
        watchers.add(path);
        return deaf.watch(path, onEvent);
      },
    };
    follow({ system, everythingMs: 50 });
    await watched();
    expect(watchers.size).toBe(5);
    renameSync(join(root, 'a'), join(folder.path, 'away'));
    folder.write({ 'above/docs/a/d.md': 'd' });
    await wait(() => expect(told).toContain(join(root, 'a')));
    // Far more often than every 50 ms it could not be seen by looking.
    await sees('a/d.md');
  });
});

describe('where nothing can be watched', () => {
  it.each(['ENOSPC', 'EMFILE'])(
    'everything is looked at, less and less often, and the cause is named once: %s',
    async (code) => {
      const system = failing('watch', code);
      const looks: number[] = [];
      const lstat: WatchSystem['lstat'] = (path) => {
        if (path === root) looks.push(performance.now());
        return SYSTEM.lstat(path);
      };
      follow({
        system: { ...system, lstat, watch: (...args) => system.watch(...args) },
        againMs: 40,
        mostAgainMs: 160,
      });
      await wait(() => expect(looks.length).toBeGreaterThan(5));
      const rests = looks.slice(1, 6).map((at, index) => at - (looks[index] ?? 0));
      // Timers may be a millisecond early, and as late as they like.
      for (const [index, least] of [40, 80, 160, 160, 160].entries()) expect(rests[index]).toBeGreaterThan(least - 2);
      await sees('a/a.md');
      await sees('deep/er/new.md');
      expect(watching).toBe(0);
      expect(problems).toEqual([expect.objectContaining({ code: 'SIGNPOST_NOT_WATCHED' })]);
      expect(String(problems[0])).toMatch(
        new RegExp(`\\(${code}\\), everything is looked at instead, every 0.16 s .*inotify limit`),
      );
      system.isFailing = false;
      await watched();
      await sees('a/a.md');
    },
  );

  it('is what happens later, too: a folder that comes finds the limit reached', async () => {
    const system = failing('watch', 'ENOSPC');
    system.isFailing = false;
    follow({ system, againMs: 20, mostAgainMs: 40 });
    await watched();
    system.isFailing = true;
    mkdirSync(join(root, 'more'));
    await wait(() => expect(problems).toHaveLength(1));
    await sees('more/d.md');
    system.isFailing = false;
    await watched(2);
    system.isFailing = true;
    mkdirSync(join(root, 'and-more'));
    // A good time lay between: it is told again.
    await wait(() => expect(problems).toHaveLength(2));
  });

  it('one watcher that fails is replaced', async () => {
    const errors: ((cause: Error) => void)[] = [];
    const system: WatchSystem = {
      ...SYSTEM,
      watch: (path, onEvent) => {
        const own = SYSTEM.watch(path, onEvent);
        if (path === join(root, 'a'))
          errors.push((cause) => (own as unknown as NodeJS.EventEmitter).emit('error', cause));
        return own;
      },
    };
    follow({ system, againMs: 20, mostAgainMs: 40 });
    await watched();
    errors[0]?.(Object.assign(new Error('it is gone'), { code: 'EBADF' }));
    await watched(2);
    expect(errors).toHaveLength(2);
    expect(String(problems[0])).toContain('EBADF');
    await sees('a/a.md');
  });
});

describe('a root that cannot be read', () => {
  it.each(['EIO', 'ENODEV', 'EACCES', 'ELOOP'])('is told once, and looked at again: %s', async (code) => {
    const system = failing('list', code);
    follow({ system, againMs: 20, mostAgainMs: 40 });
    await wait(() => expect(problems).toHaveLength(1));
    await sleep(200);
    expect(problems).toEqual([expect.objectContaining({ code: 'SIGNPOST_ROOT_UNREADABLE' })]);
    expect((problems[0] as SignpostError).cause).toMatchObject({ code });
    expect(watching).toBe(0);
    system.isFailing = false;
    await watched();
    await sees('a/a.md');
  });

  it.each(['EIO', 'ENOTDIR', 'ELOOP'])('is not even there to be asked: %s', async (code) => {
    const system = failing('lstat', code);
    follow({ system, againMs: 20, mostAgainMs: 40 });
    await wait(() => expect(problems).toHaveLength(1));
    expect(watching).toBe(0);
    system.isFailing = false;
    await watched();
    expect(told).toContain(root);
    await sees('a/a.md');
  });

  it('is gone and comes back: what is in it then is followed', async () => {
    follow();
    await watched();
    rmSync(root, { recursive: true });
    await wait(() => expect(problems).toEqual([expect.objectContaining({ code: 'SIGNPOST_ROOT_NOT_FOUND' })]));
    folder.write({ 'above/docs/a/a.md': 'a' });
    await watched(2);
    await sees('a/a.md');
  });

  it('is under what has become a file', async () => {
    follow();
    await watched();
    rmSync(join(folder.path, 'above'), { recursive: true });
    writeFileSync(join(folder.path, 'above'), 'a file');
    await wait(() => expect(problems).toEqual([expect.objectContaining({ code: 'SIGNPOST_ROOT_NOT_FOUND' })]));
    rmSync(join(folder.path, 'above'));
    folder.write({ 'above/docs/a/a.md': 'a' });
    await watched(2);
    await sees('a/a.md');
  });

  it('ends a watch that has nobody to tell', async () => {
    const run = watchRoots({
      roots: [root],
      signal: stop.signal,
      onChange: () => rmSync(root, { recursive: true, force: true }),
    });
    await expect(run).rejects.toThrow(expect.objectContaining({ code: 'SIGNPOST_ROOT_NOT_FOUND' }));
  });
});

describe('links to themselves', () => {
  it.each(['above/docs', 'above', 'above/docs/a'])('are no end of it in %s', async (place) => {
    mkdirSync(join(folder.path, '.git'));
    follow();
    await watched();
    for (const name of ['.gitignore', '.signpostignore', 'signpost.config.json']) {
      told = [];
      symlinkSync(name, join(folder.path, place, name));
      await wait(() => expect(told.length).toBeGreaterThan(0));
      told = [];
      rmSync(join(folder.path, place, name));
      await wait(() => expect(told.length).toBeGreaterThan(0));
    }
    expect(problems).toEqual([]);
    await sees('a/a.md');
  });
});

describe('a listener that throws', () => {
  it('is a problem, and told of the next change', async () => {
    let calls = 0;
    const onChange = () => {
      calls++;
      throw new Error('not ready');
    };
    follow({}, { onChange });
    await watched();
    writeFileSync(join(root, 'a/a.md'), 'changed');
    await wait(() => expect(calls).toBe(2));
    expect(problems).toEqual([new Error('not ready'), new Error('not ready')]);
  });

  it('ends a watch that has nobody to tell', async () => {
    const onChange = async () => Promise.reject(new Error('not ready'));
    await expect(watchRoots({ roots: [root], signal: stop.signal, onChange })).rejects.toThrow('not ready');
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('no paper');
      },
    ],
    ['rejects', async () => Promise.reject(new Error('no paper'))],
  ])('is a warning where it is the one of problems and %s', async (_how, onProblem) => {
    const warned: string[] = [];
    const onWarning = (warning: Error) => warned.push(warning.message);
    process.on('warning', onWarning);
    follow({}, { onProblem });
    await watched();
    renameSync(root, join(folder.path, 'away'));
    await wait(() => expect(warned).toContain('A listener of signpost threw: no paper'));
    process.off('warning', onWarning);
    renameSync(join(folder.path, 'away'), root);
    await watched(2);
    await sees('a/a.md');
  });
});

it('tells of changes that do not stop', async () => {
  follow({}, { settleMs: 500 });
  await watched();
  told = [];
  let count = 0;
  const writing = setInterval(() => writeFileSync(join(root, 'a/a.md'), `line ${count++}`), 50);
  await wait(() => expect(told).toContain(join(root, 'a/a.md')));
  clearInterval(writing);
});

it('takes in a folder of many that comes at once', async () => {
  for (let at = 0; at < 1500; at++) folder.write({ [`many/s${at}/SKILL.md`]: 'x' });
  follow();
  await watched();
  renameSync(join(folder.path, 'many'), join(root, 'many'));
  await wait(() => expect(told).toContain(join(root, 'many')));
  // What is below it is watched in turns.
  await wait(async () => {
    writeFileSync(join(root, 'many/s1499/SKILL.md'), `${Math.random()}`);
    await sleep(100);
    expect(told).toContain(join(root, 'many/s1499/SKILL.md'));
  });
});
