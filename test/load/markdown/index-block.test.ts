import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { IndexEntry } from '../../../src/domain/reference.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../../../src/load/markdown/parse-document.ts';
import { tokenize } from '../../../src/text/tokenize.ts';

const BEGIN = '<!-- BEGIN GENERATED INDEX -->';
const END = '<!-- END GENERATED INDEX -->';
const HEAD = '---\ndescription: An index of what there is to know about the vault\n---\n\n# Vault\n';

function parse(body: string): ParsedDocument {
  return parseMarkdownDocument({ path: 'INDEX.md', text: HEAD + body });
}

/** The entries of one block that holds these lines; the first of them is line 9. */
function entriesIn(...lines: string[]): readonly IndexEntry[] {
  return parse(['', BEGIN, '', ...lines, END, ''].join('\n')).blocks[0]?.entries ?? [];
}

function messagesIn(parsed: ParsedDocument): string[] {
  return parsed.file.messages.map(({ line, ruleId }) => `${line} ${ruleId}`);
}

describe('index blocks: as generated', () => {
  it('reads the path style: description, then triggers in brackets', () => {
    const entries = entriesIn(
      '- [keys](./references/keys.md) — How to rotate keys. (rotate keys, key rotation; leaked key)',
      '- [cli/api](./references/cli/api.md) — The command line (v2). (vault api)',
      '- [cli/audit](./references/cli/audit/INDEX.md) — What was read by whom.',
    );
    expect(entries).toMatchObject([
      {
        text: 'keys',
        link: './references/keys.md',
        description: 'How to rotate keys.',
        triggers: ['rotate keys, key rotation', 'leaked key'],
        rest: 'How to rotate keys. (rotate keys, key rotation; leaked key)',
        line: 9,
      },
      { text: 'cli/api', description: 'The command line (v2).', triggers: ['vault api'], line: 10 },
      { text: 'cli/audit', description: 'What was read by whom.', triggers: [], line: 11 },
    ]);
  });

  it('keeps brackets inside the triggers of the path style', () => {
    expect(entriesIn('- [keys](./keys.md) — Keys. (rotate (monthly); leaked key (any))')).toMatchObject([
      { description: 'Keys.', triggers: ['rotate (monthly)', 'leaked key (any)'] },
    ]);
  });

  it('reads the title style: triggers alone, brackets and all', () => {
    const entries = entriesIn(
      '- [Key rotation](./references/keys.md) — rotating keys; a leaked key (any kind)',
      '- [keys/api](./references/keys/api.md) — the api of keys',
      '- [Audits](./references/audits.md)',
    );
    expect(entries).toMatchObject([
      { text: 'Key rotation', description: '', triggers: ['rotating keys', 'a leaked key (any kind)'] },
      { text: 'keys/api', description: '', triggers: ['the api of keys'] },
      { text: 'Audits', description: '', triggers: [], rest: '' },
    ]);
  });

  it('has no entries between markers with nothing between them', () => {
    expect(parse(`${BEGIN}\n${END}\n`).blocks).toMatchObject([{ entries: [] }]);
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
  ])('gives offsets of what stands between the markers: %s', (_name, newline) => {
    const text = `${HEAD}${BEGIN}\n\n- [keys](./keys.md) — 🔑 Keys. (rotate)\n${END}\n\nBelow\n`.replaceAll(
      '\n',
      newline,
    );
    const { blocks } = parseMarkdownDocument({ path: 'INDEX.md', text });
    const [between] = blocks.map(({ start, end }) => text.slice(start, end));
    expect(between).toBe(`\n\n- [keys](./keys.md) — 🔑 Keys. (rotate)\n`.replaceAll('\n', newline));
    expect(blocks).toMatchObject([{ line: 6, entries: [{ line: 8, triggers: ['rotate'], description: '🔑 Keys.' }] }]);
  });

  it('leaves the words of entries out of the body of the index', () => {
    const { body } = parse(`Above\n\n${BEGIN}\n- [keys](./keys.md) — Keys. (rotate)\n${END}\n\nBelow\n`);
    expect(body).toContain('Above');
    expect(body).toContain('Below');
    expect(body).not.toContain('rotate');
  });
});

