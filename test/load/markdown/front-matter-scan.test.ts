import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { scanFrontMatter } from '../../../src/load/markdown/front-matter-scan.ts';

/** Pieces a scalar is put together from; most of the nasty ones only matter in a certain place. */
const EASY = ['word', 'dbt Cloud', 'a', 'Z', '(in brackets)', 'é', '数据库', 'x1', 'https://example.com/a', '🚀'];
const NASTY = [
  ...[
    '"',
    "'",
    ':',
    ': ',
    ' :',
    '#',
    ' #',
    '# ',
    '-',
    '- ',
    '--- ',
    '?',
    '? ',
    '|',
    '>',
    '|-',
    '&a',
    '*a',
    '!t',
    '%',
    '@',
  ],
  ...[
    '`',
    '[',
    ']',
    '{',
    '}',
    ',',
    ', ',
    '\\',
    '\\n',
    '~',
    '=',
    '<<',
    '...',
    '""',
    "''",
    "it's",
    '1.10',
    '2024-01-02',
    'yes',
  ],
  ...[' ', '  ', '\t', '\u00a0', '\u2028', '\u0085', '\ufeff', '\u200b', '\u0001', '\u00ad', 'e\u0301', '\u3000'],
];
const KEYS = [
  'a',
  'b',
  'title',
  'not_for',
  'allowed-tools',
  'A1',
  '_x',
  'null',
  '1a',
  'é',
  'a b',
  '"q"',
  '__proto__',
  '<<',
  '',
];

const easy = fc.array(fc.constantFrom(...EASY), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' '));
const nasty = fc.array(fc.constantFrom(...EASY, ...NASTY), { maxLength: 5 }).map((parts) => parts.join(''));
const quoted = fc
  .tuple(fc.constantFrom('"', "'"), fc.oneof(easy, nasty))
  .map(([mark, text]) => `${mark}${text}${mark}`);
const scalar = fc.oneof(
  { weight: 12, arbitrary: easy },
  { weight: 3, arbitrary: nasty },
  { weight: 2, arbitrary: quoted },
);
const trail = fc.constantFrom(...Array<string>(16).fill(''), ' ', '  ', '\t', ' # remark', '\u00a0', '\ufeff');
const gap = fc.constantFrom(...Array<string>(12).fill(' '), '  ', '\t', '');
const key = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e') },
  { weight: 1, arbitrary: fc.constantFrom(...KEYS) },
);
const indent = fc.constantFrom(...Array<string>(8).fill('  '), '', ' ', '    ', '\t', ' \t');

const field = fc.tuple(key, gap, scalar, trail).map(([name, space, value, end]) => `${name}:${space}${value}${end}`);
const item = fc.tuple(gap, scalar, trail).map(([space, value, end]) => `-${space}${value}${end}`);
const odd = fc.oneof(
  { weight: 5, arbitrary: fc.constant([]) },
  { weight: 1, arbitrary: fc.tuple(indent, fc.oneof(item, scalar)).map((parts) => [parts.join('')]) },
);
/** A key with items below it, all indented alike, now and then with a line that does not belong. */
const list = fc
  .tuple(key, trail, indent, fc.array(item, { maxLength: 3 }), odd)
  .map(([name, end, space, items, last]) => [`${name}:${end}`, ...items.map((text) => space + text), ...last]);
/** A text that goes on, or begins, in the lines below its key. */
const folded = fc
  .tuple(
    key,
    gap,
    fc.oneof(scalar, fc.constant('')),
    fc.array(fc.tuple(indent, scalar, trail), { minLength: 1, maxLength: 3 }),
  )
  .map(([name, space, value, lines]) => [`${name}:${space}${value}`, ...lines.map((parts) => parts.join(''))]);
const oddLine = fc.oneof(
  fc.constantFrom('', ' ', '# remark', '  # remark', '---', '...', '%YAML 1.2', '? a', '- ', '-', 'text', '\t'),
  fc.tuple(indent, field).map((parts) => parts.join('')),
  fc.tuple(indent, item).map((parts) => parts.join('')),
);

const source = fc
  .tuple(
    fc.array(
      fc.oneof(
        { weight: 6, arbitrary: field.map((line) => [line]) },
        { weight: 5, arbitrary: list },
        { weight: 3, arbitrary: folded },
        { weight: 1, arbitrary: oddLine.map((line) => [line]) },
      ),
      { minLength: 1, maxLength: 4 },
    ),
    fc.constantFrom('\n', '\n', '\n', '\r\n'),
  )
  .map(([lines, newline]) => lines.flat().join(newline));

