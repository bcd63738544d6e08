import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Branch, DecisionTree } from '../../../src/domain/reference.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../../../src/load/markdown/parse-document.ts';
import { fixtureCases, readFixture } from './fixture-folders.ts';

function parse(text: string): ParsedDocument {
  return parseMarkdownDocument({ path: 'SKILL.md', text });
}

/** A tree as indented lines: `condition => target + target ~> outcome`. */
function renderTrees(trees: readonly DecisionTree[]): string {
  const lines = (branches: readonly Branch[], indent: string): string[] =>
    branches.flatMap(({ condition, targets, outcome, branches: below }) => [
      indent +
        condition +
        (targets.length > 0 ? ` => ${targets.map(({ path }) => path).join(' + ')}` : '') +
        (outcome === undefined ? '' : ` ~> ${outcome}`),
      ...lines(below, `${indent}  `),
    ]);
  return trees
    .flatMap(({ branches }) => lines(branches, ''))
    .join('\n')
    .concat('\n');
}

function allBranches(branches: readonly Branch[]): Branch[] {
  return branches.flatMap((branch) => [branch, ...allBranches(branch.branches)]);
}

function messagesIn(parsed: ParsedDocument, rule: string): string[] {
  return parsed.file.messages.filter(({ ruleId }) => ruleId === rule).map(({ line, column }) => `${line}:${column}`);
}

