/** Files written whole, by names nobody knows before, and folders nobody else may write to. */

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
import { makeOwnFolder, whyFolderNotOurs } from '../../src/disk/own-folder.ts';
import { isStagedName, stageFile, writeFile } from '../../src/disk/write-file.ts';
import { ownTemporary } from '../own-temporary.ts';

let folder: string;
beforeEach(() => {
  folder = ownTemporary('signpost-write-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const isRoot = process.getuid?.() === 0;

describe('writing a file', () => {
  it('leaves it whole, for its owner alone, and nothing beside it', () => {
    writeFile(at('a'), 'first');
    writeFile(at('a'), [Buffer.from('sec'), Buffer.from('ond')]);
    expect(readFileSync(at('a'), 'utf8')).toBe('second');
    expect(statSync(at('a')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('gives the mode that was asked for, whatever the process takes off', () => {
    const before = process.umask(0o077);
    writeFile(at('a'), 'text', 0o644);
    process.umask(before);
    expect(statSync(at('a')).mode & 0o777).toBe(0o644);
  });

  it('replaces a link, and leaves alone what it leads to', () => {
    writeFileSync(at('victim'), 'precious');
    symlinkSync(at('victim'), at('a'));
    writeFile(at('a'), 'text');
    expect([readFileSync(at('victim'), 'utf8'), readFileSync(at('a'), 'utf8')]).toEqual(['precious', 'text']);
  });

  it('does not write into another name of the file that was there', () => {
    writeFileSync(at('victim'), 'precious');
    linkSync(at('victim'), at('a'));
    writeFile(at('a'), 'text');
    expect(readFileSync(at('victim'), 'utf8')).toBe('precious');
  });

  it('leaves nothing behind when the name is taken by a folder', () => {
    mkdirSync(at('a/b'), { recursive: true });
    expect(() => writeFile(at('a'), 'text')).toThrow();
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('stages under another name each time', () => {
    const names = [1, 2].map(() => stageFile(folder, '', 0o600));
    expect(new Set(names).size).toBe(2);
    expect(readdirSync(folder).every(isStagedName)).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('a folder', () => {
  it('of our own is ours, also before it is there', () => {
    expect(whyFolderNotOurs(at('x/y'))).toBeUndefined();
    expect(makeOwnFolder(at('x/y'))).toBeUndefined();
    expect(statSync(at('x/y')).mode & 0o777).toBe(0o700);
  });

  it.each([
    { what: 'everybody may write to', mode: 0o777, why: 'anybody may write to' },
    { what: 'everybody may write to, sticky', mode: 0o1777, why: 'anybody may write to' },
  ])('that $what is not, nor is one below it', ({ mode, why }) => {
    mkdirSync(at('open/below'), { recursive: true });
    chmodSync(at('open'), mode);
    expect(whyFolderNotOurs(at('open'))).toContain(why);
    expect(whyFolderNotOurs(at('open/below'))).toContain(why);
    expect(makeOwnFolder(at('open/new'))).toContain(why);
    expect(readdirSync(at('open'))).toEqual(['below']);
  });

  it('that a link leads to is looked at where it is', () => {
    mkdirSync(at('open'));
    chmodSync(at('open'), 0o777);
    symlinkSync(at('open'), at('link'));
    expect(whyFolderNotOurs(at('link/below'))).toContain('anybody may write to');
  });

  it('named by a relative path, a file, or in the temporary folder of all is not', () => {
    writeFileSync(at('file'), '');
    expect(whyFolderNotOurs('.cache')).toBe('it is a relative path');
    expect(whyFolderNotOurs(at('file/below'))).toContain('is no folder');
    if (tmpdir() === '/tmp') expect(whyFolderNotOurs('/tmp/signpost')).toContain('anybody may write to `/tmp`');
  });

  it.runIf(isRoot)('of somebody else, or of a group, is not', () => {
    mkdirSync(at('theirs/below'), { recursive: true });
    chownSync(at('theirs'), 65_534, 65_534);
    expect(whyFolderNotOurs(at('theirs/below'))).toContain('another user owns');
    mkdirSync(at('shared'));
    chownSync(at('shared'), 0, 65_534);
    chmodSync(at('shared'), 0o770);
    expect(whyFolderNotOurs(at('shared'))).toContain('a group may write to');
  });
});
