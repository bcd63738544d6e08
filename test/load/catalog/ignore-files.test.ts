/** Ignore files of strangers: what is no regular file, or costs too much, is not applied and said so. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readRoot } from '../../../src/load/catalog/read-root.ts';
import { cleanUpApart, readRootApart } from './apart.ts';
import { makeFolder, problemsIn, removeFolders } from './folders.ts';

afterEach(removeFolders);
afterAll(cleanUpApart);

/** What a root comes to in a process that is ended after twenty seconds. */
const readIn = (root: string) => {
  const { paths, messages } = readRootApart(root);
  return { paths, messages: messages.map((text) => text.replace(`${root}/`, '')) };
};
const REFUSED = { paths: ['a.md'], messages: ['.gitignore ignore-file-refused'] };

/** Patterns that fail late, and folders whose names make them. */
const SLOW = `/**/${'*a'.repeat(20)}b\n`.repeat(1700);
const DEEP = `${'a'.repeat(200)}/`.repeat(12);

describe('an ignore file', () => {
  it('that is a link is not applied, wherever that leads', () => {
    const outside = makeFolder({ ignore: 'a.md' });
    for (const to of [join(outside, 'ignore'), '/proc/kmsg', '/dev/zero', '.gitignore', 'own']) {
      const root = makeFolder({ 'a.md': '', own: 'a.md' });
      symlinkSync(to, join(root, '.gitignore'));
      expect(readIn(root)).toEqual(REFUSED);
    }
  });

  it.skipIf(process.platform === 'win32')('that is a pipe or a folder is not waited for', () => {
    const root = makeFolder({ 'a.md': '', 'b/.signpostignore/c.md': '' });
    execFileSync('mkfifo', [join(root, '.gitignore')]);
    expect(readIn(root)).toEqual({
      paths: ['a.md', 'b/.signpostignore/c.md'],
      messages: ['.gitignore ignore-file-refused', 'b/.signpostignore ignore-file-refused'],
    });
  });

  it('of 300 MB is not read', () => {
    const root = makeFolder({ 'a.md': '', '.gitignore': '' });
    truncateSync(join(root, '.gitignore'), 300 * 1024 * 1024);
    expect(readIn(root)).toEqual(REFUSED);
  });

  it('of 100,000 patterns is not applied, and the line is named', () => {
    const root = makeFolder({ 'a.md': '', '.gitignore': 'a\n'.repeat(100_000) });
    expect(readIn(root)).toEqual(REFUSED);
    expect(String(readRoot(root).messages[0])).toContain('.gitignore:10001:1');
  });

  it('whose patterns take for ever is not applied, and the others are', () => {
    const root = makeFolder({
      '.gitignore': SLOW,
      '.signpostignore': 'hidden.md',
      [`${DEEP}a.md`]: '',
      'hidden.md': '',
    });
    expect(readIn(root)).toEqual({ paths: [`${DEEP}a.md`], messages: ['.gitignore ignore-file-refused'] });
    expect(readRoot(root).messages[0]?.reason).toContain('comparisons');
  });

  it('of long runs of asterisks takes no longer for them', () => {
    const text = `**/${'*'.repeat(1015)}x\n`.repeat(250);
    const files = Array.from({ length: 250 }, (_, at) => [`${'a/'.repeat(58)}f${at}.md`, ''] as const);
    const root = makeFolder({ ...Object.fromEntries(files), '.gitignore': text, '.signpostignore': text });
    const { paths, messages } = readRootApart(root);
    expect(paths).toHaveLength(250);
    expect(messages.every((text) => text.endsWith('ignore-file-refused'))).toBe(true);
  });

  it('of one name again and again is asked for it once, above each of many files', () => {
    const folders = Array.from(
      { length: 60 },
      (_, at) => [`${'d/'.repeat(at)}.gitignore`, 'a.md/\n'.repeat(9999)] as const,
    );
    const files = Array.from({ length: 3000 }, (_, at) => [`${'d/'.repeat(60)}${at}/a.md`, ''] as const);
    const { paths, messages } = readRootApart(makeFolder(Object.fromEntries([...folders, ...files])));
    expect([paths.length, messages]).toEqual([3000, []]);
  });

  it('is none, when more than two take for ever', () => {
    const names = ['one', 'two', 'three'];
    const root = makeFolder({
      ...Object.fromEntries(
        names.flatMap((name) => [
          [`${name}/.gitignore`, SLOW],
          [`${name}/${DEEP}x.md`, ''],
        ]),
      ),
      '.signpostignore': 'hidden.md',
      'hidden.md': '',
    });
    const { paths, messages } = readIn(root);
    expect(paths).toEqual(['hidden.md', ...names.map((name) => `${name}/${DEEP}x.md`).sort()]);
    expect(messages.sort()).toHaveLength(3);
    expect(messages).toContain(`${root} ignore-file-refused`);
  });

  it('of many patterns is applied to many files, however many: each brings work of its own', () => {
    const files = Array.from({ length: 2000 }, (_, at) => [`f${at}.md`, ''] as const);
    const patterns = Array.from({ length: 150 }, (_, at) => `/gone${at}/*.md`);
    const root = makeFolder({ ...Object.fromEntries(files), '.gitignore': [...patterns, 'f1?.md'].join('\n') });
    const { paths, messages } = readIn(root);
    expect(paths).toHaveLength(1990);
    expect(messages).toEqual([]);
  });

  it('above the root is one of its repository, and named when it is not applied', () => {
    const top = makeFolder({ 'repo/docs/a.md': '', 'repo/ignore': 'a.md' });
    symlinkSync('ignore', join(top, 'repo/.gitignore'));
    expect(readIn(join(top, 'repo/docs'))).toEqual({ paths: ['a.md'], messages: [] });
    mkdirSync(join(top, 'repo/.git'));
    const { documents, messages } = readRoot(join(top, 'repo/docs'));
    expect(documents).toHaveLength(1);
    expect(messages.map(({ file, ruleId }) => [file, ruleId])).toEqual([
      [join(top, 'repo/docs'), 'ignore-file-refused'],
    ]);
    expect(messages[0]?.reason).toContain(join(top, 'repo/.gitignore'));
  });

  it('in every one of many folders costs what one does', () => {
    const folders = Array.from({ length: 300 }, (_, at) => [`f${at}/.gitignore`, '#'.repeat(200_000)] as const);
    const root = makeFolder({ 'a.md': '', ...Object.fromEntries(folders), 'f299/b.md': '' });
    expect(readRootApart(root).paths).toEqual(['a.md', 'f299/b.md']);
  });
});

describe('a repository', () => {
  const inside = { 'repo/docs/a.md': '', 'repo/.gitignore': 'a.md' };

  it.each([
    { what: 'a folder', make: (path: string) => mkdirSync(path), is: true },
    { what: 'a file, as of a work tree', make: (path: string) => writeFileSync(path, 'gitdir: x'), is: true },
    { what: 'a pipe', make: (path: string) => execFileSync('mkfifo', [path]), is: true },
    { what: 'a link to a device', make: (path: string) => symlinkSync('/dev/zero', path), is: true },
    { what: 'a circle of links', make: (path: string) => symlinkSync('.git', path), is: false },
  ])('is one where .git is $what: $is', ({ make, is }) => {
    const top = makeFolder(inside);
    make(join(top, 'repo/.git'));
    expect(readRootApart(join(top, 'repo/docs')).paths).toEqual(is ? [] : ['a.md']);
    expect(problemsIn(readRoot(join(top, 'repo')), join(top, 'repo')).length).toBeLessThan(2);
  });
});