/** What a YAML parser makes of a source when every scalar stays text; `undefined` where it finds a mistake. */
function withParser(text: string): unknown {
  const document = parseDocument(text, { schema: 'failsafe', logLevel: 'silent' });
  return document.errors.length > 0 ? undefined : document.toJS();
}

describe('scanFrontMatter', () => {
  it.each([
    ['fields', 'title: dbt Cloud\ntype: index', { title: 'dbt Cloud', type: 'index' }],
    ['a list', 'triggers:\n  - hosted dbt\n  - dbt Cloud', { triggers: ['hosted dbt', 'dbt Cloud'] }],
    [
      'a list that is not indented',
      'triggers:\n- hosted dbt\ntype: index',
      { triggers: ['hosted dbt'], type: 'index' },
    ],
    ['quoted text with a colon', 'description: "dbt: hosted"', { description: 'dbt: hosted' }],
    ['quoted text with a hash', "description: 'dbt # hosted'", { description: 'dbt # hosted' }],
    ['an address', 'link: https://example.com/a#b', { link: 'https://example.com/a#b' }],
    ['a text over two lines', 'description: dbt\n  hosted', { description: 'dbt hosted' }],
    ['a text below its key', 'description:\n  dbt\n    hosted\na: b', { description: 'dbt hosted', a: 'b' }],
    ['escaped quotes', 'a: "say \\"b\\" \\\\"', { a: 'say "b" \\' }],
    ['CRLF', 'a: b\r\nc:\r\n  - d', { a: 'b', c: ['d'] }],
  ])('reads by itself: %s', (_name, text, expected) => {
    expect(scanFrontMatter(text)).toEqual(expected);
  });

  it.each([
    ['a number', 'version: 1.10'],
    ['a colon in plain text', 'description: dbt: hosted'],
    ['a remark', 'title: dbt # hosted'],
    ['a folded text', 'description: >\n  dbt\n  hosted'],
    ['a quoted text over two lines', 'description: "dbt\n  hosted"'],
    ['a text over two lines with a colon in it', 'description: dbt\n  kind: hosted'],
    ['a blank line in a text', 'description: dbt\n\n  hosted'],
    ['a flow list', 'triggers: [a, b]'],
    ['an escape', 'title: "a\\nb"'],
    ['a doubled quote', "title: 'it''s'"],
    ['a map', 'metadata:\n  author: me'],
    ['a key twice', 'a: b\na: c'],
    ['a key without a value', 'a:\nb: c'],
    ['a list in a list', 'a:\n  - - b'],
    ['an alias', 'a: *b'],
  ])('leaves to the parser: %s', (_name, text) => {
    expect(scanFrontMatter(text)).toBeUndefined();
  });

  it.each([
    ['a no-break space at the end belongs to the text', 'a: b\u00a0'],
    ['a byte-order mark at the end belongs to the text', 'a: b\ufeff'],
    ['a tab does not indent a list', 'a:\n\t- b'],
    ['`__proto__` is a key like any other', '__proto__: b'],
    ['`__proto__` is a key like any other for a list', '__proto__:\n  - b'],
    ['`constructor` is a key like any other', 'constructor: b'],
    ['a no-break space is text', 'a: b\u00a0c'],
    ['a line separator is text', 'a: b\u2028c'],
  ])('agrees with a YAML parser, or leaves it to one: %s', (_name, text) => {
    const scanned = scanFrontMatter(text);
    if (scanned !== undefined) expect(scanned).toStrictEqual(withParser(text));
  });

  it('agrees with a YAML parser whenever it reads by itself', () => {
    fc.assert(
      fc.property(source, (text) => {
        const scanned = scanFrontMatter(text);
        if (scanned !== undefined) expect(scanned).toStrictEqual(withParser(text));
      }),
      { numRuns: 2000 },
    );
  });

  it('reads a fair share of sources by itself, so that the property says something', () => {
    const read = fc.sample(source, { numRuns: 1000, seed: 1 }).filter((text) => scanFrontMatter(text) !== undefined);
    expect(read.length).toBeGreaterThan(100);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(source, fc.string(), fc.string({ unit: 'binary' })), (text) => {
        const scanned = scanFrontMatter(text);
        expect(['object', 'undefined']).toContain(typeof scanned);
      }),
    );
  });
});
