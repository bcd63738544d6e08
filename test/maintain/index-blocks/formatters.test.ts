/**
 * What formatters make of a block is no drift. The fixtures are what they wrote, named `tool.style.md`: Prettier 3 as it
 * comes and with wrapped prose, markdownlint-cli2 0.22 with `fix` (without MD037, which takes spaces out of `2 * 3 *`),
 * remark-cli 12 with remark-gfm.
 */

import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sameMarkdown } from '../../../src/load/markdown/same-markdown.ts';
import { type GenerateIndexOptions, generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { makeFolder, type TestFolder } from '../folder.ts';

const fixtures = join(import.meta.dirname, 'fixtures/formatters');
const rewritten = readdirSync(fixtures).filter((name) => name.endsWith('.md'));

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
  cpSync(join(fixtures, 'files'), folder.path, { recursive: true });
});
afterEach(() => folder.remove());

const run = (options: Partial<GenerateIndexOptions>) =>
  generateIndex({ roots: [folder.path], ...options }).files.map(({ status }) => status);

describe('a block rewritten by a formatter', () => {
  it('is tried for four tools and three styles', () => expect(rewritten).toHaveLength(12));

  it.each(rewritten)('is left alone: %s', (name) => {
    const text = readFileSync(join(fixtures, name), 'utf8');
    folder.write({ 'INDEX.md': text });
    expect(run({ check: true })).toEqual(['unchanged']);
    expect(run({})).toEqual(['unchanged']);
    expect(folder.read('INDEX.md')).toBe(text);
  });

  it.each(rewritten)('is drift when every byte counts, and then rewritten: %s', (name) => {
    folder.write({ 'INDEX.md': readFileSync(join(fixtures, name), 'utf8') });
    const [, style = ''] = name.split('.');
    expect(run({ check: true, strict: true })).toEqual(['drift']);
    expect(run({ strict: true })).toEqual(['updated']);
    expect(folder.read('INDEX.md')).toMatch(
      style === 'table'
        ? /^\| --- \| --- \| --- \|$/m
        : style === 'path'
          ? /^- \[stars\]/m
          : /^- \[Packages named dagster-\*\]/m,
    );
    expect(run({ check: true, strict: true })).toEqual(['unchanged']);
  });

  it.each(rewritten)('has drifted once a file says something else: %s', (name) => {
    folder.write({ 'INDEX.md': readFileSync(join(fixtures, name), 'utf8') });
    folder.write({ 'plain.md': '---\ntitle: Plain\ntriggers: ["something special"]\n---\n' });
    expect(run({ check: true })).toEqual(['drift']);
  });
});

describe('sameMarkdown', () => {
  it.each([
    ['bullets', '- a\n- b', '* a\n* b'],
    ['numbers', '- a\n- b', '1. a\n2. b'],
    ['empty lines between', '- a\n- b', '- a\n\n- b\n'],
    ['escapes', '- dagster-* and a_b', '- dagster-\\* and a\\_b'],
    ['characters by name', '- a & b', '- a &amp; b'],
    ['wrapped lines', '- a b c', '- a\n  b\n  c'],
    ['spaces at the end', '- a  \n- b \n', '- a\n- b'],
    ['CRLF', '- a\n- b\n', '- a\r\n- b\r\n'],
    ['the width of a table', '| a | b |\n|-|-|\n| c | d |', '| a   | b   |\n| :-- | --- |\n| c   | d   |'],
    ['marks of emphasis', '- *a* and __b__', '- _a_ and **b**'],
    ['angle brackets around an address', '- https://example.com', '- <https://example.com>'],
  ])('does not mind %s', (_name, left, right) => {
    expect(sameMarkdown(left, right)).toBe(true);
    expect(sameMarkdown(right, left)).toBe(true);
  });

  it.each([
    ['a word', '- a', '- b'],
    ['a link', '- [a](./a.md)', '- [a](./b.md)'],
    ['a space between words', '- a *b*', '- a*b*'],
    ['the order', '- a\n- b', '- b\n- a'],
    ['the nesting', '- a\n- b', '- a\n  - b'],
    ['emphasis', '- a', '- *a*'],
    ['a list or a paragraph', '- a', 'a'],
    ['a remark', '- a', '<!-- x -->\n\n- a'],
    ['nesting past reading', `${'- '.repeat(2000)}a`, `${'* '.repeat(2000)}a`],
  ])('minds %s', (_name, left, right) => {
    expect(sameMarkdown(left, right)).toBe(false);
    expect(sameMarkdown(left, left)).toBe(true);
  });
});
