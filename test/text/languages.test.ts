/** Words of natural languages: what each language has, and that the list of languages is all that others look at. */

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LANGUAGES } from '../../src/text/languages/all.ts';
import type { Language, LanguageField } from '../../src/text/languages/language.ts';

/** Fields of patterns; the others hold words. */
const PATTERNS = [
  ...['decisionTreeHeadings', 'joins', 'refuses', 'excludes', 'mayExclude', 'beginsExclusion', 'sendsTo', 'articles'],
  ...['saysWhich', 'endsHandoff'],
] as const satisfies readonly LanguageField[];
const WORD = /^\p{L}+(?:[ -]\p{L}+)*$/u;

const NO_WORDS: Readonly<Record<LanguageField, readonly string[]>> = {
  stopWords: [],
  yes: [],
  no: [],
  decisionTreeHeadings: [],
  opens: [],
  whenHeaders: [],
  whereHeaders: [],
  fallbacks: [],
  and: [],
  also: [],
  joins: [],
  joinsAfterComma: [],
  refuses: [],
  goesOn: [],
  refersBack: [],
  beforeLastPhrase: [],
  excludes: [],
  mayExclude: [],
  beginsExclusion: [],
  sendsTo: [],
  articles: [],
  saysWhich: [],
  endsHandoff: [],
};
const FIELDS: readonly LanguageField[] = Object.keys(NO_WORDS).flatMap((name) => (isField(name) ? [name] : []));
const WORDS = FIELDS.filter((field) => !PATTERNS.some((pattern) => pattern === field));

function isField(name: string): name is LanguageField {
  return Object.hasOwn(NO_WORDS, name);
}

describe.each(LANGUAGES)('$name', (language) => {
  it('has every field, and words for some', () => {
    expect(Object.keys(language).sort()).toEqual([...FIELDS, 'name', 'stemmer'].sort());
    expect(FIELDS.flatMap((field) => language[field])).not.toEqual([]);
  });

  // A stop word is what is left of a word when its apostrophe is gone, or a word with it.
  it.each(WORDS.filter((field) => field !== 'stopWords'))('has words alone as %s', (field) => {
    expect(language[field].filter((word) => !WORD.test(word))).toEqual([]);
  });

  it.each(PATTERNS)('has patterns without groups as %s, of which none matches nothing', (field) => {
    for (const pattern of language[field]) {
      for (const flags of ['i', 'iu']) {
        expect([...(new RegExp(`${pattern}|`, flags).exec('') ?? [])], pattern).toEqual(['']);
        expect(new RegExp(`^(?:${pattern})$`, flags).test(''), pattern).toBe(false);
      }
    }
  });

  it('has no word for both yes and no', () => {
    expect(language.yes.filter((word) => language.no.includes(word))).toEqual([]);
  });
});

describe('the list of languages', () => {
  it('holds each file of its folder', () => {
    const files = readdirSync(join(import.meta.dirname, '../../src/text/languages'));
    const others = ['all.ts', 'any-language.ts', 'language.ts'];
    expect(LANGUAGES.map(({ name }) => `${name.toLowerCase()}.ts`).sort()).toEqual(
      files.filter((file) => !others.includes(file)).sort(),
    );
  });

  it.each(FIELDS)('has no word twice as %s', (field) => {
    const words = LANGUAGES.flatMap((language) => language[field]).map((word) => word.toLowerCase());
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
  });
});

describe('a language more in the list', () => {
  const latin: Language = {
    ...NO_WORDS,
    name: 'Latin',
    stopWords: ['quaeso'],
    stemmer: undefined,
    yes: ['ita'],
    no: ['minime'],
    decisionTreeHeadings: ['arbor (?:iudicii|iudicandi)'],
    whenHeaders: ['quando'],
    whereHeaders: ['liber'],
    fallbacks: ['aliter'],
    and: ['atque'],
    refuses: ['noli'],
    excludes: ['\\bnon pro\\b'],
    mayExclude: ['non pro'],
  };
  const TREE = '# Bakery\n\n## Arbor iudicii\n\n- Bread?\n  - Ita → [x](rye.md)\n  - Minime → [x](heat.md)\n';

  afterEach(() => {
    vi.doUnmock('../../src/text/languages/all.ts');
    vi.resetModules();
  });

  /** Conditions of the branches of a tree in Latin, and more that is understood, with these languages in the list. */
  async function understood(languages: readonly Language[]) {
    vi.resetModules();
    vi.doMock('../../src/text/languages/all.ts', () => ({ LANGUAGES: languages }));
    const { buildCatalog } = await import('../../src/load/catalog/build-catalog.ts');
    const { isFallback } = await import('../../src/maintain/lint/trees.ts');
    const { splitExclusions } = await import('../../src/route/exclusions.ts');
    const { wishesIn } = await import('../../src/route/wishes.ts');
    const { analyze } = await import('../../src/text/analyze.ts');
    const { catalog } = buildCatalog([
      { path: 'INDEX.md', text: TREE },
      { path: 'rye.md', text: '# Rye' },
      { path: 'heat.md', text: '# Heat' },
    ]);
    return {
      conditions: catalog.branches.map(({ conditions }) => conditions),
      isFallback: isFallback('aliter'),
      excluded: splitExclusions('Bread. Non pro cakes.').excluded,
      wishes: wishesIn('knead rye dough atque preheat stone ovens. Noli burn black crusts'),
      terms: analyze('quaeso bread'),
    };
  }

  it('is understood where the others are', async () => {
    expect(await understood([...LANGUAGES, latin])).toEqual({
      conditions: [['Bread?']],
      isFallback: true,
      excluded: ['Non pro cakes.'],
      wishes: ['knead rye dough', 'preheat stone ovens.'],
      terms: ['bread'],
    });
  });

  it('is not without it', async () => {
    expect(await understood(LANGUAGES)).toEqual({
      conditions: [],
      isFallback: false,
      excluded: [],
      wishes: ['knead rye dough atque preheat stone ovens.', 'Noli burn black crusts'],
      terms: ['quaeso', 'bread'],
    });
  });

  it('need not have words for anything, nor any language at all', async () => {
    const none = await understood([]);
    expect(none).toMatchObject({ conditions: [], isFallback: false, excluded: [], terms: ['quaeso', 'bread'] });
  });
});
