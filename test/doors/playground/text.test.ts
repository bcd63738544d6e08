import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cellsOf } from '../../../src/doors/playground/page/evaluate/cells.ts';
import { resolveLink } from '../../../src/doors/playground/page/reader/resolve-link.ts';
import { splitBlocks } from '../../../src/doors/playground/page/reader/split-blocks.ts';
import { evaluate, openSignpost } from '../../../src/index.ts';

describe('splitBlocks', () => {
  const paragraph = `${'word '.repeat(100)}\n\n`;

  it('loses nothing, and makes no piece longer than it says', () => {
    const line = fc.oneof(fc.string({ maxLength: 200 }), fc.constantFrom('', '```', '~~~~', 'x'.repeat(30_000)));
    fc.assert(
      fc.property(fc.array(line, { maxLength: 60 }), (lines) => {
        const text = lines.join('\n');
        const pieces = splitBlocks(text);
        expect(pieces.join('')).toBe(text);
        for (const piece of pieces) expect(piece.length).toBeLessThanOrEqual(24_000);
      }),
    );
  });

  it('cuts between paragraphs', () => {
    const pieces = splitBlocks(paragraph.repeat(100));
    expect(pieces.length).toBeGreaterThan(4);
    for (const piece of pieces) expect(piece.endsWith('\n\n')).toBe(true);
  });

  it('does not cut a fence, unless it is too long', () => {
    const fence = `\`\`\`\n${paragraph.repeat(18)}\`\`\`\n\n`;
    const [first = '', second = ''] = splitBlocks(`${paragraph.repeat(10)}${fence}${paragraph}`);
    expect(first.split('```')).toHaveLength(3);
    expect(second).toBe(paragraph);
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
