/** Index blocks: what is written, what is left alone, and that it is all or nothing. */

import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { block, described, makeFolder, type TestFolder, titled } from '../folder.ts';

let folder: TestFolder;
let root: string;

beforeEach(() => {
  folder = makeFolder();
  root = folder.path;
});
afterEach(() => folder.remove());

const write = (files: Readonly<Record<string, string>>) => folder.write(files);
const read = (path: string) => folder.read(path);

describe('generateIndex', () => {
  it('lists files before folders, both in code-point order, and a nested index as one entry', () => {
    write({
      'INDEX.md': `# Top\n\n${block()}\n\nafter\n`,
      'b.md': described('About b.', 'bee, b'),
      'Z.md': described('About Z.', 'zed'),
      'a-b/INDEX.md': `---\ntype: index\ndescription: Nested.\n---\n${block()}\n`,
      'a-b/inner.md': described('Inner.', 'in'),
      'a/deep.md': described('Deep.', 'deep one', 'deep two'),
    });
    const result = generateIndex({ roots: [root] });
    expect(result.files.map(({ path, status }) => [path, status])).toEqual([
      ['INDEX.md', 'updated'],
      ['a-b/INDEX.md', 'updated'],
    ]);
    const entries = block(
      '- [Z](./Z.md) — About Z. (zed)',
      '- [b](./b.md) — About b. (bee, b)',
      '- [a/deep](./a/deep.md) — Deep. (deep one; deep two)',
      '- [a-b](./a-b/INDEX.md) — Nested.',
    );
    expect(read('INDEX.md')).toBe(`# Top\n\n${entries}\n\nafter\n`);
    expect(read('a-b/INDEX.md')).toContain('- [inner](./inner.md) — Inner. (in)');
  });

  it('writes titles and triggers where that is the style of the block or of the files', () => {
    write({
      'INDEX.md': block(),
      'x.md': '---\ntitle: Ex\ntriggers:\n  - "one"\n  - "two"\n---\n',
    });
    generateIndex({ roots: [root] });
    expect(read('INDEX.md')).toBe(block('- [Ex](./x.md) — one; two'));
  });

  it('changes nothing the second time, whatever the files say', () => {
    write({
      'INDEX.md': block(),
      'a.md': '# No front matter\n',
      'b.md': '---\ndescription: Only a description.\n---\n',
      'c d#%.md': described('Odd [name] | <b>', 'x'),
    });
    generateIndex({ roots: [root] });
    const once = read('INDEX.md');
    expect(generateIndex({ roots: [root] }).files.map(({ status }) => status)).toEqual(['unchanged']);
    expect(read('INDEX.md')).toBe(once);
    expect(once).toContain('](./c%20d%23%25.md)');
  });

  it('only compares when asked to check', () => {
    write({ 'INDEX.md': block('- [gone](./gone.md)'), 'a.md': described('A.', 'a') });
    const before = read('INDEX.md');
    expect(generateIndex({ roots: [root], check: true }).files.map(({ status }) => status)).toEqual(['drift']);
    expect(read('INDEX.md')).toBe(before);
  });

  it('writes nothing at all when the markers of any file are broken', () => {
    write({
      'INDEX.md': block('- [stale](./stale.md)'),
      'a.md': described('A.', 'a'),
      'sub/INDEX.md': '---\ntype: index\n---\n<!-- END GENERATED INDEX -->\n<!-- BEGIN GENERATED INDEX -->\n',
    });
    const before = [read('INDEX.md'), read('sub/INDEX.md')];
    const result = generateIndex({ roots: [root] });
    expect(result.files.map(({ path, status }) => [path, status])).toEqual([
      ['INDEX.md', 'drift'],
      ['sub/INDEX.md', 'error'],
    ]);
    expect(result.files[1]?.messages.map(({ ruleId, line }) => [ruleId, line])).toContainEqual(['index-markers', 4]);
    expect([read('INDEX.md'), read('sub/INDEX.md')]).toEqual(before);
  });

  it('keeps everything outside the markers, line endings and a byte-order mark included', () => {
    const file = `\ufeff# Top\r\n\r\n${block('x').replaceAll('\n', '\r\n')}\r\nno final newline`;
    write({ 'INDEX.md': file, 'a.md': described('A.', 'a') });
    generateIndex({ roots: [root] });
    expect(read('INDEX.md')).toBe(
      `\ufeff# Top\r\n\r\n${block('- [a](./a.md) — A. (a)').replaceAll('\n', '\r\n')}\r\nno final newline`,
    );
  });

  it('lists the references of a skill with paths from its references folder', () => {
    write({
      'SKILL.md': `---\nname: s\ndescription: A skill.\n---\n${block()}\n`,
      'references/cli/run.md': described('Run.', 'run it'),
      'assets/template.md': '# Not a reference\n',
    });
    generateIndex({ roots: [root] });
    expect(read('SKILL.md')).toContain('- [cli/run](./references/cli/run.md) — Run. (run it)');
    expect(read('SKILL.md')).not.toContain('template');
  });

  it('takes roots that overlap as one', () => {
    write({
      'SKILL.md': `---\nname: s\n---\n${block()}\n`,
      'references/INDEX.md': `---\ntype: index\ndescription: All.\n---\n${block()}\n`,
      'references/a.md': described('A.', 'a'),
    });
    const result = generateIndex({ roots: [join(root, 'references'), root] });
    expect(result.files.map(({ status }) => status)).toEqual(['updated', 'updated']);
  });

  it('keeps the mode of a file and leaves no temporary file behind', () => {
    write({ 'INDEX.md': block(), 'a.md': described('A.', 'a') });
    chmodSync(join(root, 'INDEX.md'), 0o640);
    generateIndex({ roots: [root] });
    expect(statSync(join(root, 'INDEX.md')).mode & 0o777).toBe(0o640);
    expect(readdirSync(root).sort()).toEqual(['INDEX.md', 'a.md']);
  });
});

