/** Skills that a root links to are watched as the root itself is. */

import { mkdirSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { FOLLOW_MEANS, type FollowMeans, followRoots } from '../../../src/load/watch/follow-roots.ts';
import { SYSTEM, type WatchSystem } from '../../../src/load/watch/watch-system.ts';
import { makeFolder, type TestFolder } from '../../maintain/folder.ts';

let folder: TestFolder;
/** Of the repository, with every link resolved. */
let top: string;
let stop: AbortController;
let ended: Promise<void>;
let told: string[];
let problems: unknown[];
let watching: number;
const watched = new Set<string>();
beforeEach(() => {
  folder = makeFolder();
  top = realpathSync(folder.path);
  folder.write({ '.git/HEAD': '', 'root/oat/SKILL.md': 'oat', 'kept/skills/rye/SKILL.md': 'rye' });
  link('../kept/skills/rye', 'root/rye');
  stop = new AbortController();
  ended = Promise.resolve();
  told = [];
  problems = [];
  watching = 0;
  watched.clear();
});
afterEach(async () => {
  stop.abort();
  await ended;
  folder.remove();
});

const at = (path: string) => join(top, path);
function link(to: string, path: string): void {
  mkdirSync(dirname(at(path)), { recursive: true });
  symlinkSync(to, at(path));
}
/** Far longer than a test takes: what is seen is seen by an event, or by looking where links lead. */
const NEVER_MS = 600_000;
const noting: WatchSystem = {
  ...SYSTEM,
  watch(path, onEvent) {
    watched.add(path);
    return SYSTEM.watch(path, onEvent);
  },
};
async function follow(means: Partial<FollowMeans> = {}, roots: readonly string[] = ['root']): Promise<void> {
  ended = followRoots(
    {
      roots: roots.map(at),
      signal: stop.signal,
      onChange: (changed) => told.push(...(changed ?? ['anything'])),
      onProblem: (problem) => problems.push(problem),
      onWatching: () => watching++,
      settleMs: 20,
    },
    { ...FOLLOW_MEANS, everythingMs: NEVER_MS, aroundMs: 50, system: noting, ...means },
  );
  await wait(() => expect(watching).toBe(1));
  told = [];
}
const wait = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });
/** A change is told of by itself. */
async function sees(path: string): Promise<void> {
  told = [];
  writeFileSync(at(path), `${Math.random()}`);
  await wait(() => expect(told).toContain(at(path)));
}
/** That a link leads to another skill is told of, with the link; what is in the skill then is watched. */
async function leadsAnew(path: string, skill: string): Promise<void> {
  await wait(() => expect(told).toEqual(expect.arrayContaining([at(path), at(skill)])));
  await sees(`${skill}/SKILL.md`);
}

