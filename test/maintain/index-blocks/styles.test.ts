/** How entries are written, and that what is written is what is read. */

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IndexStyle } from '../../../src/domain/index-result.ts';
import { parseMarkdownDocument } from '../../../src/load/markdown/parse-document.ts';
import { parseMarkdown } from '../../../src/load/markdown/processor.ts';
import { type GenerateIndexOptions, generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { block, described, makeFolder, type TestFolder, titled } from '../folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const run = (options: Partial<GenerateIndexOptions> = {}) =>
  generateIndex({ roots: [folder.path], ...options }).files.map(({ status }) => status);
const configure = (index: object) => folder.write({ 'signpost.config.json': JSON.stringify({ index }) });
const entries = () =>
  parseMarkdownDocument({ path: 'INDEX.md', text: folder.read('INDEX.md') }).blocks[0]?.entries ?? [];

describe('table style', () => {
  it('has a column of descriptions where any file has one, and escapes what would end a cell', () => {
    folder.write({
      'INDEX.md': block(),
      'a.md': described('Either | or, and `a|b`.', 'x | y', 'z'),
      'b.md': titled('B | C', 'bee'),
    });
    run({ style: 'table' });
    expect(folder.read('INDEX.md')).toBe(
      block(
        '| Reference | Description | Triggers |',
        '| --- | --- | --- |',
        '| [a](./a.md) | Either \\| or, and `a\\|b`. | x \\| y; z |',
        '| [B \\| C](./b.md) |  | bee |',
      ),
    );
    expect(entries()).toMatchObject([
      { link: './a.md', text: 'a', description: 'Either | or, and a|b.', triggers: ['x | y', 'z'] },
      { link: './b.md', text: 'B | C', description: '', triggers: ['bee'] },
    ]);
  });

  it('leaves the column out where none has', () => {
    folder.write({ 'INDEX.md': block(), 'b.md': titled('B', 'bee') });
    configure({ style: 'table' });
    run();
    expect(folder.read('INDEX.md')).toBe(block('| Reference | Triggers |', '| --- | --- |', '| [B](./b.md) | bee |'));
  });

  it('stays a table once it is one', () => {
    folder.write({ 'INDEX.md': block('| File |', '|--|', '| [gone](./gone.md) |'), 'b.md': titled('B', 'bee') });
    expect(run()).toEqual(['updated']);
    expect(folder.read('INDEX.md')).toContain('| [B](./b.md) | bee |');
    expect(run()).toEqual(['unchanged']);
  });
});

describe('auto style', () => {
  const files = {
    'a.md': `---\ntitle: Ay\ndescription: About a.\ntriggers: [one, two]\n---\n`,
    'b.md': `---\ntitle: Bee\ndescription: About b.\ntriggers: [three]\n---\n`,
  };
  it.each([
    ['title', '- [Ay](./a.md) — one; two', '- [Bee](./b.md) — an older trigger'],
    ['title', '- [Ay](./a.md) — older', '- [Bee](./b.md) — older'],
    ['title', '* [Ay](./a.md) — one;', '  two'],
    ['path', '- [a](./a.md) — About a. (one; two)', '- [Bee](./b.md) — older'],
    ['path', '* [a](./a.md) — older', '* [b](./b.md) — older'],
  ])('keeps the %s style of %s', (style, ...lines) => {
    folder.write({ ...files, 'INDEX.md': block(...lines) });
    run();
    expect(folder.read('INDEX.md')).toContain(
      style === 'title' ? '- [Bee](./b.md) — three' : '- [b](./b.md) — About b. (three)',
    );
  });
});

describe('template', () => {
  const files = { 'INDEX.md': block(), 'sub/a.md': described('About a.', 'one', 'two'), 'b.md': titled('Bee') };

  it('writes each entry in the words of the author, without what a file does not say', () => {
    folder.write(files);
    configure({ template: '* **[{title}]({link})** ({name}, {path}): {description} ({triggers})' });
    expect(run()).toEqual(['updated']);
    expect(folder.read('INDEX.md')).toBe(
      block('* **[Bee](./b.md)** (b, b)', '* **[sub/a](./sub/a.md)** (a, sub/a): About a. (one; two)'),
    );
    expect(run({ strict: true })).toEqual(['unchanged']);
  });

  it('is overruled by a style on the command line', () => {
    folder.write(files);
    configure({ template: '- [{title}]({link})' });
    run({ style: 'path' });
    expect(folder.read('INDEX.md')).toContain('- [sub/a](./sub/a.md) — About a. (one; two)');
  });

  it.each([
    ['- [{titel}]({link})', /it has \{titel\}, .*did you mean \{title\}\?/],
    ['- {title}', /no \{link\}/],
    ['- [{title}]({link})\n', /several lines/],
    ['[{title}]({link})', /makes `\[Bee\].*` for `b\.md`, expected a list item with one link/],
    ['- {title} {link}', /makes/],
    ['- [{title}](x{link})', /makes/],
    ['- [see](./a.md) [{title}]({link})', /makes/],
    ['<!-- END GENERATED INDEX --> [{title}]({link})', /makes/],
    ['    - [{title}]({link})', /makes/],
  ])('that makes no entries is refused, and nothing is written: %j', (template, expected) => {
    folder.write(files);
    configure({ template });
    const before = folder.all();
    expect(() => run()).toThrow(expected);
    expect(() => run()).toThrow(/signpost\.config\.json/);
    expect(folder.all()).toEqual(before);
  });
});

describe('what files say of themselves', () => {
  it.each([
    ['a closing bracket', 'a ] b', 'a ] b'],
    ['a link', '[a](b.md)', '[a](b.md)'],
    ['an opening bracket', 'a [ b', 'a [ b'],
    ['a pipe', 'a | b', 'a | b'],
    ['HTML', 'a <b>c</b> <!-- d', 'a <b>c</b> <!-- d'],
    ['a backslash at the end', 'a \\', 'a \\'],
    ['a backslash before a bracket', 'a \\[b\\]', 'a \\[b\\]'],
    ['two backslashes at the end', 'a \\\\', 'a \\\\'],
    ['several lines', 'a\nb\r\n\tc', 'a b c'],
    ['a line separator', 'a\u2028b', 'a b'],
    ['brackets in code', 'the `a[0]` cell', 'the a[0] cell'],
    ['a back-tick alone', 'a ` b', 'a ` b'],
    ['a back-tick after code', '`a` ` b', 'a ` b'],
    ['a backslash before a back-tick', 'a \\` b', 'a \\` b'],
    ['an entity', 'a &amp; b', 'a &amp; b'],
    ['an ampersand', 'a & b', 'a & b'],
    ['a NUL', 'a\0b', 'a\ufffdb'],
    ['half a character', 'a\ud800b', 'a\ufffdb'],
    ['emoji', '🚀 go', '🚀 go'],
    ['a marker', '<!-- END GENERATED INDEX -->', '<!-- END GENERATED INDEX -->'],
  ])('is safe in a title, in a list and in a table: %s', (_name, title, expected) => {
    for (const style of ['title', 'table'] as const) {
      folder.write({ 'INDEX.md': block(), 'x.md': titled(title, 'one ` two') });
      run({ style });
      const content = folder.read('INDEX.md').split('\n').slice(2, -1).join('\n');
      const tree = JSON.stringify(parseMarkdown(content));
      expect(tree.split('"type":"link"')).toHaveLength(2);
      // Read line by line an entry keeps its back-ticks, read as markdown it does not.
      const read = entries().map(({ link, text }) => [link, text.replace(/ ?`/g, '')]);
      expect(read).toEqual([['./x.md', expected.replace(/ ?`/g, '')]]);
      expect(run({ style, strict: true })).toEqual(['unchanged']);
    }
  });

  const piece = fc.constantFrom(
    ...'[]()<>|\\`*_~&;#!{}"\'-—: \n',
    '<!--',
    '-->',
    '&lt;',
    '**',
    'a',
    'word',
    '🚀',
    '.',
    '\u00a0',
  );
  const words = fc.array(fc.oneof(piece, fc.string()), { maxLength: 10 }).map((parts) => parts.join(''));
  const name = fc
    .array(
      fc.constantFrom(
        'a',
        ' ',
        '#',
        '%',
        '%20',
        '(',
        ')',
        '[',
        ']',
        '&',
        '&amp;',
        '`',
        '+',
        '🚀',
        '..',
        '|',
        "'",
        '<',
        '?',
        '*',
        '~',
        'É',
      ),
      { minLength: 1, maxLength: 6 },
    )
    .map((parts) => `x${parts.join('')}y`);
  const files = fc.dictionary(
    name,
    fc.record({ title: words, description: words, triggers: fc.array(words, { maxLength: 3 }) }),
    { minKeys: 1, maxKeys: 5, noNullPrototype: true },
  );
  const styles = fc.constantFrom<IndexStyle>('auto', 'path', 'title', 'table');

  it('never loses an entry or a link, and comes out the same twice', () => {
    fc.assert(
      fc.property(files, styles, (said, style) => {
        folder.remove();
        folder.write({ 'INDEX.md': `# Top\n\n${block()}\n\nafter\n` });
        for (const [path, fields] of Object.entries(said)) {
          const lines = Object.entries(fields).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
          folder.write({ [`${path}.md`]: `---\n${lines.join('\n')}\n---\n` });
        }
        expect(run({ style })).toEqual(['updated']);
        const once = folder.read('INDEX.md');
        const links = entries().map(({ link }) => decodeURIComponent(link));
        expect(links).toEqual(
          Object.keys(said)
            .map((path) => `./${path}.md`)
            .sort((a, b) => (a < b ? -1 : 1)),
        );
        expect(once.startsWith('# Top\n\n<!-- BEGIN') && once.endsWith('<!-- END GENERATED INDEX -->\n\nafter\n')).toBe(
          true,
        );
        expect(run({ style, strict: true })).toEqual(['unchanged']);
        expect(run({ style: 'auto', check: true }).length).toBe(1);
        expect(folder.read('INDEX.md')).toBe(once);
      }),
      { numRuns: 300 },
    );
  });
});
