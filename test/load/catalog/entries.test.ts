import { describe, expect, it } from 'vitest';
import { build, idsOf, page, problemsIn } from './folders.ts';

/** An index with a title, a paragraph and a block: its first entry stands in line 6. */
function index(...entries: readonly string[]): string {
  return [
    '# Bakery',
    '',
    'Pick one.',
    '',
    '<!-- BEGIN GENERATED INDEX -->',
    ...entries,
    '<!-- END GENERATED INDEX -->',
    '',
  ].join('\n');
}

const RYE = page({ description: 'How to bake rye bread at home.', triggers: '\n  - rye bread\n  - rye, sourdough' });

describe('an index alone', () => {
  const entries = index(
    '- [rye](./rye.md) — How to bake rye bread at home. (rye bread; rye, sourdough)',
    '- [oven/heat](./oven/heat.md) — Which heat for which loaf. (oven temperature)',
    '- [oven](./oven/INDEX.md)',
  );
  const built = build({ 'INDEX.md': entries });

  it('gives a reference for each entry, with what the entry says', () => {
    expect(idsOf(built)).toEqual(['INDEX.md', 'oven/INDEX.md', 'oven/heat.md', 'rye.md']);
    expect(built.catalog.references.find(({ id }) => id === 'rye.md')).toMatchObject({
      title: 'rye',
      description: 'How to bake rye bread at home.',
      triggers: ['rye bread', 'rye, sourdough'],
      kind: 'reference',
      entryOnly: true,
    });
  });

  it('says so once, at the block, and has no text for them', () => {
    expect(problemsIn(built)).toEqual(['INDEX.md:5 index-alone']);
    expect([...built.texts.keys()]).toEqual(['INDEX.md']);
  });

  it('is their parent', () => {
    expect(built.catalog.parents.get('rye.md')).toBe('INDEX.md');
    expect(built.catalog.parents.get('oven/heat.md')).toBe('INDEX.md');
  });

  it('leads the branches of its tree to them', () => {
    const tree = '## Decision Tree\n\n- Is it rye? → [rye](./rye.md)\n\n';
    const { catalog } = build({ 'INDEX.md': tree + entries });
    expect(catalog.branches).toMatchObject([{ conditions: ['Is it rye?'], targets: ['rye.md'] }]);
  });

  it('takes a file that two such indexes list as one reference', () => {
    const entry = '- [flour](/shared/flour.md) — Which flour to buy for bread. (flour)';
    const two = build({ 'a/INDEX.md': index(entry), 'b/INDEX.md': index(entry) });
    expect(idsOf(two)).toEqual(['a/INDEX.md', 'b/INDEX.md', 'shared/flour.md']);
  });

  it('takes an entry listed twice as one, and none of another site or from outside of the root', () => {
    const { catalog } = build({
      'INDEX.md': index('- [a](./a.md)', '- [a again](a.md)', '- [b](https://bread.test/b.md)', '- [c](../c.md)'),
    });
    expect(catalog.references.map(({ id }) => id)).toEqual(['INDEX.md', 'a.md']);
  });

  it('is not alone when one of its files is there: the other entries are dead', () => {
    const { catalog, messages } = build({ 'INDEX.md': entries, 'rye.md': RYE });
    expect(catalog.references.map(({ id }) => id)).toEqual(['INDEX.md', 'rye.md']);
    expect(problemsIn({ messages })).toEqual(['INDEX.md:7 index-entry-missing', 'INDEX.md:8 index-entry-missing']);
  });
});

