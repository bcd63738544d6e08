/** Files written whole, by names nobody knows before. */

import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isStagedName, stageFile, writeFile } from '../../../src/load/disk/write-file.ts';
import { ownTemporary } from '../../own-temporary.ts';

let folder: string;
beforeEach(() => {
  folder = ownTemporary('signpost-write-');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

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