describe('decision trees', () => {
  it.each(fixtureCases('trees'))('are read however they are written: %s', (name) => {
    const parsed = parse(readFixture('trees', name, 'input.md'));
    expect(renderTrees(parsed.trees)).toBe(readFixture('trees', name, 'tree.txt'));
    expect(messagesIn(parsed, 'tree-empty')).toEqual([]);
  });

  it.each(fixtureCases('trees'))('put every branch on the line its condition stands in: %s', (name) => {
    const text = readFixture('trees', name, 'input.md');
    const lines = text.split('\n');
    for (const tree of parse(text).trees) {
      expect(lines[tree.line - 1]).toMatch(/^#+ /);
      expect(lines[tree.line - 1]).toContain(tree.heading);
      for (const { line, targets, condition } of allBranches(tree.branches)) {
        // The line of a graph names the node by its id, and a formatter may have marked up the words.
        const [path = '', firstWord = ''] = [targets[0]?.path, /[\p{L}\p{N}]+/u.exec(condition)?.[0]];
        const here = lines.slice(line - 1, line + 3).join('\n');
        expect(here.includes(firstWord) || here.includes(path)).toBe(true);
      }
    }
  });

  it('are read from an indented drawing as from one at the margin', () => {
    const drawing = ['Q?', '├─ one → a.md', '│  ├─ two → b.md', '│  └─ three → c.md', '└─ four → d.md'];
    const atMargin = parse(`## Decision Tree\n\n\`\`\`\n${drawing.join('\n')}\n\`\`\`\n`);
    const indented = parse(`## Decision Tree\n\n\`\`\`\n${drawing.map((line) => `    ${line}`).join('\n')}\n\`\`\`\n`);
    expect(renderTrees(indented.trees)).toBe(renderTrees(atMargin.trees));
  });

  it.each([
    ['a fence', '```\none → a.md\ntwo → b.md\n```', [4, 5]],
    ['a fence of tildes', '~~~\none → a.md\ntwo → b.md\n~~~', [4, 5]],
    ['indented code', '    one → a.md\n    two → b.md', [3, 4]],
    ['a paragraph', 'one → a.md\ntwo → b.md', [3, 4]],
    ['a list', '- one → a.md\n- two → b.md', [3, 4]],
    ['a table', '| When | Read |\n|--|--|\n| one | a.md |\n| two | b.md |', [5, 6]],
    ['a graph', '```dot\n"Q" -> "a.md" [label="one"]\n"Q" -> "b.md" [label="two"]\n```', [4, 5]],
  ])('know the lines of their branches in %s', (_name, lines, expected) => {
    const { trees } = parse(`## Decision Tree\n\n${lines}\n`);
    expect(trees[0]?.branches.map(({ line }) => line)).toEqual(expected);
  });

  it.each(['→', '->', '-->', '=>', '==>', '⇒', '➜', '⟶', '—>', '──►', '▶'])('know the arrow %s', (arrow) => {
    const { trees } = parse(`## Decision Tree\n\n- The moon is full ${arrow} [tides](./tides.md)\n`);
    expect(renderTrees(trees)).toBe('The moon is full => ./tides.md\n');
  });

  it.each(['a > b', 'x >= 3', 'well-known', '2 - 1', 'a — b', 'a–b'])('do not take %s for an arrow', (words) => {
    const { trees } = parse(`## Decision Tree\n\n- When ${words} holds → [tides](./tides.md)\n`);
    expect(trees[0]?.branches[0]?.condition).toContain(words);
  });

  it.each([
    ['a link', '[tides](./tides.md)', './tides.md'],
    ['a bold link', '**[tides](./tides.md)**', './tides.md'],
    ['a link to a section', '[tides](./tides.md#spring)', './tides.md#spring'],
    ['a link to a folder', '[tides](./tides/)', './tides/'],
    ['a path in back-ticks', '`tides.md`', 'tides.md'],
    ['a command in back-ticks', '`cat tides.md`', 'tides.md'],
    ['a bare path', 'references/tides.md', 'references/tides.md'],
    ['a bare path in brackets', 'tides (references/tides.md)', 'references/tides.md'],
    ['a bare path and a full stop', 'read tides.md.', 'tides.md'],
    ['a path up', '../tides.md', '../tides.md'],
    ['a path in another script', '潮/満潮.md', '潮/満潮.md'],
    ['mdx', 'tides.mdx', 'tides.mdx'],
  ])('find a target written as %s', (_name, written, path) => {
    const { trees } = parse(`## Decision Tree\n\n- The moon is full → ${written}\n`);
    expect(trees[0]?.branches[0]?.targets.map((target) => target.path)).toEqual([path]);
  });

  it.each([
    ['a glob', '`tides/*.md`'],
    ['another site', '[tides](https://example.com/tides.md)'],
    ['a mail address', '[me](mailto:me@example.com)'],
    ['another kind of file', '`tides.csv`'],
  ])('do not take %s for a target', (_name, written) => {
    const { trees } = parse(`## Decision Tree\n\n- The moon is full → ${written}\n- Else → [a](./a.md)\n`);
    expect(trees[0]?.branches.flatMap(({ targets }) => targets.map(({ path }) => path))).toEqual(['./a.md']);
  });

  it('name each target of a branch once', () => {
    const { trees } = parse('## Decision Tree\n\n- Full moon → [tides](./tides.md), `./tides.md` or ./tides.md\n');
    expect(renderTrees(trees)).toBe('Full moon => ./tides.md\n');
  });

  it.each([
    ['Decision Tree'],
    ['Workflow decision-tree'],
    ['Routing Table'],
    ['Which reference should I read?'],
    ['Choosing the right guide'],
    ['Where to look'],
    ['決定木'],
    ['결정 트리'],
    ['Árbol de decisión'],
    ['Entscheidungsbaum'],
  ])('are told by their heading: %s', (heading) => {
    expect(parse(`### ${heading}\n\n- Full moon → [tides](./tides.md)\n`).trees).toMatchObject([{ heading }]);
  });

  it.each([['Tides'], ['Installation'], ['How decisions are made'], ['Tree of life']])(
    'are not looked for below other headings: %s',
    (heading) => {
      expect(parse(`## ${heading}\n\n- Full moon → [tides](./tides.md)\n`).trees).toEqual([]);
    },
  );

  it('are not looked for below a heading in a fence', () => {
    expect(parse('```md\n## Decision Tree\n\n- Full moon → [tides](./tides.md)\n```\n').trees).toEqual([]);
  });

  it('end where a section of the same rank begins', () => {
    const { trees, body } = parse('## Decision Tree\n\n- Moon → [a](./a.md)\n\n## Notes\n\n- Sun → [b](./b.md)\n');
    expect(renderTrees(trees)).toBe('Moon => ./a.md\n');
    expect(body).not.toContain('Moon');
    expect(body).toContain('Sun');
  });

  it('stay in the body where they are all the document has', () => {
    expect(parse('# Decision Tree\n\n- Moon → [a](./a.md)\n').body).toContain('Moon');
  });
});

describe('decision trees without a branch', () => {
  it.each([
    ['nothing below the heading', '# Tides\n\n## Decision Tree\n', '3:1'],
    ['the next heading right below', '## Decision Tree\n## Notes\n\n- Moon → [a](./a.md)\n', '1:1'],
    ['words that lead nowhere', 'text\n\n### Decision tree\n\nThink first.\n', '3:1'],
    ['code', '## Decision Tree\n\n```python\nread("a.md")\n```\n', '1:1'],
    ['a drawing with nothing in it', '## Decision Tree\n\n```\n│\n└─\n```\n', '1:1'],
    ['below front matter', '---\ntitle: a\ntriggers: [b]\n---\n\n## Decision Tree\n', '6:1'],
    ['CRLF', '# Tides\r\n\r\n## Decision Tree\r\n', '3:1'],
    ['no line break at the end', '## Decision Tree', '1:1'],
    ['a routing table without rows', '## Routing Table\n\n| When | Read |\n|--|--|\n', '1:1'],
  ])('are reported at their heading: %s', (_name, text, place) => {
    const parsed = parse(text);
    expect(parsed.trees).toEqual([]);
    expect(messagesIn(parsed, 'tree-empty')).toEqual([place]);
  });

  it('are not reported where the heading promises no tree', () => {
    expect(messagesIn(parse('## Where to start\n\nAnywhere.\n'), 'tree-empty')).toEqual([]);
  });
});

describe('decision trees: hostile', () => {
  it('read 2,000 list items below one another', () => {
    const items = Array.from(
      { length: 2_000 },
      (_, at) => `${' '.repeat((at % 10) * 2)}- case ${at} → [r](./${at}.md)`,
    );
    const { trees } = parse(`## Decision Tree\n\n${items.join('\n')}\n`);
    const branches = trees.flatMap((tree) => allBranches(tree.branches));
    expect(branches.map(({ targets }) => targets[0]?.path)).toEqual(items.map((_item, at) => `./${at}.md`));
    expect(branches.map(({ line }) => line)).toEqual(items.map((_item, at) => at + 3));
  });

  it('read list items nested 100 deep', () => {
    const items = Array.from({ length: 100 }, (_, depth) => `${'  '.repeat(depth)}- level ${depth}`);
    const { trees } = parse(`## Decision Tree\n\n${items.join('\n')} → [end](./end.md)\n`);
    const branches = trees.flatMap((tree) => allBranches(tree.branches));
    expect(branches).toHaveLength(100);
    expect(branches.at(-1)?.targets).toMatchObject([{ path: './end.md' }]);
  });

  it('read a fence of 5,000 lines', () => {
    const lines = Array.from({ length: 5_000 }, (_, at) => `├─ case ${at} → refs/${at}.md`);
    const { trees } = parse(`## Decision Tree\n\n\`\`\`\nWhich case?\n${lines.join('\n')}\n\`\`\`\n`);
    const branches = trees[0]?.branches[0]?.branches ?? [];
    expect(branches).toHaveLength(5_000);
    expect(branches.at(-1)).toMatchObject({ condition: 'case 4999', targets: [{ path: 'refs/4999.md' }], line: 5_004 });
  });

  it('read a drawing whose 300 lines each hang on the one before', () => {
    const lines = Array.from({ length: 300 }, (_, at) => `${'   '.repeat(at)}└─ step ${at}`);
    const { trees } = parse(`## Decision Tree\n\n\`\`\`\n${lines.join('\n')} → end.md\n\`\`\`\n`);
    const branches = trees.flatMap((tree) => allBranches(tree.branches));
    expect(branches.at(-1)?.targets).toMatchObject([{ path: 'end.md' }]);
  });

  it('never throw, whatever stands below the heading', () => {
    const piece = fc.constantFrom(
      ...[
        '- ',
        '* ',
        '1. ',
        '  ',
        '\n',
        '\n\n',
        '→',
        '->',
        ' => ',
        '├─ ',
        '└─ ',
        '│ ',
        '+-- ',
        '| ',
        '|--|--|',
        '```\n',
      ],
      ...['```dot\n', '```mermaid\n', 'A -->|x| B[b.md]', '"a" -> "b.md" [label="c"]', '**', '[a](./a.md)', '`b.md`'],
      ...['### ', '> ', '(', ')', '?', 'Yes', 'No', 'Read ', 'for ', 'c.md', '\u0001', '…', '\t'],
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' })), { maxLength: 30 }), (pieces) => {
        const text = `## Decision Tree\n${pieces.join('')}`;
        const lines = text.split('\n').length;
        const parsed = parse(text);
        for (const branch of parsed.trees.flatMap((tree) => allBranches(tree.branches))) {
          expect(branch.condition).not.toBe('');
          expect(branch.targets.length + branch.branches.length + (branch.outcome ?? '').length).toBeGreaterThan(0);
          expect(branch.line).toBeGreaterThanOrEqual(1);
          expect(branch.line).toBeLessThanOrEqual(lines);
          for (const { path, text: said } of branch.targets) {
            expect(path).not.toBe('');
            expect(said).not.toBe('');
          }
        }
        for (const { line } of parsed.file.messages) expect(line ?? 1).toBeLessThanOrEqual(lines);
      }),
      { numRuns: 500 },
    );
  });
});
