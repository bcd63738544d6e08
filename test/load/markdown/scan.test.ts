import * as fc from 'fast-check';
import type { Heading, Nodes } from 'mdast';
import { describe, expect, it } from 'vitest';
import { parseMarkdown } from '../../../src/load/markdown/processor.ts';
import { scan } from '../../../src/load/markdown/scan.ts';

const BEGIN = '<!-- BEGIN GENERATED INDEX -->';
const END = '<!-- END GENERATED INDEX -->';

function headingsOf(text: string): string[] {
  return scan(text, 0).headings.map(({ depth, text: heading }) => `${'#'.repeat(depth)} ${heading}`);
}

function markersOf(text: string): string[] {
  return scan(text, 0).markers.map(({ edge, name }) => `${edge} ${name}`.trim());
}

describe('scan: headings', () => {
  it.each([
    [
      'each rank',
      '# a\n## b\n### c\n#### d\n##### e\n###### f',
      ['# a', '## b', '### c', '#### d', '##### e', '###### f'],
    ],
    ['a closing sequence', '## a ##\n### b #####  ', ['## a', '### b']],
    ['a hash that is part of the text', '# C# and F#\n# a #b', ['# C# and F#', '# a #b']],
    ['up to three spaces before', '   # a', ['# a']],
    ['a tab after the hash', '#\ta', ['# a']],
    ['an empty heading', '#\n## ', ['# ', '## ']],
    ['an empty heading with a closing sequence', '### ###', ['### ']],
    ['no empty line around', 'text\n# a\ntext', ['# a']],
    ['no line break at the end', 'text\n\n# a', ['# a']],
    ['CRLF', '# a\r\n\r\n## b ##\r\n', ['# a', '## b']],
    ['another script', '# 決策樹 🚀', ['# 決策樹 🚀']],
  ])('finds %s', (_name, text, expected) => {
    expect(headingsOf(text)).toEqual(expected);
  });

  it.each([
    ['seven hashes', '####### a'],
    ['no space after the hashes', '#a'],
    ['four spaces before', '    # a'],
    ['an escaped hash', '\\# a'],
    ['a hash inside a line', 'see # a'],
  ])('does not count %s', (_name, text) => {
    expect(headingsOf(text)).toEqual([]);
  });

  it.each([
    ['bold', '# **a** b', 'a b'],
    ['italics', '# *a* and _b_', 'a and b'],
    ['code', '# `dbt_assets` in use', 'dbt_assets in use'],
    ['a link', '# See [the guide](./guide.md) first', 'See the guide first'],
    ['an image', '# ![logo](a.png) Vault', 'logo Vault'],
    ['a name with underscores', '# dbt_cloud_run', 'dbt_cloud_run'],
    ['white space', '# a \t  b', 'a b'],
  ])('gives the text without its marks: %s', (_name, text, expected) => {
    expect(scan(text, 0).headings[0]?.text).toBe(expected);
  });

  it('counts lines and offsets from the start of the file, wherever it begins to read', () => {
    const text = '---\ntitle: a\n---\n\n# a\ntext\n## b\n';
    expect(scan(text, text.indexOf('\n# a'))).toMatchObject({
      headings: [
        { text: 'a', line: 5, start: text.indexOf('# a') },
        { text: 'b', line: 7, start: text.indexOf('## b') },
      ],
    });
  });

  it('finds nothing in nothing', () => {
    expect(scan('', 0)).toEqual({ headings: [], markers: [] });
  });
});