describe('an entry beside the front matter it was made from', () => {
  it('that says the same is nothing to report, and adds no words', () => {
    const entry = '- [rye](./rye.md) — How to bake rye bread at home. (rye bread; rye, sourdough)';
    const built = build({ 'INDEX.md': index(entry), 'rye.md': RYE });
    expect(problemsIn(built)).toEqual([]);
    expect([...built.catalog.entryTexts]).toEqual([]);
  });

  it.each([
    { what: 'description', entry: '- [rye](./rye.md) — How to bake wheat bread. (rye bread; rye, sourdough)' },
    { what: 'triggers', entry: '- [rye](./rye.md) — How to bake rye bread at home. (rye bread)' },
    { what: 'words, all of them missing', entry: '- [rye](./rye.md)' },
  ])('that differs in its $what is reported at its own line', ({ entry }) => {
    const oven = '- [oven](./oven.md) — Which heat for which loaf. (oven heat)';
    const built = build({
      'INDEX.md': index(oven, entry),
      'rye.md': RYE,
      'oven.md': page({ description: 'Which heat for which loaf.', triggers: '[oven heat]' }),
    });
    expect(problemsIn(built)).toEqual(['INDEX.md:7 index-entry-drift']);
  });

  it('lends the words it has and the front matter has not to the reference', () => {
    const entry = '- [rye](./rye.md) — How to bake rye bread at home. (rye bread; pumpernickel)';
    const { catalog } = build({ 'INDEX.md': index(entry), 'rye.md': RYE });
    expect(catalog.entryTexts.get('rye.md')).toEqual(['pumpernickel']);
  });

  it('counts its line behind front matter, CRLF and a byte-order mark too', () => {
    const list = index('- [rye](./rye.md) — Other. (words)');
    const text = `\ufeff${page({ type: 'index' })}${list}`.replaceAll('\n', '\r\n');
    expect(problemsIn(build({ 'INDEX.md': text, 'rye.md': RYE }))).toContain('INDEX.md:10 index-entry-drift');
  });

  it.each([
    {
      what: 'underscores escaped',
      said: 'Read dbt_assets and the *args of it.',
      entry: 'Read dbt\\_assets and the \\*args of it.',
    },
    { what: 'a bracket escaped', said: 'Read a list[int] of loaves.', entry: 'Read a list\\[int] of loaves.' },
    { what: 'back-ticks', said: 'Run `bake --rye` in the kitchen.', entry: 'Run `bake --rye` in the kitchen.' },
    {
      what: 'another mark for emphasis',
      said: 'Read *this* before baking rye.',
      entry: 'Read _this_ before baking rye.',
    },
    {
      what: 'an angle bracket escaped',
      said: 'Wait for <minutes> of rising.',
      entry: 'Wait for \\<minutes> of rising.',
    },
    { what: 'a line wrapped', said: 'How to bake rye bread at home.', entry: 'How to bake rye\n  bread at home.' },
  ])('that a formatter rewrote ($what) is no drift', ({ said, entry }) => {
    const rye = page({ description: `'${said}'`, triggers: '[rye]' });
    const built = build({ 'INDEX.md': index(`- [rye](./rye.md) — ${entry} (rye)`), 'rye.md': rye });
    expect(problemsIn(built)).toEqual([]);
  });

  it('in the style of titles and triggers, the title is the text and the triggers are the rest', () => {
    const rye = page({ title: 'Rye Bread', triggers: '[rye bread, dark bread]' });
    const same = build({ 'INDEX.md': index('- [Rye Bread](./rye.md) — rye bread; dark bread'), 'rye.md': rye });
    expect(problemsIn(same)).toEqual([]);
    const other = build({ 'INDEX.md': index('- [Rye Bread](./rye.md) — rye bread; white bread'), 'rye.md': rye });
    expect(problemsIn(other)).toEqual(['INDEX.md:6 index-entry-drift']);
  });

  it('of a file that is not there is reported at its line', () => {
    const built = build({ 'INDEX.md': index('- [rye](./rye.md)', '- [oat](./oat.md)'), 'rye.md': '' });
    expect(problemsIn(built)).toContain('INDEX.md:7 index-entry-missing');
  });

  it('without a link is reported at its line', () => {
    const built = build({ 'INDEX.md': index('- rye: how to bake it'), 'rye.md': '' });
    expect(problemsIn(built)).toEqual(['INDEX.md:6 index-entry-unreadable']);
  });
});
