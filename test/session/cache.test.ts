/** Where the cache may lie: where it may not nothing is kept or believed, one message says so, and the request is answered. */

import { execFileSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSnapshot, openSignpost, type SignpostError } from '../../src/index.ts';
import { ownTemporary } from '../own-temporary.ts';

/** Of the user database. */
const home = vi.hoisted(() => ({ path: undefined as string | undefined }));
vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  return { ...os, userInfo: () => ({ ...os.userInfo(), ...(home.path !== undefined && { homedir: home.path }) }) };
});

let folder: string;
let shared: string;
let root: string;

beforeEach(() => {
  folder = realpathSync(ownTemporary('signpost-cache-'));
  // Below a folder that everybody may write to, though it is itself for its owner alone.
  shared = mkdtempSync(join(tmpdir(), 'signpost-cache-'));
  root = join(folder, 'project/skills');
  mkdirSync(join(root, 'rye'), { recursive: true });
  for (const name of ['project/.git', 'clone/.git', 'unpacked']) mkdirSync(join(folder, name), { recursive: true });
  vi.spyOn(process, 'cwd').mockReturnValue(join(folder, 'unpacked'));
  writeFileSync(
    join(root, 'rye/SKILL.md'),
    '---\nname: rye\ndescription: Bake rye bread with sourdough.\n---\n# Rye\n',
  );
  symlinkSync(shared, join(folder, 'link'));
  vi.stubEnv('SIGNPOST_CACHE', undefined);
  vi.stubEnv('XDG_CACHE_HOME', undefined);
});
afterEach(() => {
  home.path = undefined;
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  for (const path of [folder, shared]) rmSync(path, { recursive: true, force: true });
});

/** Open with the cache, and tell what was said and decided. */
async function open(): Promise<{ readonly problems: SignpostError[]; readonly first: string | undefined }> {
  const problems: SignpostError[] = [];
  const signpost = await openSignpost({
    roots: [root],
    snapshot: true,
    onProblem: (problem) => problems.push(problem),
  });
  return { problems, first: signpost.route('bake rye bread').references[0]?.id };
}

const all = () => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