describe('scan: fences', () => {
  it.each([
    ['back-ticks', '```\n# a\n```\n# b'],
    ['tildes', '~~~\n# a\n~~~\n# b'],
    ['an info string', '```bash title="x"\n# a\n```\n# b'],
    ['an info string of tildes that holds back-ticks', '~~~ a`b\n# a\n~~~\n# b'],
    ['a longer fence', '````\n```\n# a\n```\n# a\n````\n# b'],
    ['a closing fence longer than the opening one', '```\n# a\n`````\n# b'],
    ['tildes inside back-ticks', '```\n~~~\n# a\n```\n# b'],
    ['back-ticks inside tildes', '~~~\n```\n# a\n~~~\n# b'],
    ['a fence with a language does not close', '```\n```js\n# a\n```\n# b'],
    ['a closing fence with spaces after it', '```\n# a\n```  \t\n# b'],
    ['up to three spaces before', '  ```\n# a\n   ```\n# b'],
    ['CRLF', '```\r\n# a\r\n```\r\n# b'],
    ['in a list', '- item\n  ```\n  # a\n  ```\n\n# b'],
    ['in a numbered list', '1. item\n\n   ```\n   # a\n   ```\n\n# b'],
    ['as the first thing in a list item', '- ```\n  # a\n  ```\n\n# b'],
    ['in a list in a list', '- item\n  - item\n    ```\n# a\n    ```\n\n# b'.replace('\n# a', '\n    # a')],
    ['in a quotation', '> ```\n> # a\n> ```\n\n# b'],
    ['a bullet and a fence inside a fence', '```\n- ```\n# a\n```\n# b'],
    ['a quoted fence inside a fence', '```\n> ```\n# a\n```\n# b'],
    ['a deeply indented fence inside a fence', '```\n    ```\n# a\n```\n# b'],
    ['code in a line that begins with three back-ticks', '```a``` is code\n\n# b'],
  ])('knows what is inside from what is not: %s', (_name, text) => {
    expect(headingsOf(text)).toEqual(['# b']);
  });

  it('keeps an unclosed fence open to the end', () => {
    expect(headingsOf('# a\n```\n# b\n# c')).toEqual(['# a']);
  });
});