describe('markers', () => {
  const run = () => generateIndex({ roots: [root] }).files.map(({ status }) => status);

  it.each([
    ['a remark in the comment', '<!-- BEGIN GENERATED INDEX (do not edit) -->', '<!-- END GENERATED INDEX -->'],
    [
      'a name and a remark',
      '<!-- BEGIN GENERATED INDEX: a b — run npm run gen-index -->',
      '<!-- END GENERATED INDEX: a b -->',
    ],
    ['a name that END does not repeat', '<!-- BEGIN GENERATED INDEX: cli -->', '<!-- END GENERATED INDEX -->'],
    ['words behind BEGIN', '<!-- BEGIN GENERATED INDEX --> do not edit <!-- ever -->', '<!-- END GENERATED INDEX -->'],
    ['words behind END', '<!-- BEGIN GENERATED INDEX -->', '<!-- END GENERATED INDEX --> the end'],
  ])('keep what is written in and behind them: %s', (_name, begin, end) => {
    write({ 'INDEX.md': `${begin}\n- stale\n${end}\n`, 'a.md': described('A.', 'a') });
    expect(run()).toEqual(['updated']);
    expect(read('INDEX.md')).toBe(`${begin}\n\n- [a](./a.md) — A. (a)\n${end}\n`);
    expect(run()).toEqual(['unchanged']);
  });

  it.each([
    ['END before BEGIN', '<!-- END GENERATED INDEX -->\n<!-- BEGIN GENERATED INDEX -->', [1, 2]],
    ['no END', `text\n${block()}\n<!-- BEGIN GENERATED INDEX: x -->`, [5]],
    ['two blocks of one name', `${block()}\n\n${block()}`, [5]],
    ['an END of another block', '<!-- BEGIN GENERATED INDEX: a -->\n<!-- END GENERATED INDEX: b -->', [2]],
    ['an END of a block without a name', '<!-- BEGIN GENERATED INDEX -->\n<!-- END GENERATED INDEX: b -->', [2]],
    ['both on one line', '<!-- BEGIN GENERATED INDEX --><!-- END GENERATED INDEX -->', [1]],
    ['an END in a fence', '<!-- BEGIN GENERATED INDEX -->\n```\n<!-- END GENERATED INDEX -->\n```', [1]],
  ])('that do not pair up are an error with a place: %s', (_name, text, lines) => {
    write({ 'INDEX.md': text, 'a.md': described('A.', 'a') });
    const { files } = generateIndex({ roots: [root] });
    const messages = files[0]?.messages.filter(({ ruleId }) => ruleId === 'index-markers') ?? [];
    expect(files.map(({ status }) => status)).toEqual(['error']);
    expect(messages.map(({ line, column }) => [line, column])).toEqual(lines.map((line) => [line, 1]));
    expect(read('INDEX.md')).toBe(text);
  });

  it('write every block of a file, each in its own style', () => {
    const named = (lines: string) =>
      `<!-- BEGIN GENERATED INDEX: by title -->\n${lines}\n<!-- END GENERATED INDEX: by title -->\n`;
    const file = '---\ntitle: Ay\ndescription: About a.\ntriggers: [x]\n---\n';
    write({ 'INDEX.md': `${named('- [Ay](./a.md) — y')}\n${block('- [a](./a.md) — z')}\n`, 'a.md': file });
    expect(run()).toEqual(['updated']);
    expect(read('INDEX.md')).toBe(`${named('\n- [Ay](./a.md) — x')}\n${block('- [a](./a.md) — About a. (x)')}\n`);
  });

  it('are text in examples', () => {
    const text = `# How\n\n\`\`\`md\n${block('- stale')}\n\`\`\`\n\n<!--\n${block('- stale').replaceAll('-->', '--')}\n-->\n`;
    write({ 'INDEX.md': text, 'a.md': described('A.', 'a') });
    expect(run()).toEqual([]);
    expect(read('INDEX.md')).toBe(text);
  });
});

