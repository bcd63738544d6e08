import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../src/doors/playground/page/evaluate/cells.ts';
import { resolveLink } from '../../../src/doors/playground/page/reader/resolve-link.ts';
import { definitionsOf, splitBlocks } from '../../../src/doors/playground/page/reader/split-blocks.ts';
import { openSignpost } from '../../../src/index.ts';
import { evaluate } from '../../../src/maintain/evaluate/evaluate.ts';

describe('splitBlocks', () => {
  const paragraph = `${'word '.repeat(100)}\n\n`;

  it('loses nothing, and makes no piece longer than it says', () => {
    // Neither fences nor tables: those begin again where they are cut.
    const line = fc.oneof(fc.stringMatching(/^[a-z ]{0,200}$/), fc.constantFrom('', 'x'.repeat(20_000)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 200 }), (lines) => {
        const text = lines.join('\n');
        const pieces = splitBlocks(text);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(6_000);
      }),
    );
  });

  it('ends for any text, with all that is in it', () => {
    const line = fc.oneof(fc.string(), fc.constantFrom('', '```', '~~~~', '| a | b |', '|---|---|', 'x'.repeat(9_000)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 100 }), (lines) => {
        const pieces = splitBlocks(lines.join('\n'));
        const words = (text: string) => text.split(/[^x]+/).join('').length;
        expect(words(pieces.join(''))).toBe(words(lines.join('\n')));
      }),
    );
  });

  it('cuts between paragraphs', () => {
    const pieces = splitBlocks(paragraph.repeat(100));
    expect(pieces.length).toBeGreaterThan(10);
    for (const piece of pieces) expect(piece.endsWith('\n\n')).toBe(true);
  });

  it('does not cut a fence that is short enough', () => {
    const fence = `\`\`\`\n${paragraph.repeat(8)}\`\`\`\n\n`;
    const [first = '', second = ''] = splitBlocks(`${paragraph.repeat(3)}${fence}${paragraph}`);
    expect(first.split('```')).toHaveLength(3);
    expect(second).toBe(paragraph);
  });

  it('begins a long fence again, and ends it where it ends', () => {
    const pieces = splitBlocks(`~~~~ yaml\n${'key: value\n'.repeat(2_000)}~~~~\n\n# After\n`);
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces.slice(0, -1)) expect(piece).toMatch(/^~~~~ yaml\nkey: value\n/);
    expect(pieces.join('').match(/key: value/g)).toHaveLength(2_000);
    expect(pieces.at(-2)).toMatch(/key: value\n~~~~\n\n$/);
    expect(pieces.at(-1)).toBe('# After\n');
  });

  it('begins a long table again with its head', () => {
    const pieces = splitBlocks(`Before\n\n| name | use |\n| :--- | ---: |\n${'| a | b |\n'.repeat(2_000)}\nAfter\n`);
    expect(pieces.length).toBeGreaterThan(3);
    for (const piece of pieces.slice(1)) expect(piece).toMatch(/^\| name \| use \|\n\| :--- \| ---: \|\n\| a \| b \|/);
    expect(pieces.join('').match(/\| a \| b \|/g)).toHaveLength(2_000);
  });

  it.each([
    ['|---|', true],
    ['--- | ---', true],
    ['  | :-: | -- |', true],
    [':--|', true],
    ['| - |  | - |', false],
    ['| - | x |', false],
    ['|', false],
    ['||', false],
    ['    | - | - |', false],
  ])('takes %s below a head for the rule of a table: %s', (rule, isRule) => {
    const pieces = splitBlocks(`| a | b |\n${rule}\n${'| c | d |\n'.repeat(2_000)}`);
    expect(pieces.slice(1).every((piece) => piece.startsWith('| a | b |\n'))).toBe(isRule);
  });

  it.each([
    ['a row of empty cells', `| a | b |\n| - ${'|  '.repeat(300)}| x |`],
    ['spaces in a rule', `| a | b |\n| - |${' '.repeat(900)}x |`],
    ['dashes in a rule', `| a | b |\n| ${'-'.repeat(900)}x |`],
    ['half of a definition', `${`[${'a'.repeat(190)}]:${' '.repeat(700)}\n`.repeat(100)}`],
  ])('takes no longer for %s', { timeout: 5000 }, (_what, text) => {
    expect(splitBlocks(text).join('')).toBe(text);
    expect(definitionsOf(text)).toBe('');
  });
});

describe('definitionsOf', () => {
  it('finds what links name by a label, outside of fences', () => {
    const text = 'See [a].\n\n[a]: ./a.md\n [b c]: <b.md> "B"\n[^1]: a note\n```\n[d]: d.md\n```\n[e] : e.md\n';
    expect(definitionsOf(text)).toBe('[a]: ./a.md\n [b c]: <b.md> "B"\n\n');
    expect(definitionsOf('none')).toBe('');
    expect(definitionsOf('[a]: b\n'.repeat(5_000)).length).toBeLessThan(1_000);
  });
});

describe('resolveLink', () => {
  it.each([
    ['./b.md', 'a/INDEX.md', 'a/b.md'],
    ['../c/d.md#part', 'a/INDEX.md', 'c/d.md'],
    ['b%20c.md', 'INDEX.md', 'b c.md'],
    ['%E0%A4%A.md', 'INDEX.md', '%E0%A4%A.md'],
    ['../../b.md', 'a/INDEX.md', undefined],
    ['/etc/b.md', 'a/INDEX.md', undefined],
    ['https://example.org/b.md', 'a/INDEX.md', undefined],
    ['javascript:b.md', 'a/INDEX.md', undefined],
    ['b.png', 'a/INDEX.md', undefined],
  ])('%s in %s is %s', (link, from, expected) => expect(resolveLink(link, from)).toBe(expected));
});

describe('cellsOf', () => {
  it('has what was taken for what, and what was right', async () => {
    const signpost = await openSignpost({ roots: ['references'] });
    const row = (query: string, expected: string) => ({ query, expected: [expected], acceptable: [], not: [] });
    const [checks, lint] = ['dagster-dbt/asset-checks.md', 'signpost/lint.md'];
    const evaluation = evaluate(signpost, [
      row('dbt tests as asset checks', checks),
      row('dbt tests as asset checks', lint),
      row('signpost lint', lint),
    ]);
    const { names, countOf, isCut } = cellsOf(evaluation);
    expect(names).toEqual([checks, lint]);
    expect([countOf(lint, checks), countOf(lint, lint), countOf(checks, checks), countOf(checks, lint)]).toEqual([
      1, 1, 1, 0,
    ]);
    expect(isCut).toBe(false);
  });

  it('has no more than can be looked at, the most frequent first', () => {
    const confusions = Array.from({ length: 20 }, (_, at) => ({
      expected: `e${at}`,
      chosen: `c${at}`,
      count: 20 - at,
    }));
    const { names, isCut } = cellsOf({ confusions, references: [] });
    expect(names).toHaveLength(12);
    expect(names).toContain('e5');
    expect(names).not.toContain('e6');
    expect(isCut).toBe(true);
  });
});
