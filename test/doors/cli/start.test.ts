/** What the command line is started from: nothing that is executed is read from a folder that a variable names. */

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const VICTIM = 65_532;
const ATTACKER = 65_533;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-start-'));
  chmodSync(folder, 0o755);
  // In the place of what Node has from 22.8 on: it notes where compiled code would be kept, and run from.
  writeFileSync(
    join(folder, 'stub.cjs'),
    `require('node:module').enableCompileCache = (kept) => {
      require('node:fs').writeSync(2, 'COMPILED ' + kept + '\\n');
    };`,
  );
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Start the command line, and tell where compiled code would be kept. */
function start(env: Readonly<Record<string, string>>, { bin = resolve('dist/bin'), as = [] as string[] } = {}) {
  const [command = '', ...args] = [...as, process.execPath];
  const asked = ['route', '--root', join(folder, 'skills'), 'bake rye bread'];
  const { stdout, stderr, status } = spawnSync(command, [...args, join(bin, 'signpost.cjs'), ...asked], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${join(folder, 'stub.cjs')}`, ...env },
  });
  return { stdout, stderr, status, compiled: /^COMPILED (.*)$/m.exec(stderr)?.[1] };
}

function writeSkill(): void {
  mkdirSync(join(folder, 'skills/rye'), { recursive: true });
  writeFileSync(join(folder, 'skills/rye/SKILL.md'), '---\nname: rye\ndescription: Bake rye bread.\n---\n# Rye\n');
}

describe('compiled code', () => {
  it('is kept in the folder of the user database, whatever variables name', () => {
    writeSkill();
    const env = { HOME: folder, XDG_CACHE_HOME: folder, SIGNPOST_CACHE: folder, LOCALAPPDATA: folder };
    const { compiled, stdout } = start(env);
    expect(stdout).toContain('rye/SKILL.md');
    // Where the user's own folder is not theirs alone there is none.
    expect([undefined, join(userInfo().homedir, '.cache/signpost/compiled')]).toContain(compiled);
  });

  it('is not kept where nothing is', () => {
    writeSkill();
    expect(start({ SIGNPOST_CACHE: 'off' }).compiled).toBeUndefined();
  });
});

describe('two users', () => {
  const isRoot = process.getuid?.() === 0 && existsSync('/usr/bin/setpriv');
  if (!isRoot)
    process.stderr.write('Skipped: what one user leaves for another is tried by root alone, with setpriv.\n');

  it.skipIf(!isRoot)('have nothing of each other run, read, overwritten or left behind', { timeout: 120_000 }, () => {
    writeSkill();
    // The program where everybody may read it.
    const bin = join(folder, 'bin');
    cpSync(resolve('dist/bin'), bin, { recursive: true });
    const theirs = join(folder, 'theirs');
    const sticky = join(folder, 'sticky');
    const home = join(folder, 'home');
    for (const path of [theirs, sticky, home]) mkdirSync(path);
    writeFileSync(join(home, 'precious'), 'mine', { mode: 0o600 });
    chownSync(home, VICTIM, VICTIM);
    chownSync(join(home, 'precious'), VICTIM, VICTIM);
    // Everything that was ever looked for, in every guise.
    for (const path of [
      theirs,
      sticky,
      join(theirs, 'signpost'),
      join(sticky, 'signpost'),
      join(theirs, '.cache/signpost'),
    ]) {
      mkdirSync(join(path, 'compiled'), { recursive: true });
      symlinkSync(join(home, 'precious'), join(path, 'a.snapshot'));
      linkSync(join(home, 'precious'), join(path, 'b.snapshot'));
      writeFileSync(join(path, 'program-0123456789abcdef.code'), 'process.exit(66)');
    }
    for (const path of readdirSync(theirs, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('b.snapshot') && !path.endsWith('a.snapshot'))
        chownSync(join(theirs, path), ATTACKER, ATTACKER);
    }
    chownSync(theirs, ATTACKER, ATTACKER);
    chmodSync(theirs, 0o755);
    chmodSync(sticky, 0o1777);
    symlinkSync(sticky, join(home, 'link'));
    const before = [theirs, sticky].map((path) => readdirSync(path, { recursive: true }).sort());
    const as = ['setpriv', `--reuid=${VICTIM}`, `--regid=${VICTIM}`, '--clear-groups'];
    const variables: readonly Record<string, string>[] = [theirs, sticky, join(home, 'link')].flatMap((path) => [
      { SIGNPOST_CACHE: path, HOME: home },
      { SIGNPOST_CACHE: join(path, 'a.snapshot'), HOME: home },
      { SIGNPOST_CACHE: join(path, 'b.snapshot'), HOME: home },
      { XDG_CACHE_HOME: path, HOME: home },
      { HOME: path },
    ]);
    for (const env of variables) {
      const { stdout, stderr, status, compiled } = start(env, { bin, as });
      expect([status, compiled, stdout.includes('rye/SKILL.md')]).toEqual([0, undefined, true]);
      expect(stderr.match(/SIGNPOST_CACHE_REFUSED/g)).toHaveLength(1);
    }
    expect([theirs, sticky].map((path) => readdirSync(path, { recursive: true }).sort())).toEqual(before);
    expect(readFileSync(join(home, 'precious'), 'utf8')).toBe('mine');
    expect(statSync(join(home, 'precious')).mode & 0o777).toBe(0o600);
  });
});
