import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageSeverities } from '../../../src/domain/message.ts';
import { type ParsedDocument, parseMarkdownDocument } from '../../../src/load/markdown/parse-document.ts';
import { fixtureCases, readFixture, renderMessages } from './fixture-folders.ts';

const DESCRIPTION = 'How to rotate the keys of the vault and what to do when one leaks';

/** A document with these lines between its fences. */
function parseFields(frontMatter: string, language = ''): ParsedDocument {
  return parseMarkdownDocument({ path: 'keys.md', text: `---${language}\n${frontMatter}\n---\n\n# Keys\n` });
}

function codesOf({ file }: ParsedDocument): (string | undefined)[] {
  return file.messages.map(({ ruleId }) => ruleId);
}

describe('front matter', () => {
  it.each(fixtureCases('front-matter'))('is read as meant, with its messages: %s', (name) => {
    const parsed = parseMarkdownDocument({ path: 'input.md', text: readFixture('front-matter', name, 'input.md') });
    expect(parsed.fields).toEqual(JSON.parse(readFixture('front-matter', name, 'fields.json')));
    expect(renderMessages(parsed)).toBe(readFixture('front-matter', name, 'messages.txt'));
    expect(globalThis).not.toHaveProperty('pwned');
  });

  it.each(fixtureCases('front-matter'))('is read the same with CRLF as with LF: %s', (name) => {
    const text = readFixture('front-matter', name, 'input.md').replaceAll('\r\n', '\n');
    const withLf = parseMarkdownDocument({ path: 'input.md', text });
    const withCrlf = parseMarkdownDocument({ path: 'input.md', text: text.replaceAll('\n', '\r\n') });
    expect(withCrlf.fields).toEqual(withLf.fields);
    expect(codesOf(withCrlf).filter((code) => code !== 'line-endings')).toEqual(codesOf(withLf));
  });

  it.each(fixtureCases('front-matter'))('reports what it cannot use as an error and the rest as less: %s', (name) => {
    const { file } = parseMarkdownDocument({ path: 'input.md', text: readFixture('front-matter', name, 'input.md') });
    const severities: Readonly<Record<string, string>> = messageSeverities;
    for (const { ruleId, fatal, reason } of file.messages) {
      expect(fatal).toBe({ error: true, warning: false }[severities[ruleId ?? ''] ?? '']);
      expect(reason).toMatch(/^Unexpected .+, expected .+/s);
    }
  });

  it.each([
    'js',
    'JS',
    ' js ',
    'javascript',
    'JavaScript',
    'json',
    'coffee',
    'coffeescript',
    'cson',
    'toml',
    'JSON',
    'constructor',
    'toString',
    'valueOf',
    'hasOwnProperty',
    '__proto__',
  ])('is never run and gives no fields in another language: ---%s', (language) => {
    const parsed = parseFields('globalThis.pwned = true', language);
    expect(globalThis).not.toHaveProperty('pwned');
    expect(parsed.fields).toEqual({});
    expect(parsed.file.messages.filter(({ fatal }) => fatal)).not.toEqual([]);
    expect(parsed.headings.map(({ text }) => text)).toEqual(['Keys']);
  });

  it.each(['yaml', 'yml', ' yaml', 'YAML'])('is read when it says what it is: ---%s', (language) => {
    const parsed = parseFields(`description: ${DESCRIPTION}`, language);
    expect(parsed.fields).toEqual({ description: DESCRIPTION });
    expect(codesOf(parsed)).toEqual([]);
  });

  it('does not run a tag that names a function', () => {
    const parsed = parseFields('description: !!js/function "function(){ globalThis.pwned = true }()"');
    expect(globalThis).not.toHaveProperty('pwned');
    expect(typeof parsed.fields.description).toBe('string');
  });

  it.each([
    ['a field, even for a text', '__proto__: polluted'],
    ['a field, even for a list', '__proto__:\n  - polluted'],
    ['a field, even for a map', '__proto__:\n  triggers: polluted\n  type: index'],
    ['a field, even in flow style', '__proto__: { triggers: [polluted], type: index }'],
  ])('takes `__proto__` for no more than %s', (_name, line) => {
    const { fields } = parseFields(`description: ${DESCRIPTION}\n${line}`);
    expect(fields.description).toBe(DESCRIPTION);
    expect(fields.triggers).toBeUndefined();
    expect(fields.type).toBeUndefined();
    expect(fields).not.toHaveProperty('0');
    expect({}).not.toHaveProperty('triggers');
  });

  it.each([
    ['a list of files by pattern', 'triggers:\n  - *.sql\n  - query files', ['*.sql', 'query files']],
    ['a bold phrase', 'triggers:\n  - **urgent**\n  - query files', ['**urgent**', 'query files']],
  ])('reads a leading asterisk as the author meant it: %s', (_name, lines, triggers) => {
    const parsed = parseFields(`title: Keys\n${lines}\ndescription: ${DESCRIPTION}`);
    expect(parsed.fields).toEqual({ title: 'Keys', triggers, description: DESCRIPTION });
    expect(parsed.file.messages.map(({ line }) => line)).toEqual([expect.toBeOneOf([3, 4])]);
  });

  it.each([
    ['a colon in plain text', 'note: one: two: three'],
    ['a quote that is not closed', 'note: "one'],
    ['words after a closing quote', 'note: "one" two'],
    ['a bracket that is not closed', 'note: [one, two'],
    ['a brace that is not closed', 'note: { one: two'],
    ['a reserved sign', 'note: @one'],
    ['a back-tick', 'note: `one`'],
    ['a tab before a list', 'note:\n\t- one\n\t- two: [\n'],
    ['a colon in a list item', 'note:\n  - one: two: three'],
    ['an alias', 'note: *one'],
    ['an alias of another field', 'note: *title'],
    ['bold text', 'note: **one**'],
  ])('does not lose the other fields to one with a mistake: %s', (_name, line) => {
    const parsed = parseFields(`title: &title Keys\n${line}\ndescription: ${DESCRIPTION}\ntriggers:\n  - rotate keys`);
    expect(parsed.fields).toMatchObject({ title: 'Keys', description: DESCRIPTION, triggers: ['rotate keys'] });
    expect(parsed.file.messages.map(({ line: at }) => at)).toContainEqual(expect.toBeOneOf([3, 4]));
  });

  it('keeps the words of a flow list that is not closed', () => {
    const { fields } = parseFields(`triggers: [rotate keys, leaked key\ndescription: ${DESCRIPTION}`);
    expect(fields.triggers?.join(' ')).toContain('rotate keys, leaked key');
    expect(fields.description).toBe(DESCRIPTION);
  });

  it.each([
    ['doubly', `title: "Keys" and locks\ndescription: ${DESCRIPTION}`, '"Keys" and locks'],
    ['singly', `title: 'Keys' and locks\ndescription: ${DESCRIPTION}`, "'Keys' and locks"],
  ])('keeps the quotes around a first word that is %s quoted', (_name, lines, title) => {
    expect(parseFields(lines).fields).toEqual({ title, description: DESCRIPTION });
  });

  it('says so when a field is written twice', () => {
    const parsed = parseFields(`description: ${DESCRIPTION}\ntriggers:\n  - rotate keys\ntriggers:\n  - leaked key`);
    expect(parsed.fields.triggers).toContain('leaked key');
    expect(parsed.file.messages).not.toEqual([]);
  });

  it('takes a list without items for no triggers', () => {
    const { fields } = parseFields(`title: Keys\ntriggers:\ndescription: ${DESCRIPTION}`);
    expect(fields.triggers ?? []).toEqual([]);
    expect(fields).toMatchObject({ title: 'Keys', description: DESCRIPTION });
  });

  it.each([
    ['maps in maps', `note:\n${Array.from({ length: 340 }, (_, depth) => `${' '.repeat(depth + 1)}a:`).join('\n')}`],
    ['colons', `a${':'.repeat(60_000)}`],
    ['spaces', `note: ${' '.repeat(60_000)}x: y`],
    ['faulty fields', Array.from({ length: 3_000 }, (_, index) => `k${index}: a: b: c`).join('\n')],
  ])('survives a great many %s', (_name, lines) => {
    const parsed = parseFields(`${lines}\ndescription: ${DESCRIPTION}`);
    expect(parsed.headings.map(({ text }) => text)).toEqual(['Keys']);
  });

  it('is not parsed when it is far larger than a page', () => {
    const parsed = parseFields(`description: ${DESCRIPTION}\nnote: ${'x'.repeat(70_000)}`);
    expect(parsed.fields).toEqual({});
    expect(codesOf(parsed)).toContain('front-matter-invalid');
    expect(parsed.headings.map(({ text }) => text)).toEqual(['Keys']);
  });

  it('leaves the body after its closing fence untouched', () => {
    const text = `---\ndescription: ${DESCRIPTION}\n---\n\nBody with --- in it\n\n---\n\nand a rule.\n`;
    expect(parseMarkdownDocument({ path: 'a.md', text }).body).toBe('\nBody with --- in it\n\n---\n\nand a rule.\n');
  });

  it('never throws, gives the fields it knows as text or lists of text, and puts every message in the file', () => {
    const line = fc.oneof(
      fc.tuple(
        fc.constantFrom('title', 'description', 'triggers', 'metadata', 'not_for', 'name', 'x', '  - ', '- ', '  '),
        fc.constantFrom(': ', ':', ' ', ''),
        fc.oneof(
          fc.string(),
          fc.constantFrom('[a', '{a: b}', '"a', '>', '|', '&a b', '*a', '1.10', 'a: b', '!!set', ''),
        ),
      ),
      fc.tuple(fc.string(), fc.constant(''), fc.constant('')),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
        const parsed = parseFields(lines.map((parts) => parts.join('')).join('\n'));
        for (const field of ['name', 'title', 'description', 'type'] as const) {
          expect(['string', 'undefined']).toContain(typeof parsed.fields[field]);
        }
        for (const field of ['triggers', 'examples', 'not_for'] as const) {
          for (const item of parsed.fields[field] ?? []) expect(typeof item).toBe('string');
        }
        for (const message of parsed.file.messages) {
          expect(message.line ?? 1).toBeGreaterThanOrEqual(1);
          expect(message.line ?? 1).toBeLessThanOrEqual(lines.join('').split('\n').length + 20);
        }
      }),
    );
  });
});