describe('index blocks: edited by hand', () => {
  it.each([
    [
      'escapes of a formatter',
      ['- [keys](./keys.md) — Keys of vault-\\* and a\\_b. (vault-\\*; a\\_b)'],
      'Keys of vault-* and a_b.',
      ['vault-*', 'a_b'],
    ],
    ['another bullet', ['* [keys](./keys.md) — Keys. (rotate; leaked)'], 'Keys.', ['rotate', 'leaked']],
    ['a plus as bullet', ['+ [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
    ['numbers', ['1. [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
    ['more space after the bullet', ['-   [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
    [
      'wrapped lines',
      ['- [keys](./keys.md) — Keys of', '  the vault. (rotate;', '  leaked)'],
      'Keys of the vault.',
      ['rotate', 'leaked'],
    ],
    ['a hyphen for the dash', ['- [keys](./keys.md) - Keys. (rotate)'], 'Keys.', ['rotate']],
    ['an en dash', ['- [keys](./keys.md) – Keys. (rotate)'], 'Keys.', ['rotate']],
    ['a colon', ['- [keys](./keys.md): Keys. (rotate)'], 'Keys.', ['rotate']],
    ['a character by its name', ['- [keys](./keys.md) — Keys &amp; locks. (rotate)'], 'Keys & locks.', ['rotate']],
    [
      'an address in angle brackets',
      ['- [keys](./keys.md) — See <https://example.com>. (rotate)'],
      'See https://example.com.',
      ['rotate'],
    ],
    ['a bold link', ['- **[keys](./keys.md)** — Keys. (rotate)'], 'Keys.', ['rotate']],
    ['indented', ['  - [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
    ['a word before the link', ['- See [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
    ['a remark above', ['<!-- sorted by hand -->', '', '- [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
    ['a heading above', ['### Keys', '', '- [keys](./keys.md) — Keys. (rotate)'], 'Keys.', ['rotate']],
  ])('reads %s', (_name, lines, description, triggers) => {
    expect(entriesIn(...lines)).toMatchObject([{ text: 'keys', link: './keys.md', description, triggers }]);
  });

  it('counts lines from the start of the file', () => {
    const entries = entriesIn(
      '* [keys](./keys.md) — Keys of',
      '  the vault. (rotate)',
      '',
      '* [logs](./logs.md) — Logs. (tail)',
    );
    expect(entries.map(({ line }) => line)).toEqual([9, 12]);
  });

  it('reads entries below entries', () => {
    const entries = entriesIn(
      '- [keys](./keys.md) — Keys. (rotate)',
      '  - [keys/root](./keys/root.md) — Root key. (root)',
    );
    expect(entries).toMatchObject([
      { text: 'keys', triggers: ['rotate'] },
      { text: 'keys/root', triggers: ['root'], line: 10 },
    ]);
  });

  it('keeps a link in a description out of the way of the link of the entry', () => {
    expect(entriesIn('- [keys](./keys.md) — Keys, see [logs](./logs.md). (rotate)')).toMatchObject([
      { link: './keys.md', description: 'Keys, see logs.', triggers: ['rotate'] },
    ]);
  });

  it('reads the title style with escapes', () => {
    expect(entriesIn('- [Keys \\[old\\]](./keys.md) — vault-\\*; rotate')).toMatchObject([
      { text: 'Keys [old]', triggers: ['vault-*', 'rotate'], description: '' },
    ]);
  });

  it('reads the rows of a table: link, description, triggers', () => {
    const entries = entriesIn(
      '| File | What | When |',
      '| --- | --- | --- |',
      '| [keys](./keys.md) | Keys. | rotate; leaked |',
      '| [logs](./logs.md) | Logs. | tail |',
    );
    expect(entries).toMatchObject([
      { link: './keys.md', text: 'keys', description: 'Keys.', triggers: ['rotate', 'leaked'], line: 11 },
      { link: './logs.md', text: 'logs', description: 'Logs.', triggers: ['tail'], line: 12 },
    ]);
  });

  it('does not pass over the rows of a table whose link is not in the first column in silence', () => {
    const parsed = parse([BEGIN, '| When | File |', '| --- | --- |', '| rotate | [keys](./keys.md) |', END].join('\n'));
    const links = parsed.blocks.flatMap(({ entries }) => entries.map(({ link }) => link));
    expect(links.includes('./keys.md') || messagesIn(parsed).includes('9 index-entry-unreadable')).toBe(true);
  });

  it('reports an entry without a link and reads the others', () => {
    const parsed = parse([BEGIN, '- [keys](./keys.md) — Keys. (rotate)', '- logs — Logs. (tail)', END].join('\n'));
    expect(parsed.blocks[0]?.entries.map(({ text }) => text)).toEqual(['keys']);
    expect(messagesIn(parsed)).toEqual(['8 index-entry-unreadable']);
  });
});

describe('index blocks: markers', () => {
  const entry = '- [keys](./keys.md) — Keys. (rotate)';
  it.each([
    ['END before BEGIN', [END, entry, BEGIN], ['6 index-markers', '8 index-markers'], []],
    ['a missing END', [BEGIN, entry], ['6 index-markers'], []],
    ['a missing BEGIN', [entry, END], ['7 index-markers'], []],
    ['BEGIN twice', [BEGIN, BEGIN, entry, END], ['6 index-markers'], ['']],
    ['END twice', [BEGIN, entry, END, END], ['9 index-markers'], ['']],
    ['two blocks without a name', [BEGIN, entry, END, BEGIN, entry, END], ['9 index-markers'], ['']],
  ])('%s is reported, and what pairs up is read', (_name, lines, messages, names) => {
    const parsed = parse(lines.join('\n'));
    expect(messagesIn(parsed)).toEqual(messages);
    expect(parsed.blocks.map(({ name }) => name)).toEqual(names);
  });

  it('tells blocks apart by name', () => {
    const block = (name: string, link: string) =>
      `<!-- BEGIN GENERATED INDEX: ${name} -->\n- [a](./${link}.md) — x\n<!-- END GENERATED INDEX: ${name} -->\n`;
    const parsed = parse(`${block('cli', 'one')}\n${block('api', 'two')}\n${BEGIN}\n- [a](./three.md) — x\n${END}\n`);
    expect(messagesIn(parsed)).toEqual([]);
    expect(parsed.blocks.map(({ name, entries }) => [name, entries[0]?.link])).toEqual([
      ['cli', './one.md'],
      ['api', './two.md'],
      ['', './three.md'],
    ]);
  });

  it('reports a name used twice at the second block, and reads the first', () => {
    const block = (link: string) =>
      `<!-- BEGIN GENERATED INDEX: cli -->\n- [a](./${link}.md) — x\n<!-- END GENERATED INDEX: cli -->\n`;
    const parsed = parse(block('one') + block('two'));
    expect(messagesIn(parsed)).toEqual(['9 index-markers']);
    expect(parsed.file.messages[0]?.reason).toContain('`cli`');
    expect(parsed.blocks.map(({ entries }) => entries[0]?.link)).toEqual(['./one.md']);
  });

  it('takes markers in a fence for an example', () => {
    const parsed = parse(`\`\`\`md\n${BEGIN}\n${entry}\n${END}\n\`\`\`\n`);
    expect(parsed.blocks).toEqual([]);
    expect(messagesIn(parsed)).toEqual([]);
  });
});

/** An entry before it is written. */
interface Draft {
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly triggers: readonly string[];
}

const word = fc.string({ unit: fc.constantFrom(...'abzÉü数据ไ0917+#\'"!?/=@.,:-'), minLength: 1, maxLength: 8 });
/** Words that do not begin or end like markup, a separator or a list. */
const plainWord = fc
  .tuple(fc.constantFrom('a', 'vault', '数', 'É'), word, fc.constantFrom('b', 'key'))
  .map((parts) => parts.join(''));
const phrase = fc.array(plainWord, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
const draft: fc.Arbitrary<Draft> = fc.record({
  path: fc
    .array(fc.constantFrom('keys', 'a', 'B', 'dbt_cloud', 'b-1', 'v1.10', '数据'), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/')),
  title: phrase.map((text) => `The ${text}`),
  description: fc.oneof(
    phrase,
    phrase.map((text) => `${text}.`),
  ),
  triggers: fc.array(
    fc.oneof(
      phrase,
      phrase.map((text) => `${text} (any)`),
    ),
    { maxLength: 3 },
  ),
});
/** A block of the path style is known by its triggers. */
const pathDrafts = fc
  .tuple(draft, fc.array(draft, { maxLength: 4 }))
  .map(([{ triggers, ...first }, others]) => [{ ...first, triggers: [...triggers, 'when asked'] }, ...others]);
const titleDrafts = fc
  .array(draft, { minLength: 1, maxLength: 5 })
  .map((drafts) => drafts.map((entry): Draft => ({ ...entry, description: '' })));
const drafts = fc.oneof(
  pathDrafts.map((entries) => ({ style: 'path' as const, entries })),
  titleDrafts.map((entries) => ({ style: 'title' as const, entries })),
);

/** One line as the generator writes it. */
function write({ path, title, description, triggers }: Draft, style: 'path' | 'title'): string {
  const joined = triggers.join('; ');
  const rest = style === 'title' ? joined : [description, joined && `(${joined})`].filter(Boolean).join(' ');
  const link = `[${style === 'title' ? title : path}](./${path}.md)`;
  return rest === '' ? `- ${link}` : `- ${link} — ${rest}`;
}

describe('index blocks: what is written is what is read', () => {
  it('in both styles', () => {
    fc.assert(
      fc.property(drafts, ({ style, entries }) => {
        const read = entriesIn(...entries.map((entry) => write(entry, style)));
        expect(
          read.map(({ link, text, description, triggers, line }) => ({ link, text, description, triggers, line })),
        ).toEqual(
          entries.map(({ path, title, description, triggers }, index) => ({
            link: `./${path}.md`,
            text: style === 'title' ? title : path,
            description,
            triggers,
            line: 9 + index,
          })),
        );
      }),
    );
  });

  it('whether it is read line by line or as markdown', () => {
    fc.assert(
      fc.property(drafts, fc.nat(), ({ style, entries }, pick) => {
        const lines = entries.map((entry) => write(entry, style));
        const starred = lines.map((line, at) => (at === pick % lines.length ? line.replace('-', '*') : line));
        expect(entriesIn(...starred)).toEqual(entriesIn(...lines));
      }),
    );
  });

  it.each([
    ['struck out', '~~old~~ keys'],
    ['tildes that mean about', 'from ~5 to ~6 keys'],
    ['bold', 'the **root** key'],
    ['italics', 'the *root* and the _leaf_ key'],
    ['code', '`vault keys` list'],
    ['an address', 'see https://example.com/keys or www.example.com.'],
    ['a mail address', 'ask me@example.com'],
    ['a path with backslashes', 'C:\\vault'],
    ['a comparison', 'a < b > c'],
    ['an ampersand', 'keys & locks'],
    ['an entity', 'keys &amp; locks'],
    ['an escaped star', 'vault-\\*'],
    ['a bracketed word', 'keys [old] here'],
  ])('with the same words either way, whatever marks them: %s', (_name, said) => {
    const line = `- [keys](./keys.md) — ${said} (rotate)`;
    const [asGenerated] = entriesIn(line);
    const [asMarkdown] = entriesIn(line.replace('-', '*'));
    expect(tokenize(asMarkdown?.description ?? '')).toEqual(tokenize(asGenerated?.description ?? ''));
    expect(asMarkdown?.triggers).toEqual(asGenerated?.triggers);
    expect(asGenerated?.triggers).toEqual(['rotate']);
  });

  it('and never throws, whatever stands between the markers', () => {
    const piece = fc.constantFrom(
      '- ',
      '* ',
      '[a](./a.md)',
      ' — ',
      '(x; y)',
      '\n',
      '  ',
      '|',
      '|--|',
      '\n\n',
      '<',
      '`',
      '**',
      '](',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 12 }), (pieces) => {
        for (const { line, link } of entriesIn(pieces.join(''))) {
          expect(line).toBeGreaterThan(7);
          expect(typeof link).toBe('string');
        }
      }),
    );
  });

  it('also for an index of 2,000 entries', () => {
    const lines = Array.from({ length: 2_000 }, (_, at) => `- [k${at}](./k${at}.md) — Keys ${at}. (rotate ${at})`);
    const read = entriesIn(...lines);
    expect(read).toHaveLength(2_000);
    expect(read.at(-1)).toMatchObject({ link: './k1999.md', line: 2_008, triggers: ['rotate 1999'] });
  });
});
