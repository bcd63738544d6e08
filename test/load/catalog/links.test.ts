import { describe, expect, it } from 'vitest';
import { build, page, problemsIn } from './folders.ts';

const FILES = {
  'rye.md': page({ name: 'rye-bread', title: 'Rye Bread' }),
  'my loaf.md': '# My Loaf',
  '100%.md': '# Whole',
  'oven/INDEX.md': '# Ovens',
  'oven/heat.md': '# Heat',
  'oven/deep/door.md': '# Door',
  'a/run.md': '# Run',
  'b/run.md': '# Run',
};

/** Where the branches of a tree in `path` lead, and what was reported. */
function leads(line: string, path = 'INDEX.md'): { targets: readonly string[]; problems: string[] } {
  const tree = `# Bakery\n\n## Decision Tree\n\n${line}\n`;
  const built = build({ ...FILES, 'INDEX.md': '# Bakery', [path]: tree });
  return { targets: built.catalog.branches.flatMap(({ targets }) => targets), problems: problemsIn(built) };
}

describe('a target as written → the reference it means', () => {
  it.each([
    { why: 'a relative path', target: '[x](./rye.md)', found: 'rye.md' },
    { why: 'a path without a dot', target: '[x](oven/heat.md)', found: 'oven/heat.md' },
    { why: 'a path from the root', target: '[x](/oven/heat.md)', found: 'oven/heat.md' },
    { why: 'a way down and up again', target: '[x](oven/deep/../../rye.md)', found: 'rye.md' },
    { why: 'percent-encoding', target: '[x](./my%20loaf.md)', found: 'my loaf.md' },
    { why: 'a percent sign that encodes nothing', target: '[x](./100%.md)', found: '100%.md' },
    { why: 'an anchor in another file', target: '[x](./rye.md#crust)', found: 'rye.md' },
    { why: 'an anchor in the same file', target: '[x](#crust)', found: 'INDEX.md' },
    { why: 'a folder with an INDEX.md', target: '[x](./oven/)', found: 'oven/INDEX.md' },
    { why: 'a path without its extension', target: '[x](./oven/heat)', found: 'oven/heat.md' },
    { why: 'a back-ticked path', target: '`oven/heat.md`', found: 'oven/heat.md' },
    { why: 'a bare path', target: 'oven/heat.md', found: 'oven/heat.md' },
    { why: 'a bare file name that one file below has', target: 'door.md', found: 'oven/deep/door.md' },
    { why: 'a label that equals a title', target: 'Rye Bread', found: 'rye.md' },
    { why: 'a label in another case', target: 'RYE BREAD', found: 'rye.md' },
    { why: 'a label that equals a name', target: '`rye-bread`', found: 'rye.md' },
    { why: 'a label that equals a file name', target: 'heat', found: 'oven/heat.md' },
    { why: 'a label that equals a level-1 heading', target: '**My Loaf**', found: 'my loaf.md' },
    { why: 'a dead link whose text equals a title', target: '[Rye Bread](./old/rye-bread.md)', found: 'rye.md' },
  ])('$why: $target', ({ target, found }) => {
    expect(leads(`- Is it that one? → ${target}`)).toEqual({ targets: [found], problems: [] });
  });

  it.each([
    { why: 'leaves the root', target: '[x](../../rye.md)' },
    { why: 'leaves the root behind an encoded slash', target: '[x](%2e%2e%2frye.md)' },
    { why: 'is not there', target: '[x](./wheat.md)' },
    { why: 'is a file name that two files below have', target: 'run.md' },
  ])('what $why is reported at its line and leads nowhere: $target', ({ target }) => {
    expect(leads(`- Is it that one? → ${target}`)).toEqual({
      targets: [],
      problems: ['INDEX.md:5 tree-target-missing'],
    });
  });

  it('a link to another site leads nowhere and is nothing to report', () => {
    const lines = '- Is it that one? → [x](https://bread.test/rye.md)\n- Or this? → [r](./rye.md)';
    expect(leads(lines)).toEqual({ targets: ['rye.md'], problems: [] });
  });

  it('is relative to the file it stands in', () => {
    expect(leads('- Which one? → [x](./heat.md)', 'oven/deep.md').targets).toEqual(['oven/heat.md']);
    expect(leads('- Which one? → [x](../rye.md)', 'oven/deep.md').targets).toEqual(['rye.md']);
  });

  it('a label two references have means the nearest', () => {
    expect(leads('- Which one? → Run', 'b/which.md').targets).toEqual(['b/run.md']);
    expect(leads('- Which one? → Run', 'a/which.md').targets).toEqual(['a/run.md']);
  });

  it('several targets of one branch are kept in their order, each once', () => {
    const line = '- Which one? → [h](oven/heat.md), [r](rye.md) and [h](./oven/heat.md#again)';
    expect(leads(line).targets).toEqual(['oven/heat.md', 'rye.md']);
  });
});

describe('branches with the conditions above them', () => {
  const branches = (tree: string) =>
    build({ ...FILES, 'INDEX.md': `# Bakery\n\n## Decision Tree\n\n${tree}\n` }).catalog.branches.map(
      ({ conditions, targets, fallback }) => ({ conditions, targets, fallback }),
    );

  it('stand from the outermost to the own', () => {
    expect(branches('- Bread?\n  - Dark? → [x](rye.md)\n  - Own? → [x](<my loaf.md>)')).toMatchObject([
      { conditions: ['Bread?', 'Dark?'], targets: ['rye.md'] },
      { conditions: ['Bread?', 'Own?'], targets: ['my loaf.md'] },
    ]);
  });

  it('"Yes" adds nothing to its question, "No" takes it away', () => {
    expect(branches('- Bread?\n  - Yes → [x](rye.md)\n  - No → [x](oven/heat.md)')).toMatchObject([
      { conditions: ['Bread?'], targets: ['rye.md'] },
    ]);
    expect(branches('- Bakery?\n  - Bread?\n    - Yes → [x](rye.md)\n    - No → [x](oven/heat.md)')).toMatchObject([
      { conditions: ['Bakery?', 'Bread?'], targets: ['rye.md'] },
      { conditions: ['Bakery?'], targets: ['oven/heat.md'] },
    ]);
  });

  it('what is said behind "No" is a condition of its own', () => {
    expect(branches('- Bread?\n  - Yes → [x](rye.md)\n  - No, about heat → [x](oven/heat.md)')).toMatchObject([
      { conditions: ['Bread?'], targets: ['rye.md'] },
      { conditions: [expect.stringContaining('about heat')], targets: ['oven/heat.md'] },
    ]);
  });

  it('a question behind "No" is asked instead of the one above', () => {
    const tree = ['- Bread?', '  - Yes → [x](rye.md)', '  - No → Too hot?', '    - Yes → [x](oven/heat.md)'].join('\n');
    expect(branches(tree)).toMatchObject([
      { conditions: ['Bread?'], targets: ['rye.md'] },
      { conditions: [expect.stringContaining('Too hot?')], targets: ['oven/heat.md'] },
    ]);
  });

  it('"Yeast", "Note" and "Nothing" begin like an answer and are none', () => {
    expect(branches('- Yeast → [x](rye.md)\n- Note taking → [x](oven/heat.md)')).toMatchObject([
      { conditions: ['Yeast'] },
      { conditions: ['Note taking'] },
    ]);
  });

  it('one that points back at its own file is the fallback', () => {
    expect(branches('- Dark? → [x](rye.md)\n- Anything else → [see below](#index)')).toMatchObject([
      { targets: ['rye.md'], fallback: false },
      { targets: ['INDEX.md'], fallback: true },
    ]);
  });
});
