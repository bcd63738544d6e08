import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSignpost, SignpostError } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { makeFolder, problemsIn, removeFolders } from '../load/catalog/folders.ts';

afterEach(removeFolders);

/** What callers without types may hand in. */
const untyped = <T>(value: unknown): T => value as T;
const failing = (code: string) => expect.objectContaining({ name: 'SignpostError', code });

const RYE = '---\ndescription: How to bake dark rye bread at home.\ntriggers: [rye bread]\n---\n\n# Rye\n';

describe('buildSignpost', () => {
  it('makes a catalog that can be asked', () => {
    const signpost = buildSignpost([{ path: 'rye.md', text: RYE }]);
    expect(signpost.catalog.references.map(({ id }) => id)).toEqual(['rye.md']);
    expect(signpost.messages).toEqual([]);
    expect(signpost.route('bake rye bread')).toMatchObject({ decision: 'route', references: [{ id: 'rye.md' }] });
  });

  it('without documents abstains from everything', () => {
    const signpost = buildSignpost([]);
    expect(signpost.route('bake rye bread')).toMatchObject({ decision: 'abstain', reason: 'no-candidate' });
    expect(signpost.route('')).toMatchObject({ decision: 'abstain', reason: 'empty-query' });
  });

  it('takes the first of two documents with one path, and says so', () => {
    const signpost = buildSignpost([
      { path: 'a.md', text: 'first' },
      { path: 'a.md', text: 'second' },
    ]);
    expect(signpost.catalog.references).toHaveLength(1);
    expect(signpost.read('a.md')).toBe('first');
    expect(signpost.messages.map(({ ruleId }) => ruleId)).toContain('duplicate-name');
  });

  it.each([
    { what: 'null', document: null },
    { what: 'a text', document: 'rye.md' },
    { what: 'nothing', document: undefined },
    { what: 'no text', document: { path: 'a.md' } },
    { what: 'no path', document: { text: '' } },
    { what: 'an empty path', document: { path: '', text: '' } },
    { what: 'bytes for text', document: { path: 'a.md', text: new Uint8Array(3) } },
    { what: 'a number for a path', document: { path: 3, text: '' } },
    { what: 'a number for a root', document: { path: 'SKILL.md', text: '', root: 3 } },
  ])('throws SIGNPOST_BAD_DOCUMENT for $what', ({ document }) => {
    expect(() => buildSignpost([untyped(document)])).toThrow(failing('SIGNPOST_BAD_DOCUMENT'));
  });

  it.each([
    { what: 'nothing', documents: undefined },
    { what: 'null', documents: null },
    { what: 'one document instead of a list', documents: { path: 'a.md', text: '' } },
    { what: 'a map of path to text', documents: { 'a.md': '' } },
  ])('throws SIGNPOST_BAD_DOCUMENT for $what in place of the list', ({ documents }) => {
    expect(() => buildSignpost(untyped(documents))).toThrow(failing('SIGNPOST_BAD_DOCUMENT'));
  });

  it('throws SIGNPOST_BAD_OPTION for defaults out of range, at once', () => {
    expect(() => buildSignpost([], { route: { limit: 0 } })).toThrow(failing('SIGNPOST_BAD_OPTION'));
  });

  it('uses its defaults for each request, and the options of the request before them', () => {
    const documents = ['a.md', 'b.md', 'c.md'].map((path) => ({ path, text: RYE }));
    const signpost = buildSignpost(documents, { route: { limit: 1, explain: true } });
    expect(signpost.route('rye').candidates).toHaveLength(1);
    expect(signpost.route('rye')).toHaveProperty('explanation');
    expect(signpost.route('rye', { limit: 2 }).candidates).toHaveLength(2);
    expect(signpost.route('rye', { explain: false })).not.toHaveProperty('explanation');
  });
});

describe('route', () => {
  const signpost = buildSignpost(Array.from({ length: 8 }, (_, index) => ({ path: `${index}.md`, text: RYE })));

  it('reports five candidates unless told otherwise', () => {
    expect(signpost.route('rye').candidates).toHaveLength(5);
    expect(signpost.route('rye', { limit: 1000 }).candidates).toHaveLength(8);
  });

  it.each([0, -1, 1.5, 1001, Number.NaN, Number.POSITIVE_INFINITY, '5', null])(
    'throws SIGNPOST_BAD_OPTION for the limit %s',
    (limit) => {
      expect(() => signpost.route('rye', { limit: untyped(limit) })).toThrow(failing('SIGNPOST_BAD_OPTION'));
    },
  );

  it.each([-0.1, 1.1, Number.NaN, '0.5', null])(
    'throws SIGNPOST_BAD_OPTION for ambiguousBelow %s',
    (ambiguousBelow) => {
      expect(() => signpost.route('rye', { ambiguousBelow: untyped(ambiguousBelow) })).toThrow(
        expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }),
      );
    },
  );

  it.each([-0.1, 1.1, Number.NaN, '0.5', null])('throws SIGNPOST_BAD_OPTION for abstainBelow %s', (abstainBelow) => {
    expect(() => signpost.route('rye', { abstainBelow: untyped(abstainBelow) })).toThrow(
      failing('SIGNPOST_BAD_OPTION'),
    );
  });

  it.each([undefined, null, 3, ['rye'], { text: 'rye' }])('throws SIGNPOST_BAD_OPTION for the query %s', (query) => {
    expect(() => signpost.route(untyped(query))).toThrow(failing('SIGNPOST_BAD_OPTION'));
  });

  it('takes an option that is there but undefined for one that is not there', () => {
    const options = untyped<object>({ limit: undefined, explain: undefined, abstainBelow: undefined });
    expect(signpost.route('rye', options)).toEqual(signpost.route('rye'));
  });

  it('names the wrong option, its value and what would be right', () => {
    expect(() => signpost.route('rye', { limit: 0 })).toThrow(/`limit` 0.*1 to 1000/);
  });
});