describe('scan: markers', () => {
  it.each([
    ['plain', `${BEGIN}\n${END}`, ['begin', 'end']],
    ['named', '<!-- BEGIN GENERATED INDEX: cli -->\n<!-- END GENERATED INDEX: cli -->', ['begin cli', 'end cli']],
    ['named without a space', '<!-- BEGIN GENERATED INDEX:cli/api -->', ['begin cli/api']],
    ['named with spaces', '<!-- BEGIN GENERATED INDEX:  command line  -->', ['begin command line']],
    ['without spaces', '<!--BEGIN GENERATED INDEX-->', ['begin']],
    ['up to three spaces before', `   ${BEGIN}`, ['begin']],
    ['a remark after it', `${BEGIN} <!-- do not edit -->\n${END} the end`, ['begin', 'end']],
    ['a remark in brackets', '<!-- BEGIN GENERATED INDEX (do not edit) -->', ['begin']],
    ['a remark after a dash', '<!-- BEGIN GENERATED INDEX — run npm run gen-index -->', ['begin']],
    ['a remark without either', '<!-- BEGIN GENERATED INDEX, do not edit -->', ['begin']],
    ['a name and a remark', '<!-- BEGIN GENERATED INDEX: by title — do not edit -->', ['begin by title']],
    ['a name and a remark after a hyphen', '<!-- BEGIN GENERATED INDEX: cli/api - do not edit -->', ['begin cli/api']],
    ['a name and a remark in brackets', '<!-- BEGIN GENERATED INDEX: cli (generated) -->', ['begin cli']],
    ['a name with hyphens', '<!-- BEGIN GENERATED INDEX: dagster-dbt -->', ['begin dagster-dbt']],
    ['after <pre> on one line', `<pre>x</pre>\n${BEGIN}`, ['begin']],
    ['after a comment', `<!-- a\nb -->\n${BEGIN}`, ['begin']],
    ['after a comment that is no more than its marks', `<!-->\n${BEGIN}`, ['begin']],
    ['in <details>', `<details>\n<summary>Index</summary>\n${BEGIN}\n\n- a\n${END}\n</details>`, ['begin', 'end']],
    ['in a list', `- item\n\n  ${BEGIN}\n  ${END}`, ['begin', 'end']],
    ['far into a list', `10. item\n\n    ${BEGIN}\n    ${END}`, ['begin', 'end']],
    ['after a comment in a list that the list ends', `- <!-- a\n\n${BEGIN}`, ['begin']],
    ['after a fence in a list that the list ends', `- item\n  \`\`\`\n\n${BEGIN}`, ['begin']],
    ['right below text', `text\n${BEGIN}`, ['begin']],
    ['below a rule at the top', `---\n${BEGIN}\n---\n`, ['begin']],
    ['CRLF', `${BEGIN}\r\n\r\n${END}\r\n`, ['begin', 'end']],
    ['out of order', `${END}\n${BEGIN}`, ['end', 'begin']],
  ])('are found: %s', (_name, text, expected) => {
    expect(markersOf(text)).toEqual(expected);
  });

  it.each([
    ['inside a fence', `\`\`\`md\n${BEGIN}\n${END}\n\`\`\``],
    ['inside a fence of tildes', `~~~\n${BEGIN}\n~~~`],
    ['inside a fence in a list', `- item\n\n  \`\`\`md\n  ${BEGIN}\n  \`\`\``],
    ['in code', `\`${BEGIN}\` opens the block`],
    ['in the middle of a line', `write ${BEGIN} first`],
    ['in indented code', `text\n\n    ${BEGIN}`],
    ['other words', '<!-- BEGIN GENERATED TABLE -->'],
    ['not closed', '<!-- BEGIN GENERATED INDEX'],
    ['a longer word', '<!-- BEGIN GENERATED INDEXES -->\n<!-- BEGIN GENERATED INDEX-LIST -->'],
    ['inside a comment of several lines', `<!--\n${BEGIN}\n`],
    ['inside a comment that begins on a line of text', `<!-- see\n${BEGIN}`],
    ['inside <pre>', `<pre>\n${BEGIN}\n\n${END}\n</pre>`],
    ['inside <SCRIPT>', `<SCRIPT type="x">\n\n${BEGIN}\n</SCRIPT>`],
    ['inside <style>', `<style>\n${BEGIN}\n</style>`],
    ['inside <textarea>', `<textarea rows=2>\n${BEGIN}\n</textarea>`],
    ['inside an instruction', `<?php\n${BEGIN}\n?>`],
    ['inside a declaration', `<!DOCTYPE\n${BEGIN.replace('-->', '--')}\n>`],
    ['inside CDATA', `<![CDATA[\n${BEGIN}\n]]>`],
    ['inside a comment in a list', `- item\n\n  <!--\n  ${BEGIN}\n`],
    ['inside <pre> behind a bullet', `- <pre>\n  ${BEGIN}\n  </pre>`],
    ['inside a comment in HTML', `<div>\n<!--\n${BEGIN}\n</div>`],
    ['in a quotation', `> ${BEGIN}\n> ${END}`],
    ['behind a bullet', `- ${BEGIN}\n- ${END}`],
    ['in a table', `| a |\n|---|\n| ${BEGIN} |`],
  ])('are text: %s', (_name, text) => {
    expect(markersOf(text)).toEqual([]);
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('have offsets that cut out the marker and nothing else: %s', (_name, newline) => {
    const begin = '<!-- BEGIN GENERATED INDEX: 索引 -->';
    const text = ['🚀 text', `  ${begin} remark`, '- [a](./a.md)', END, ''].join(newline);
    const { markers } = scan(text, 0);
    expect(markers.map(({ start, end }) => text.slice(start, end))).toEqual([begin, END]);
    expect(markers.map(({ line }) => line)).toEqual([2, 4]);
  });
});

/** Every heading of a syntax tree, in document order. */
function headingNodes(node: Nodes): Heading[] {
  const inside = 'children' in node ? node.children.flatMap(headingNodes) : [];
  return node.type === 'heading' ? [node, ...inside] : inside;
}

function plain(node: Nodes): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map(plain).join('') : '';
}

const word = fc.constantFrom(
  'vault',
  'keys',
  'C#',
  'dbt_cloud',
  '數據',
  '`code`',
  '**bold**',
  '[link](./a.md)',
  '1.10',
  'a-b',
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(' '));
const heading = fc
  .tuple(
    fc.constantFrom('', '', ' ', '   '),
    fc.integer({ min: 1, max: 7 }),
    words,
    fc.constantFrom('', '', ' #', ' ###  ', '  '),
  )
  .map(([indent, depth, text, end]) => [`${indent}${'#'.repeat(depth)} ${text}${end}`]);
const fence = fc
  .tuple(
    fc.constantFrom('```', '~~~', '````', '~~~~~'),
    fc.constantFrom('', 'bash', ' text', 'js title=x'),
    fc.array(
      fc.constantFrom(
        '# a',
        '## b',
        'text',
        '',
        '```',
        '~~~',
        '```js',
        '- item',
        '- ```',
        '> ```',
        '    ```',
        '  # c',
        BEGIN,
      ),
      { maxLength: 4 },
    ),
  )
  // A line that would close the fence before its time is not part of it.
  .map(([mark, info, lines]) => [mark + info, ...lines.filter((line) => !closes(line, mark)), mark]);
const item = fc.oneof(
  { weight: 3, arbitrary: words.map((text) => [text]) },
  { weight: 1, arbitrary: fence },
  { weight: 1, arbitrary: fc.tuple(words, fence).map(([text, lines]) => [text, '', ...lines]) },
);
const list = fc
  .tuple(fc.constantFrom('- ', '* ', '1. ', '10) '), fc.array(item, { minLength: 1, maxLength: 3 }))
  .map(([bullet, items]) =>
    items.flatMap((lines) => lines.map((line, at) => (at === 0 ? bullet : ' '.repeat(bullet.length)) + line)),
  );
const quotation = fence.map((lines) => lines.map((line) => `> ${line}`));
const html = fc
  .tuple(
    fc.constantFrom(
      '<!--',
      '<!-- a -->',
      '<!-->',
      '<pre>',
      '<SCRIPT src="x">',
      '<?php',
      '<!DOCTYPE html>',
      '<![CDATA[',
      '<div>',
      '</details>',
      '<h2 class="a">',
      '<custom-tag>',
      '<a href="x">text</a>',
      BEGIN,
      END,
    ),
    fc.array(
      fc.constantFrom(
        '# a',
        '',
        'text',
        '```\n# x\n```',
        '<!-- x -->',
        '-->',
        '</pre>',
        '?>',
        ']]>',
        '>',
        '</div>',
        BEGIN,
        END,
        '\nA\n===',
      ),
      { maxLength: 4 },
    ),
    fc.constantFrom('-->', '</script>', '?>', ']]>', '</div>', ''),
  )
  .map(([open, lines, close]) => [open, ...lines, close, '', '-->', '</pre>', '?>', ']]>']);
const markdown = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 2, arbitrary: words.map((text) => [text]) },
        { weight: 3, arbitrary: heading },
        { weight: 3, arbitrary: fence },
        { weight: 2, arbitrary: list },
        { weight: 1, arbitrary: quotation },
        { weight: 2, arbitrary: html },
        { weight: 1, arbitrary: fc.constantFrom([BEGIN, '', '- [a](./a.md)', END]) },
      ),
      { maxLength: 6 },
    ),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([blocks, newline]) => blocks.map((lines) => lines.join(newline)).join(newline + newline));