describe('a skill that is linked', () => {
  it('is watched, and all that is in it', async () => {
    await follow();
    await sees('kept/skills/rye/SKILL.md');
    mkdirSync(at('kept/skills/rye/deep'));
    await wait(() => expect(told).toContain(at('kept/skills/rye/deep')));
    await sees('kept/skills/rye/deep/more.md');
    writeFileSync(at('kept/skills/rye/.new'), 'whole');
    told = [];
    renameSync(at('kept/skills/rye/.new'), at('kept/skills/rye/SKILL.md'));
    await wait(() => expect(told).toContain(at('kept/skills/rye/SKILL.md')));
  });

  it.each(['kept/skills/rye', 'kept'])('may be replaced by rename: %s', async (path) => {
    await follow();
    folder.write({ 'new/skills/rye/SKILL.md': 'other' });
    told = [];
    renameSync(at(path), at('old'));
    renameSync(at(path.replace('kept', 'new')), at(path));
    await leadsAnew('root/rye', 'kept/skills/rye');
    expect(problems).toEqual([]);
  });

  it('may be one that others link to in turn, and that leads elsewhere later', async () => {
    folder.write({ 'kept/skills/spelt/SKILL.md': 'spelt' });
    link('rye', 'kept/skills/current');
    link('../kept/skills/current', 'root/current');
    await follow();
    symlinkSync('spelt', at('kept/skills/.next'));
    renameSync(at('kept/skills/.next'), at('kept/skills/current'));
    await leadsAnew('root/current', 'kept/skills/spelt');
  });

  it('may go and come back', async () => {
    await follow();
    rmSync(at('kept'), { recursive: true });
    await wait(() => expect(told).toEqual(expect.arrayContaining([at('root/rye')])));
    told = [];
    folder.write({ 'kept/skills/rye/SKILL.md': 'again' });
    await leadsAnew('root/rye', 'kept/skills/rye');
    expect(problems).toEqual([]);
    expect(watching).toBe(1);
  });

  it('is linked while the root is followed', async () => {
    await follow();
    folder.write({ 'kept/skills/spelt/SKILL.md': 'spelt' });
    link('../kept/skills/spelt', 'root/spelt');
    await leadsAnew('root/spelt', 'kept/skills/spelt');
  });

  it('is made while the root is followed, step by step, where a link leads already', async () => {
    link('../kept/skills/spelt', 'root/spelt');
    await follow();
    mkdirSync(at('kept/skills/spelt'));
    await wait(() => expect(told).toContain(at('root/spelt')));
    expect(watched).not.toContain(at('kept/skills/spelt'));
    writeFileSync(at('kept/skills/spelt/SKILL.md'), 'spelt');
    await leadsAnew('root/spelt', 'kept/skills/spelt');
  });

  it('may hold the root', async () => {
    folder.write({ 'SKILL.md': 'all', 'more/a.md': 'a' });
    link('..', 'root/all');
    await follow();
    for (const path of ['SKILL.md', 'more/a.md', 'root/oat/SKILL.md', 'kept/skills/rye/SKILL.md']) await sees(path);
    rmSync(at('root/all'));
    for (const path of ['root/oat/SKILL.md', 'kept/skills/rye/SKILL.md']) await sees(path);
  });

  it('may be in another root, and is watched there when nothing links to it any more', async () => {
    await follow({}, ['root', 'kept/skills']);
    await sees('kept/skills/rye/SKILL.md');
    rmSync(at('root/rye'));
    await sees('root/oat/SKILL.md');
    await sees('kept/skills/rye/SKILL.md');
    link('../kept/skills/rye', 'root/again');
    await wait(() => expect(told).toContain(at('root/again')));
    await sees('kept/skills/rye/SKILL.md');
  });

  it('is looked at without any event as often as everything is', async () => {
    const deaf: WatchSystem = { ...SYSTEM, watch: () => ({ on: () => undefined, close: () => undefined }) };
    await follow({ system: deaf, everythingMs: 50, aroundMs: NEVER_MS });
    await sees('kept/skills/rye/SKILL.md');
    renameSync(at('kept/skills/rye'), at('old'));
    folder.write({ 'kept/skills/rye/SKILL.md': 'other' });
    await leadsAnew('root/rye', 'kept/skills/rye');
  });
});

it('watches nothing that no link of a root may lead to', async () => {
  const elsewhere = makeFolder();
  elsewhere.write({ 'SKILL.md': 'of somebody else' });
  folder.write({ 'notes/a.md': 'no skill', 'kept/skills/spelt/SKILL.md': 'spelt' });
  symlinkSync(elsewhere.path, at('root/elsewhere'));
  link('../notes', 'root/notes');
  link('../spelt', 'kept/skills/rye/spelt');
  link('nowhere', 'root/nowhere');
  link('oat', 'root/oats');
  await follow();
  await sees('kept/skills/rye/SKILL.md');
  expect([...watched].sort()).toEqual(['kept/skills/rye', 'root', 'root/oat'].map(at));
  elsewhere.remove();
});

it('looks at very many links in turn', async () => {
  for (let index = 0; index < 1100; index++) link('oat', `root/l${index}`);
  link('../kept/skills/rye', 'root/z');
  await follow();
  renameSync(at('kept'), at('old'));
  folder.write({ 'kept/skills/rye/SKILL.md': 'other' });
  await leadsAnew('root/z', 'kept/skills/rye');
});