describe('read', () => {
  const entry = '- [oat](./oat.md) — How to bake oat bread. (oat bread)';
  const index = `# Bread\n\n<!-- BEGIN GENERATED INDEX -->\n${entry}\n<!-- END GENERATED INDEX -->\n`;
  const signpost = buildSignpost([{ path: 'INDEX.md', text: index }]);

  it.each([
    { what: 'a byte-order mark and CRLF', text: '\ufeff---\r\ntitle: Rye\r\n---\r\n\r\n# Rye\r\n' },
    { what: 'white space at both ends', text: '\n\n  # Rye \t \n\n' },
    { what: 'characters outside of the first plane, and a lone surrogate', text: '# 麦 🍞 \ud83c \u0000' },
    { what: 'an index block and a tree', text: `${index}\n## Decision Tree\n\n- x → [oat](./oat.md)\n` },
    { what: 'nothing', text: '' },
  ])('gives the text as it came in: $what', ({ text }) => {
    expect(buildSignpost([{ path: 'a.md', text }]).read('a.md')).toBe(text);
  });

  it.each([
    'missing.md',
    '',
    '../INDEX.md',
    './INDEX.md',
    '/INDEX.md',
    'a/../INDEX.md',
    'index.md',
    'INDEX',
    '__proto__',
  ])('throws SIGNPOST_UNKNOWN_REFERENCE for the id "%s": ids are looked up, never resolved', (id) => {
    expect(() => signpost.read(id)).toThrow(failing('SIGNPOST_UNKNOWN_REFERENCE'));
  });

  it('throws SIGNPOST_NO_TEXT for a reference of which only an entry is known', () => {
    expect(signpost.catalog.references.map(({ id }) => id)).toContain('oat.md');
    expect(() => signpost.read('oat.md')).toThrow(failing('SIGNPOST_NO_TEXT'));
  });
});

describe('openSignpost', () => {
  it('opens several roots as one catalog, in their order, with the messages of all', async () => {
    const one = makeFolder({ 'INDEX.md': '# One', 'rye.md': RYE });
    const two = makeFolder({ 'INDEX.md': '# Two', 'oat.md': RYE, 'binary.md': new Uint8Array([0, 1]) });
    const signpost = await openSignpost({ roots: [one, two] });
    expect(signpost.catalog.references.map(({ path, root }) => [path, root])).toEqual([
      ['INDEX.md', one],
      ['oat.md', two],
      ['rye.md', one],
      ['INDEX.md', two],
    ]);
    expect(problemsIn(signpost, two)).toContain('binary.md file-binary');
    expect(signpost.read('oat.md')).toBe(RYE);
  });

  it('finds a root from the working folder up when none is named', async () => {
    const top = makeFolder({ 'INDEX.md': '# One', 'rye.md': RYE });
    mkdirSync(join(top, 'deep'));
    const signpost = await openSignpost({ cwd: join(top, 'deep') });
    expect(signpost.catalog.references.map(({ id, root }) => [id, root])).toEqual([
      ['INDEX.md', top],
      ['rye.md', top],
    ]);
  });

  it('reads nothing but what is in the catalog, and keeps the text it opened', async () => {
    const top = makeFolder({ 'skill/SKILL.md': RYE, 'secret.md': 'secret' });
    const signpost = await openSignpost({ roots: [join(top, 'skill')] });
    expect(() => signpost.read('../secret.md')).toThrow(failing('SIGNPOST_UNKNOWN_REFERENCE'));
    removeFolders();
    expect(signpost.read('SKILL.md')).toBe(RYE);
  });

  it.each([
    { what: 'a missing root', code: 'SIGNPOST_ROOT_NOT_FOUND', options: { roots: ['/nowhere/at/all'] } },
    { what: 'one missing root among others', code: 'SIGNPOST_ROOT_NOT_FOUND', options: { roots: ['src', '/nowhere'] } },
    { what: 'no root to be found', code: 'SIGNPOST_NO_ROOT', options: { cwd: '/' } },
    { what: 'a text for the list of roots', code: 'SIGNPOST_BAD_OPTION', options: { roots: untyped<string[]>('src') } },
    { what: 'an empty root', code: 'SIGNPOST_BAD_OPTION', options: { roots: [''] } },
    { what: 'a number for a root', code: 'SIGNPOST_BAD_OPTION', options: { roots: untyped<string[]>([3]) } },
  ])('rejects $what with $code', async ({ code, options }) => {
    await expect(openSignpost(options)).rejects.toThrow(failing(code));
  });

  it('rejects an option out of range', async () => {
    const root = makeFolder({ 'rye.md': RYE });
    await expect(openSignpost({ roots: [root], route: { limit: 0 } })).rejects.toThrow(failing('SIGNPOST_BAD_OPTION'));
  });

  it('keeps what made a root fail as the cause of the error', async () => {
    const error: unknown = await openSignpost({ roots: ['/nowhere/at/all'] }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(SignpostError);
    expect(error instanceof SignpostError && error.cause).toMatchObject({ code: 'ENOENT' });
  });
});
