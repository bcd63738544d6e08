/** Builds that hooks start: one at a time, and none again that failed before something has changed. */

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Builds, buildsIn } from '../../../src/doors/cli/builds.ts';
import { startOf } from '../../../src/load/disk/process-start.ts';
import { ownTemporary } from '../../own-temporary.ts';

const MINUTE = 60_000;
let folder: string;
let root: string;
let now: number;
let builds: Builds;

beforeEach(() => {
  folder = ownTemporary('signpost-builds-');
  root = join(folder, 'skills');
  mkdirSync(join(root, 'rye'), { recursive: true });
  writeFileSync(join(root, 'rye/SKILL.md'), 'rye');
  now = Date.now();
  builds = buildsIn(join(folder, 'cache'), () => now);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lock = () => join(folder, 'cache/builds/running');

async function fail(): Promise<void> {
  await expect(builds.run([root], true, () => Promise.reject(new Error('full')))).rejects.toThrow('full');
}

/** Leave a lock as a process would that has this number, and was started then. */
function leaveLock(pid: number, start: string): void {
  builds.begin(['/elsewhere']);
  mkdirSync(lock(), { mode: 0o700 });
  writeFileSync(join(lock(), 'owner.json'), JSON.stringify({ pid, start, at: now }), { mode: 0o600 });
}

describe('a build', () => {
  it('is started once, however many hooks come', () => {
    expect(builds.begin([root])).toBe(true);
    expect(builds.begin([root])).toBe(false);
    now += 9 * MINUTE;
    expect(builds.begin([root])).toBe(false);
  });

  it('that was never heard of again is started again after ten minutes', () => {
    builds.begin([root]);
    now += 10 * MINUTE;
    expect(builds.begin([root])).toBe(true);
  });

  it('that was done is started again after a minute', async () => {
    builds.begin([root]);
    expect(await builds.run([root], true, async () => 'built')).toBe('built');
    expect(builds.begin([root])).toBe(false);
    now += MINUTE;
    expect(builds.begin([root])).toBe(true);
  });

  it('that failed is not started again before ten minutes have passed', async () => {
    builds.begin([root]);
    await fail();
    for (let minute = 0; minute < 9; minute++) {
      now += MINUTE;
      expect(builds.begin([root])).toBe(false);
    }
    now += MINUTE;
    expect(builds.begin([root])).toBe(true);
  });

  it.each([
    ['a document', () => writeFileSync(join(root, 'rye/SKILL.md'), 'rye bread')],
    ['a new document', () => writeFileSync(join(root, 'oats.md'), 'oats')],
    ['a configuration above the root', () => writeFileSync(join(folder, 'signpost.config.json'), '{}')],
  ])('that failed is started again when this has changed: %s', async (_what, change) => {
    builds.begin([root]);
    await fail();
    expect(builds.begin([root])).toBe(false);
    change();
    expect(builds.begin([root])).toBe(true);
  });

  it('that was killed counts as one that failed', async () => {
    builds.begin([root]);
    void builds.run([root], true, () => new Promise<never>(() => {}));
    rmSync(lock(), { recursive: true });
    expect(builds.begin([root])).toBe(false);
    writeFileSync(join(root, 'oats.md'), 'oats');
    expect(builds.begin([root])).toBe(true);
  });

  it('that a mark from the future tells of is started', async () => {
    builds.begin([root]);
    await fail();
    now -= 24 * 60 * MINUTE;
    expect(builds.begin([root])).toBe(true);
  });
});

describe('on a machine', () => {
  it('one build runs, whatever its roots; another gives way and may be started later', async () => {
    let end: (() => void) | undefined;
    const first = builds.run(
      [root],
      true,
      () =>
        new Promise<string>((go) => {
          end = () => go('first');
        }),
    );
    expect(builds.begin(['/other'])).toBe(false);
    expect(await builds.run(['/other'], true, async () => 'second')).toBeUndefined();
    // Who waits for it at a terminal does not.
    expect(await builds.run(['/other'], false, async () => 'asked for')).toBe('asked for');
    end?.();
    expect(await first).toBe('first');
    now += MINUTE;
    expect(builds.begin(['/other'])).toBe(true);
    expect(await builds.run(['/other'], true, async () => 'later')).toBe('later');
  });

  it('a lock of a process that is gone is no lock', async () => {
    const child = spawn(process.execPath, ['-e', '0']);
    const { pid = 0 } = child;
    await once(child, 'exit');
    leaveLock(pid, '1');
    expect(builds.begin([root])).toBe(true);
    expect(await builds.run([root], true, async () => 'built')).toBe('built');
    expect(readdirSync(join(folder, 'cache/builds')).filter((name) => !name.endsWith('.json'))).toEqual([]);
  });

  it.skipIf(startOf(process.pid) === undefined)(
    'a lock of a process whose number another has now is no lock',
    async () => {
      leaveLock(process.pid, '1');
      expect(builds.begin([root])).toBe(true);
      expect(await builds.run([root], true, async () => 'built')).toBe('built');
    },
  );

  it('a lock of a process that lives is one', async () => {
    leaveLock(process.pid, startOf(process.pid) ?? '');
    expect(builds.begin([root])).toBe(false);
    expect(await builds.run([root], true, async () => 'built')).toBeUndefined();
  });

  it('what is noted is for its owner alone', () => {
    builds.begin([root]);
    const noted = join(folder, 'cache/builds');
    expect(statSync(noted).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(noted)) expect(statSync(join(noted, name)).mode & 0o777).toBe(0o600);
  });
});