describe('folders below a plain INDEX.md', () => {
  const files = {
    'INDEX.md': block(),
    'sub/INDEX.md': '# Plain\n',
    'sub/b.md': described('B.', 'b'),
    'sub/deep/c.md': described('C.', 'c'),
    'sub/deep/er/d.md': described('D.', 'd'),
    'sub/other/e.md': described('E.', 'e'),
  };
  const skipped = () =>
    generateIndex({ roots: [root] }).files.flatMap(({ path, messages }) =>
      messages.filter(({ ruleId }) => ruleId === 'index-folders-skipped').map(({ reason }) => `${path}: ${reason}`),
    );

  it('are left out with a message', () => {
    write(files);
    expect(skipped()).toEqual([expect.stringMatching(/^INDEX\.md: .*: `sub\/deep\/`, `sub\/other\/` left out$/)]);
    expect(read('INDEX.md')).toBe(block('- [sub](./sub/INDEX.md)', '- [sub/b](./sub/b.md) — B. (b)'));
  });

  it('are listed once the author says so', () => {
    write({ ...files, 'signpost.config.json': '{ "index": { "nested": true } }' });
    expect(skipped()).toEqual([]);
    expect(read('INDEX.md')).toBe(
      block(
        '- [sub](./sub/INDEX.md)',
        '- [sub/b](./sub/b.md) — B. (b)',
        '- [sub/deep/c](./sub/deep/c.md) — C. (c)',
        '- [sub/deep/er/d](./sub/deep/er/d.md) — D. (d)',
        '- [sub/other/e](./sub/other/e.md) — E. (e)',
      ),
    );
  });
});

