/** Ignore files say what git says, and cost what they may. */

import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOf, parseIgnoreFile } from '../../../src/load/catalog/ignore-patterns.ts';
import { makeFolder, removeFolders } from './folders.ts';

afterAll(removeFolders, 120_000);

/** What the patterns say of a path and of the folders it is in, outermost first: what is in an ignored folder is not looked at. */
function isIgnored(text: string, path: string): boolean {
  const patterns = parseIgnoreFile(bytesOf(text));
  if ('seen' in patterns) throw new Error(`refused: ${patterns.seen}`);
  const isFolder = path.endsWith('/');
  const names = path.replace(/\/$/, '').split('/');
  return names.some((_, at) => {
    const own = names.slice(0, at + 1).join('/');
    return patterns.isIgnored(bytesOf(own), isFolder || at + 1 < names.length, { left: 1_000_000 }) === true;
  });
}

describe('an ignore file', () => {
  it.each([
    { text: 'a.md', ignores: ['a.md', 'b/a.md', 'a.md/c'], leaves: ['xa.md', 'a.mdx'] },
    { text: '/a.md', ignores: ['a.md'], leaves: ['b/a.md'] },
    { text: 'b/a.md', ignores: ['b/a.md'], leaves: ['c/b/a.md'] },
    { text: 'b/', ignores: ['b/', 'c/b/', 'b/x'], leaves: ['b'] },
    { text: '*.md\n!kept.md', ignores: ['a.md'], leaves: ['kept.md', 'b/kept.md'] },
    { text: 'b/\n!b/kept.md', ignores: ['b/kept.md'], leaves: [] },
    { text: 'b/*\n!b/kept.md', ignores: ['b/x.md'], leaves: ['b/kept.md'] },
    { text: '# a.md\n\\#b\n\\!c', ignores: ['#b', '!c'], leaves: ['a.md', '# a.md', 'b', 'c'] },
    { text: 'a   \nb\\ \nc\t', ignores: ['a', 'b ', 'c\t'], leaves: ['b', 'c'] },
    { text: 'a\r\nb\r\n', ignores: ['a', 'b'], leaves: [] },
    { text: '\ufeffa', ignores: ['a'], leaves: [] },
    { text: '**/a/b', ignores: ['a/b', 'x/y/a/b'], leaves: ['a/x/b'] },
    { text: 'a/**', ignores: ['a/b', 'a/b/c'], leaves: ['a', 'a/'] },
    { text: 'a/**/b', ignores: ['a/b', 'a/x/b', 'a/x/y/b'], leaves: ['a/xb'] },
    // As the manual of git has it; before 2.52 git took asterisks after a text for folders here.
    { text: 'a**/b', ignores: ['ax/b', 'a/b'], leaves: ['ab', 'ax/y/b'] },
    { text: 'a/***/b\nc***d\n\\****', ignores: ['a/b', 'a/x/y/b', 'cxd', '*x'], leaves: ['a/xb', 'c/d', 'x'] },
    { text: 'a?c', ignores: ['abc'], leaves: ['ac', 'a/c'] },
    { text: '[a-c][!x]z', ignores: ['abz'], leaves: ['dbz', 'axz', 'a/z'] },
    { text: '[]-]a\n[[:digit:]]b', ignores: [']a', '-a', '7b'], leaves: ['xb'] },
    { text: '[a\n[[:none:]]b\nc\\', ignores: [], leaves: ['[a', 'a', 'nb', 'c', 'c\\'] },
    { text: 'ä?', ignores: ['äx'], leaves: ['ää'] },
    { text: '', ignores: [], leaves: ['a'] },
  ])('of $text', ({ text, ignores, leaves }) => {
    expect(ignores.filter((path) => !isIgnored(text, path))).toEqual([]);
    expect(leaves.filter((path) => isIgnored(text, path))).toEqual([]);
  });

  it.each([
    { what: 'more patterns than anybody keeps', text: 'a\n'.repeat(100_000), line: 10_001 },
    { what: 'a pattern longer than a name can be', text: `b\n${'a'.repeat(1025)}`, line: 2 },
  ])('with $what is refused', ({ text, line }) => {
    expect(parseIgnoreFile(bytesOf(text))).toMatchObject({ line });
  });

  it.each([
    { what: 'folders in folders', pattern: '**/a/'.repeat(40), path: 'a/'.repeat(1500) },
    { what: 'asterisks', pattern: `${'*a'.repeat(140)}b`, path: 'a'.repeat(4000) },
    { what: 'both', pattern: `${'**/*a*a/'.repeat(40)}b`, path: 'aaaa/'.repeat(800) },
    { what: 'classes', pattern: `*${'[[:[:[:[:a'.repeat(90)}]*b`, path: 'a'.repeat(4000) },
  ])('of $what is done with when its work is', ({ pattern, path }) => {
    const patterns = parseIgnoreFile(bytesOf(`${pattern}\n`.repeat(1000)));
    if ('seen' in patterns) throw new Error('refused');
    const work = { left: 100_000 };
    patterns.isIgnored(path.slice(0, 4000), false, work);
    // A comparison goes on to its end.
    expect(work.left).toBeGreaterThan(-5000);
  });

  it('of one name says of a file and of a folder what is said last', () => {
    const text = 'a\n!a\na/\n';
    expect(isIgnored(text, 'a')).toBe(false);
    expect(isIgnored(text, 'a/')).toBe(true);
    expect(isIgnored(`${text}!a\n`, 'a/')).toBe(false);
  });

  it('that spells names and paths is looked up, however many there are', () => {
    const lines = Array.from({ length: 4000 }, (_, at) => `n${at}\n/p/${at}\n`);
    const patterns = parseIgnoreFile(lines.join(''));
    if ('seen' in patterns) throw new Error('refused');
    const work = { left: 10 };
    expect(patterns.isIgnored('x/n77', false, work)).toBe(true);
    expect(patterns.isIgnored('p/78', false, work)).toBe(true);
    expect(patterns.isIgnored('q/78', false, work)).toBeUndefined();
    expect(work.left).toBeGreaterThan(0);
  });
});

