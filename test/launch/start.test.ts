/** A program started from what was compiled before: only from what is whole, our own, and of that very program. */

import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { start } from '../../src/launch/start.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-launch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const cache = () => join(folder, 'cache');
const program = () => join(folder, 'main.cjs');
const env = () => ({ SIGNPOST_CACHE: cache() });
const write = (says: string) => writeFileSync(program(), `exports.says = () => ${JSON.stringify(says)};\n`);
const codes = () => readdirSync(cache()).map((name) => join(cache(), name));

/** Start the program, call what it exports, and say what that gave and whether it was compiled. */
function started() {
  const { exports, isFromCode, keep } = start(program(), env());
  const { says } = exports;
  return { said: typeof says === 'function' ? says() : undefined, isFromCode, keep };
}

describe('a program', () => {
  it('is compiled, and the next time started from what was kept of that', () => {
    write('first');
    const first = started();
    expect(first).toMatchObject({ said: 'first', isFromCode: false });
    first.keep();
    expect(codes()).toHaveLength(1);
    expect(started()).toMatchObject({ said: 'first', isFromCode: true });
  });

  it('that was changed is compiled, though it is as long as before', () => {
    write('first');
    started().keep();
    write('other');
    utimesSync(program(), 1, 1);
    expect(started()).toMatchObject({ said: 'other', isFromCode: false });
  });

  it.each([
    { what: 'damaged', spoil: (path: string) => writeFileSync(path, readFileSync(path).fill(0, 100, 140)) },
    { what: 'cut short', spoil: (path: string) => truncateSync(path, 200) },
    { what: 'empty', spoil: (path: string) => truncateSync(path, 0) },
    { what: 'open to the writing of everybody', spoil: (path: string) => chmodSync(path, 0o666) },
    { what: 'open to the writing of a group', spoil: (path: string) => chmodSync(path, 0o620) },
    {
      what: 'a pipe',
      spoil(path: string) {
        rmSync(path);
        spawnSync('mkfifo', [path]);
      },
    },
    {
      what: 'a folder',
      spoil(path: string) {
        rmSync(path);
        mkdirSync(path);
      },
    },
  ])('is compiled when what was kept is $what', ({ spoil }) => {
    write('first');
    started().keep();
    for (const path of codes()) spoil(path);
    const { said, isFromCode, keep } = started();
    expect({ said, isFromCode }).toEqual({ said: 'first', isFromCode: false });
    expect(keep).not.toThrow();
  });

  it('is compiled where nothing is kept, or can be', () => {
    write('first');
    for (const own of ['off', join(program(), 'below-a-file')]) {
      const { isFromCode, keep } = start(program(), { SIGNPOST_CACHE: own });
      keep();
      expect(isFromCode).toBe(false);
    }
    expect(readdirSync(folder)).toEqual(['main.cjs']);
  });

  it('has what every CommonJS module has', () => {
    writeFileSync(join(folder, 'beside.cjs'), 'module.exports = 7;');
    writeFileSync(program(), "module.exports = { beside: require('./beside.cjs'), __filename, __dirname };");
    expect(start(program(), env()).exports).toEqual({ beside: 7, __filename: program(), __dirname: folder });
  });
});

describe('the command line', () => {
  const signpost = (...args: string[]) =>
    spawnSync(process.execPath, [resolve('dist/bin/signpost.cjs'), ...args], {
      encoding: 'utf8',
      env: { ...process.env, ...env() },
    });
  const kept = () =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.code'));

  it('keeps what it compiled once it has answered a request, and answers the same from it', () => {
    expect(signpost('--version').status).toBe(0);
    expect(signpost('route', '--help').status).toBe(0);
    expect(kept()).toEqual([]);
    const ask = () => signpost('route', '--root', 'references', 'What does gen-index write?').stdout;
    const first = ask();
    expect(first).toContain('signpost/');
    expect(kept()).toHaveLength(1);
    expect(ask()).toBe(first);
    expect(kept()).toHaveLength(1);
  });
});
