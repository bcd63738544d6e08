/** Documents made to keep a parser busy: each is read in the time of its length, and the one beside it still routes. */

import { describe, expect, it } from 'vitest';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const tree = (body: string) => `# T\n\n## Decision Tree\n\n${body}\n`;
const numbered = (count: number, line: (index: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

const documents: readonly (readonly [name: string, text: string])[] = [
  ['bullets inside one another on one line', tree(`${'-  '.repeat(40_000)}x`)],
  ['emphasis inside emphasis', tree(`- ${'**a '.repeat(2000)}${'a** '.repeat(2000)}`)],
  ['a marker with spaces without end', `# a\n<!-- BEGIN GENERATED INDEX: ${' '.repeat(40_000)}x\n`],
  ['a heading of spaces', `# a${' '.repeat(200_000)}b\n`],
  ['a heading of brackets', `# ${'['.repeat(200_000)}`],
  ['headings that all speak of a tree', '# which file\n'.repeat(20_000)],
  ['a branch of one word over and over', tree(`- a ${'then '.repeat(20_000)} [x](x.md)`)],
  ['a branch of commas', tree(`- a${','.repeat(40_000)} -> [x](x.md)`)],
  ['an arrow without a head', tree(`- a${'–'.repeat(40_000)}`)],
  ['a drawing of spaces', tree(`\`\`\`\n${' '.repeat(40_000)}x -> a.md\n\`\`\``)],
  ['a drawing of rails', tree(`\`\`\`\n${'│'.repeat(100_000)}\n\`\`\``)],
  ['a drawing of brackets', tree(`\`\`\`\n${'['.repeat(1900)}${'a'.repeat(2_000_000)}\n\`\`\``)],
  ['a flow chart of dashes', tree(`\`\`\`mermaid\n${`a${'-'.repeat(490)}\n`.repeat(100)}\n\`\`\``)],
  ['a flow chart of arrows', tree(`\`\`\`mermaid\n${`a${'-- '.repeat(80)}\n`.repeat(2000)}\n\`\`\``)],
  ['emphasis that never closes', tree('*a_ '.repeat(20_000))],
  ['comments that never close', tree(`a ${'<!--'.repeat(10_000)}`)],
  ['back-ticks of every length', tree(Array.from({ length: 600 }, (_, i) => `${'`'.repeat(i + 1)} a`).join(' '))],
  ['brackets that close before they open', tree(`${']('.repeat(20_000)}${'['.repeat(20_000)}`)],
  ['front matter of blank lines', `---\ndescription: >\n${'\n'.repeat(60_000)}---\n`],
  ['front matter of one number', `---\ntitle: ${'1'.repeat(60_000)}x\n---\n`],
  ['combining marks without end', `a${'\u0315\u0300'.repeat(100_000)}`],
  ['a table wider than a page', tree(`|${'a|'.repeat(1000)}\n|${'-|'.repeat(1000)}\n${'|x|\n'.repeat(5000)}`)],
];

describe('a document made to keep a parser busy', () => {
  it.each(documents)('%s', (_name, text) => {
    const signpost = buildSignpost([
      { path: 'INDEX.md', text },
      { path: 'bread.md', text: '---\ndescription: Baking sourdough bread at home.\n---\n' },
    ]);
    expect(signpost.route('baking sourdough bread').references.map(({ id }) => id)).toEqual(['bread.md']);
  });

  it('is not every long one: a tree of 1,000 boxes to tick and one of 2,000 branches are read', () => {
    const boxes = buildSignpost([
      { path: 'INDEX.md', text: tree(numbered(1000, (i) => `- [ ] case ${i} → [x](a.md)`)) },
      { path: 'a.md', text: '# A' },
    ]);
    expect(boxes.catalog.branches).toHaveLength(1000);
    const branches = buildSignpost([
      { path: 'INDEX.md', text: tree(numbered(2000, (i) => `- case ${i} → \`a.md\``)) },
      { path: 'a.md', text: '# A' },
    ]);
    expect(branches.catalog.branches).toHaveLength(2000);
  });
});