describe('beside git', () => {
  const names = fc.stringMatching(/^[ab#!\-[\]ä ]{1,3}$/).filter((name) => name.trim() === name);
  const path = fc
    .tuple(fc.array(names, { minLength: 1, maxLength: 4 }), fc.boolean())
    .map(([parts, isFolder]) => parts.join('/') + (isFolder ? '/' : ''));
  const piece = fc.constantFrom(
    ...['a', 'b', '*', '?', '**', '/', '**/', '/**/', '/**', '[ab]', '[!a]', '[^b-]', '[]a]', '[a-', '[[:alpha:]]'],
    ...['[[:x:]]', '\\', '\\a', '\\*', '\\/', '!', '#', ' ', '\\ ', 'ä', '*a', '[\\]b]', '[[:]', '[a-b]', '-'],
  );
  const line = fc.array(piece, { maxLength: 6 }).map((pieces) => pieces.join(''));
  const file = fc.array(line, { minLength: 1, maxLength: 4 });

  /** Asterisks right behind a text, of which git of different years thinks differently: see above. */
  const isDisputed = (text: string) => /^!?[^*?[\\]*[^*?[\\/!]\*\*/.test(text);

  /** Make what a path names, if nothing else is there. */
  function isMade(folder: string, own: string): boolean {
    try {
      const file = own.endsWith('/') ? `${own}.keep` : own;
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), '', { flag: 'a' });
      return true;
    } catch {
      return false;
    }
  }

  it.skipIf(spawnSync('git', ['--version']).status !== 0)(
    'the same is ignored, whatever the patterns',
    () => {
      const repository = makeFolder();
      const env = { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_DIR: repository, HOME: repository };
      spawnSync('git', ['init', '-q', '--bare'], { env });
      const top = makeFolder();
      // A folder for each, so that git is started once.
      const cases = fc.sample(fc.tuple(file, fc.array(path, { minLength: 8, maxLength: 8 })), 500);
      const asked = cases.map(([lines, paths], at) => {
        const text = lines.filter((own) => !isDisputed(own)).join('\n');
        const folder = join(top, `${at}`);
        mkdirSync(folder);
        writeFileSync(join(folder, '.gitignore'), text);
        return { text, prefix: `${at}/`, paths: [...new Set(paths)].filter((one) => isMade(folder, one)) };
      });
      // What is a folder git sees.
      const input = asked.flatMap(({ prefix, paths }) => paths.map((one) => `${prefix}${one.replace(/\/$/, '')}\0`));
      const git = spawnSync('git', ['-c', 'core.excludesFile=', 'check-ignore', '--no-index', '--stdin', '-z'], {
        cwd: top,
        env: { ...env, GIT_WORK_TREE: top },
        input: input.join(''),
        encoding: 'utf8',
        maxBuffer: 64 * 1024 * 1024,
      });
      const ignored = new Set(git.stdout.split('\0').filter(Boolean));
      for (const { text, prefix, paths } of asked) {
        const byGit = paths.filter((one) => ignored.has(prefix + one.replace(/\/$/, '')));
        expect({ text, ignored: paths.filter((one) => isIgnored(text, one)) }).toEqual({ text, ignored: byGit });
      }
      // Neither all nor nothing is, or it would prove little.
      expect(input.length).toBeGreaterThan(2500);
      expect(ignored.size).toBeGreaterThan(input.length / 10);
      expect(ignored.size).toBeLessThan((input.length * 9) / 10);
    },
    120_000,
  );
});