describe('the size of an index', () => {
  const excess = () =>
    generateIndex({ roots: [root] }).files.flatMap(({ messages }) =>
      messages.filter(({ ruleId }) => ruleId === 'index-over-budget').map(({ line, reason }) => `${line} ${reason}`),
    );

  it('is that of the file as it is after the run', () => {
    write({ 'INDEX.md': `${block()}\n🚀`, 'a.md': described('A.', 'a') });
    const before = generateIndex({ roots: [root], check: true }).files[0]?.size;
    expect(before).toMatchObject({ characters: [...read('INDEX.md')].length, lines: 4 });
    const after = generateIndex({ roots: [root] }).files[0]?.size;
    expect(after).toMatchObject({ characters: [...read('INDEX.md')].length, lines: 5 });
    expect(after?.tokens).toBeGreaterThan(before?.tokens ?? 0);
  });

  it('is reported past what Agent Skills advises', () => {
    write({ 'INDEX.md': `${block()}\n${'x\n'.repeat(496)}`, 'a.md': described('A.', 'a') });
    expect(excess()).toEqual([]);
    write({ 'INDEX.md': `${block()}\n${'x\n'.repeat(497)}` });
    expect(excess()).toEqual([expect.stringMatching(/^1 Unexpected index of 501 lines, expected at most 500 lines/)]);
  });

  it('is held against the budget of the repository', () => {
    write({ 'INDEX.md': block(), 'a.md': described('A.', 'a') });
    write({ 'signpost.config.json': '{ "index": { "budget": { "characters": 10, "tokens": 3 } } }' });
    expect(excess()).toEqual([
      expect.stringMatching(/of about \d+ tokens and \d+ characters, expected at most 3 tokens and 10/),
    ]);
  });
});

describe('input that is bad or large', () => {
  it.each([
    ['an index past reading', 'INDEX.md', 'file-too-large', `${block()}\n${'x'.repeat(5 * 1024 * 1024)}`],
    ['an index that is no text', 'INDEX.md', 'file-binary', `${block()}\n\0`],
    ['a file past reading', 'sub/big.md', 'file-too-large', 'x'.repeat(5 * 1024 * 1024)],
    ['front matter that is not closed', 'sub/bad.md', 'front-matter-invalid', '---\ntitle: x\n'],
  ])('is an error, and nothing is written: %s', (_name, path, rule, text) => {
    write({ 'INDEX.md': block('- stale'), 'sub/a.md': described('A.', 'a'), [path]: text });
    const before = read('INDEX.md');
    const { files } = generateIndex({ roots: [root] });
    expect(files.map((file) => `${file.status} ${file.path}`)).toEqual(['error INDEX.md']);
    expect(files[0]?.messages.map(({ ruleId, file }) => `${ruleId} ${file}`)).toContain(`${rule} ${join(root, path)}`);
    expect(read('INDEX.md')).toBe(before);
  });

  it('is not made worse: an index that would be past reading is not written', () => {
    const long = 'words '.repeat(8_000);
    write({ 'INDEX.md': block() });
    for (let at = 0; at < 100; at++) write({ [`f${at}.md`]: described(`${long}${at}`, 'x') });
    const { files } = generateIndex({ roots: [root] });
    expect(files.map(({ status, messages }) => [status, messages.at(-1)?.ruleId])).toEqual([
      ['error', 'file-too-large'],
    ]);
    expect(read('INDEX.md')).toBe(block());
  });

  it('is no matter: 3,000 files, 600 of them in a folder of their own', () => {
    write({ 'INDEX.md': block() });
    for (let at = 0; at < 3000; at++) write({ [at % 5 ? `f${at}.md` : `d${at}/x.md`]: titled(`File ${at}`, 'x') });
    expect(generateIndex({ roots: [root] }).files.map(({ status }) => status)).toEqual(['updated']);
    expect(generateIndex({ roots: [root], check: true }).files.map(({ status }) => status)).toEqual(['unchanged']);
    expect(read('INDEX.md').split('\n')).toHaveLength(3003);
  });

  it('is no matter: folders 60 deep', () => {
    const deep = Array.from({ length: 60 }, (_, at) => `d${at}`).join('/');
    write({ 'INDEX.md': block(), [`${deep}/x.md`]: titled('Deep', 'x') });
    generateIndex({ roots: [root] });
    expect(read('INDEX.md')).toContain(`- [Deep](./${deep}/x.md) — x`);
  });

  it.each([
    ['roots', { roots: 'x' }],
    ['an empty root', { roots: [''] }],
    ['a style', { roots: ['.'], style: 'fancy' }],
    ['a flag', { roots: ['.'], init: 'yes' }],
  ])('in options is refused: %s', (_name, options) => {
    expect(() => generateIndex(options as never)).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
  });
});
