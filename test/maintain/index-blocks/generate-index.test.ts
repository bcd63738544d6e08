/** Index blocks: what is written, what is left alone, and that it is all or nothing. */

import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { generateIndex } from '../../../src/maintain/index.ts';
import { replaceFiles } from '../../../src/maintain/index-blocks/replace-files.ts';

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'signpost-index-'));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const block = (...lines: string[]) =>
  ['<!-- BEGIN GENERATED INDEX -->', '', ...lines, '<!-- END GENERATED INDEX -->'].join('\n');
const described = (description: string, ...triggers: string[]) =>
  `---\ndescription: ${description}\ntriggers:\n${triggers.map((trigger) => `  - "${trigger}"`).join('\n')}\n---\n# T\n`;

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

describe('replaceFiles', () => {
  it('changes no file when one was changed by somebody else in between', () => {
    write({ a: 'old a', b: 'somebody was here' });
    const replacements = [
      { path: join(root, 'a'), before: 'old a', after: 'new a' },
      { path: join(root, 'b'), before: 'old b', after: 'new b' },
    ];
    expect(() => replaceFiles(replacements)).toThrow(/Cannot write .*b`, nothing was changed/);
    expect([read('a'), read('b')]).toEqual(['old a', 'somebody was here']);
    expect(readdirSync(root).sort()).toEqual(['a', 'b']);
  });

  it('takes back what it did when a later file cannot be replaced', () => {
    write({ a: 'old a' });
    mkdirSync(join(root, 'b'));
    const replacements = [
      { path: join(root, 'a'), before: 'old a', after: 'new a' },
      { path: join(root, 'b'), before: '', after: 'new b' },
    ];
    expect(() => replaceFiles(replacements)).toThrow(/SIGNPOST|Cannot write/);
    expect(read('a')).toBe('old a');
    expect(readdirSync(root).sort()).toEqual(['a', 'b']);
  });
});