function closes(line: string, mark: string): boolean {
  return /^ {0,3}(`{3,}|~{3,})\s*$/.exec(line)?.[1]?.startsWith(mark) === true;
}

/** What the syntax tree says of markers: comments that begin a line of HTML which is a block of its own. */
function markerLines(node: Nodes, source: readonly string[]): string[] {
  if (node.type === 'paragraph' || node.type === 'heading' || node.type === 'table') return [];
  if (node.type !== 'html')
    return 'children' in node ? node.children.flatMap((child) => markerLines(child, source)) : [];
  const first = node.position?.start.line ?? 0;
  const isOpaque = /^<(?:[!?]|pre|script)/i.test(node.value);
  // A comment inside of other HTML hides what is in it.
  const lines = node.value
    .replace(/<!--(?! (?:BEGIN|END) GEN)[\s\S]*?-->/g, (all) => all.replace(/[^\n]/g, 'x'))
    .split(/\r?\n/);
  return lines
    .map((line, at) => ({ line, at }))
    .filter(({ line, at }) => /^ *<!-- (?:BEGIN|END) GENERATED INDEX/.test(line) && !(isOpaque && at > 0))
    .filter(({ at }) => /^ *</.test(source[first + at - 1] ?? ''))
    .map(({ line, at }) => `${first + at} ${line.trim().slice(5, 8).trim()}`);
}

describe('headings underlined', () => {
  it.each([
    ['with equal signs', 'Bread\n=====\n\ntext', [{ depth: 1, line: 1, said: 'Bread' }]],
    ['with dashes', 'text\n\nDecision Tree\n---\n- a', [{ depth: 2, line: 3, said: 'Decision Tree' }]],
    ['with CRLF', 'Bread\r\n===\r\n', [{ depth: 1, line: 1, said: 'Bread' }]],
    ['not below a blank line', 'text\n\n---\n', []],
    ['not below a list', '- a\n---\n', []],
    ['not in a fence', '```\nBread\n===\n```\n', []],
    ['not in a table', '| a | b |\n|---|---|\n', []],
  ])('are seen %s', (_name, text, expected) => {
    const said = scan(text, 0).headings.map(({ depth, line, text: words }) => ({ depth, line, said: words }));
    expect(said).toEqual(expected);
    const parsed = headingNodes(parseMarkdown(text) ?? { type: 'root', children: [] });
    expect(parsed.map((node) => ({ depth: node.depth, line: node.position?.start.line, said: plain(node) }))).toEqual(
      expected,
    );
  });
});

describe('scan and remark', () => {
  it('find the same headings, at the same lines and offsets', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const scanned = scan(text, 0).headings.map(({ depth, line, text: said }) => ({ depth, line, said }));
        const parsed = headingNodes(parseMarkdown(text) ?? { type: 'root', children: [] }).map((node) => ({
          depth: node.depth,
          line: node.position?.start.line,
          said: plain(node).trim(),
        }));
        expect(scanned).toEqual(parsed);
      }),
      { numRuns: 500 },
    );
  });

  it('find the same markers, at the same lines', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const scanned = scan(text, 0).markers.map(({ edge, line }) => `${line} ${edge === 'begin' ? 'BEG' : 'END'}`);
        const tree = parseMarkdown(text) ?? { type: 'root', children: [] };
        expect(scanned).toEqual(markerLines(tree, text.split(/\r?\n/)));
      }),
      { numRuns: 1000 },
    );
  });

  it('has headings whose offset is the first character of their line', () => {
    fc.assert(
      fc.property(markdown, (text) => {
        for (const { start, line } of scan(text, 0).headings) {
          expect(text.slice(start)).toMatch(/^ {0,3}#|^A\r?\n===/);
          expect(start === 0 || text[start - 1] === '\n').toBe(true);
          expect(text.slice(0, start).split('\n')).toHaveLength(line);
        }
      }),
    );
  });
});

describe('scan: any text', () => {
  it('never throws and gives offsets in order, inside the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(markdown, fc.string(), fc.string({ unit: fc.constantFrom(...'#`~-> \n\r\t<!a1.') })),
        (text) => {
          const { headings, markers } = scan(text, 0);
          const starts = headings.map(({ start }) => start);
          expect(starts).toEqual([...starts].sort((a, b) => a - b));
          for (const { start, end } of markers) expect(text.slice(start, end)).toMatch(/^<!--.*-->$/);
        },
      ),
    );
  });

  it.each([
    ['spaces in a heading', `# a${' '.repeat(20_000)}b`],
    ['hashes in a heading', `# a${' #'.repeat(10_000)}b`],
    ['brackets in a heading', `# ${'['.repeat(20_000)}`],
    ['stars in a heading', `# ${' *a'.repeat(10_000)}`],
    ['spaces in a marker', `<!-- BEGIN GENERATED INDEX: a${' '.repeat(20_000)}b`],
    ['bullets', `${'- '.repeat(20_000)}x`],
    ['quotation marks', `${'> '.repeat(20_000)}x`],
    ['back-ticks', '`'.repeat(20_000)],
  ])('comes to an end on a line of a great many %s', (_name, text) => {
    expect(scan(text, 0).headings.length).toBeLessThanOrEqual(1);
  });
});