describe('a cache', () => {
  it.each([
    ['SIGNPOST_CACHE', () => join(folder, 'cache')],
    ['SIGNPOST_CACHE', () => join(folder, 'cache/one.snapshot')],
    ['XDG_CACHE_HOME', () => join(folder, 'cache')],
    ['HOME', () => join(folder, 'home')],
  ])('that is its user’s alone is made for that user alone: %s', async (name, value) => {
    vi.stubEnv(name, value());
    expect(await open()).toEqual({ problems: [], first: 'rye/SKILL.md' });
    const made = all().filter((path) => !/^(?:project|clone|unpacked|link)/.test(path));
    expect(made.filter((path) => path.endsWith('.snapshot'))).toHaveLength(1);
    for (const path of made) {
      const stats = statSync(join(folder, path));
      expect([path, stats.mode & 0o777]).toEqual([path, stats.isDirectory() ? 0o700 : 0o600]);
    }
  });

  it.skipIf(process.getuid === undefined).each([
    ['is relative', 'SIGNPOST_CACHE', () => '.cache', /it is a relative path$/],
    ['is relative', 'SIGNPOST_CACHE', () => 'skills.snapshot', /it is a relative path$/],
    ['is relative', 'XDG_CACHE_HOME', () => '.cache', /it is a relative path$/],
    ['is relative', 'HOME', () => '.', /it is a relative path$/],
    ['lies below a folder that others may write to', 'SIGNPOST_CACHE', () => shared, /may write to/],
    [
      'lies below a folder that others may write to',
      'SIGNPOST_CACHE',
      () => join(shared, 'a.snapshot'),
      /may write to/,
    ],
    ['lies below a folder that others may write to', 'XDG_CACHE_HOME', () => shared, /may write to/],
    ['leads by a link below such a folder', 'SIGNPOST_CACHE', () => join(folder, 'link'), /may write to/],
    ['leads by a link below such a folder', 'SIGNPOST_CACHE', () => join(folder, 'link/a/b.snapshot'), /may write to/],
    [
      'lies in the root',
      'SIGNPOST_CACHE',
      () => {
        rmSync(join(folder, 'project/.git'), { recursive: true });
        return join(root, '.cache');
      },
      /it is inside of the root/,
    ],
    [
      'lies in the repository',
      'SIGNPOST_CACHE',
      () => join(folder, 'project/.cache'),
      /it is inside of the repository/,
    ],
    ['lies in the repository', 'SIGNPOST_CACHE', () => join(folder, 'project/a.snapshot'), /it is inside of the repo/],
    [
      'lies in the repository',
      'XDG_CACHE_HOME',
      () => join(folder, 'project/.cache'),
      /it is inside of the repository/,
    ],
    ['lies in the repository', 'HOME', () => join(folder, 'project'), /it is inside of the repository/],
    [
      'lies in another repository',
      'SIGNPOST_CACHE',
      () => join(folder, 'clone/.cache'),
      /it is inside of the repository/,
    ],
    [
      'lies in another repository',
      'SIGNPOST_CACHE',
      () => join(folder, 'clone/a.snapshot'),
      /it is inside of the repo/,
    ],
    ['lies in another repository', 'XDG_CACHE_HOME', () => join(folder, 'clone/b'), /it is inside of the repository/],
    [
      'lies in the working folder',
      'SIGNPOST_CACHE',
      () => join(folder, 'unpacked/.cache'),
      /inside of the working folder/,
    ],
  ])('that %s is none: %s', async (_why, name, value, reason) => {
    vi.stubEnv(name, value());
    const before = all();
    const { problems, first } = await open();
    expect(problems.map(({ code }) => code)).toEqual(['SIGNPOST_CACHE_REFUSED']);
    expect(problems[0]?.message).toMatch(reason);
    expect(first).toBe('rye/SKILL.md');
    await expect(buildSnapshot({ roots: [root] })).rejects.toMatchObject({ code: 'SIGNPOST_CACHE_REFUSED' });
    expect([all(), readdirSync(shared)]).toEqual([before, []]);
  });

  it('is kept in a home that is a repository itself, and not in a repository there', async () => {
    home.path = join(folder, 'home');
    for (const name of ['.git', 'clone/.git']) mkdirSync(join(home.path, name), { recursive: true });
    vi.spyOn(process, 'cwd').mockReturnValue(home.path);
    vi.stubEnv('HOME', home.path);
    expect(await open()).toEqual({ problems: [], first: 'rye/SKILL.md' });
    expect(all().filter((path) => /^home\/\.cache\/.+\.snapshot$/.test(path))).toHaveLength(1);
    vi.stubEnv('SIGNPOST_CACHE', join(home.path, 'clone/.cache'));
    expect((await open()).problems[0]?.message).toMatch(/it is inside of the repository `.+clone`$/);
  });

  it('of who follows the folders, too', async () => {
    vi.stubEnv('SIGNPOST_CACHE', '.cache');
    const stop = new AbortController();
    const problems: string[] = [];
    const { signal } = stop;
    const onProblem = ({ code }: SignpostError) => problems.push(code);
    const signpost = await openSignpost({ roots: [root], snapshot: true, watch: true, signal, onProblem });
    expect(signpost.route('bake rye bread').references[0]?.id).toBe('rye/SKILL.md');
    stop.abort();
    expect(problems).toEqual(['SIGNPOST_CACHE_REFUSED']);
  });

  it('that is refused keeps nobody from an answer who would rather have it now', async () => {
    vi.stubEnv('SIGNPOST_CACHE', '.cache');
    let stale = 0;
    const signpost = await openSignpost({ roots: [root], snapshot: true, onStale: () => stale++ });
    expect(signpost.route('bake rye bread').references[0]?.id).toBe('rye/SKILL.md');
    expect(stale).toBe(0);
  });

  it('may be named, wherever it is', async () => {
    for (const file of [join(shared, 'a.snapshot'), join(folder, 'project/a.snapshot')]) {
      await buildSnapshot({ roots: [root], out: file });
      const problems: SignpostError[] = [];
      const onProblem = (problem: SignpostError) => problems.push(problem);
      const signpost = await openSignpost({ roots: [root], snapshot: file, onProblem });
      expect(signpost.route('bake rye bread').references[0]?.id).toBe('rye/SKILL.md');
      expect(problems).toEqual([]);
    }
  });
});

describe('the command line', () => {
  const bin = join(import.meta.dirname, '../../dist/bin/signpost.cjs');
  const run = (env: object, ...args: string[]) => {
    try {
      const options = { cwd: join(folder, 'project'), encoding: 'utf8', env: { ...process.env, ...env } } as const;
      const command = `exec "$@" 2>&1`;
      return { status: 0, output: execFileSync('sh', ['-c', command, 'sh', process.execPath, bin, ...args], options) };
    } catch (error) {
      const { status, stdout } = Object(error);
      return { status, output: String(stdout) };
    }
  };

  it('answers with one line about it, and builds nothing', { timeout: 60_000 }, () => {
    const env = { SIGNPOST_CACHE: '.cache' };
    const { status, output } = run(env, 'route', '--root', 'skills', 'bake rye bread');
    expect(status).toBe(0);
    expect(output).toContain('rye/SKILL.md');
    expect(output.split('\n').filter((line) => line.includes('SIGNPOST_CACHE_REFUSED'))).toHaveLength(1);
    expect(run(env, 'build', '--root', 'skills')).toMatchObject({ status: 2 });
    expect(readdirSync(join(folder, 'project')).sort()).toEqual(['.git', 'skills']);
  });

  it('opens and keeps the snapshot that is named to it', { timeout: 60_000 }, () => {
    const env = { SIGNPOST_CACHE: '.cache' };
    const named = ['--root', 'skills', '--snapshot', 'a.snapshot'];
    for (const args of [
      ['route', ...named, 'bake rye bread'],
      ['show', ...named, 'rye'],
      ['list', ...named],
    ]) {
      expect(run(env, ...args)).toMatchObject({ status: 0, output: expect.not.stringContaining('SIGNPOST_') });
      expect(statSync(join(folder, 'project/a.snapshot')).isFile()).toBe(true);
    }
    expect(run(env, 'route', '--snapshot', 'a', '--store', 'postgres://db/x', 'q')).toMatchObject({ status: 2 });
  });
});
