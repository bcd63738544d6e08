import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../src/load/catalog/build-catalog.ts';
import { build, idsOf, page, problemsIn } from './folders.ts';

describe('layout: which files are references', () => {
  it('a SKILL.md at the top makes the root one skill with everything below it', () => {
    const built = build({ 'SKILL.md': '# Bread', 'references/rye.md': '# Rye', 'notes/deep/wheat.md': '# Wheat' });
    expect(idsOf(built)).toEqual(['SKILL.md', 'notes/deep/wheat.md', 'references/rye.md']);
    expect(built.catalog.references.map(({ kind }) => kind)).toEqual(['skill', 'reference', 'reference']);
  });

  it('an INDEX.md at the top makes the root one index with everything below it', () => {
    const built = build({ 'INDEX.md': '# Bread', 'rye.md': '# Rye', 'oven/INDEX.md': '# Oven', 'oven/heat.md': '' });
    expect(idsOf(built)).toEqual(['INDEX.md', 'oven/INDEX.md', 'oven/heat.md', 'rye.md']);
    expect(built.catalog.references.map(({ kind }) => kind)).toEqual(['index', 'index', 'reference', 'reference']);
  });

  it('`type: index` makes an index of a file with another name, in any case', () => {
    const built = build({ 'overview.md': page({ type: 'Index' }), 'rye.md': page({ type: 'guide' }) });
    expect(built.catalog.references.map(({ kind }) => kind)).toEqual(['index', 'reference']);
  });

  it('in a collection only files in folders of skills are references, nested skills included', () => {
    const built = build({
      'readme-of-the-repository.md': '# Not a skill',
      'plugins/bread/skills/rye/SKILL.md': '# Rye',
      'plugins/bread/skills/rye/flour.md': '# Flour',
      'plugins/bread/skills/rye/sub/toast/SKILL.md': '# Toast',
      'plugins/bread/notes.md': '# Not of a skill',
      'SKILLS.md': '# Not a SKILL.md',
    });
    expect(idsOf(built)).toEqual([
      'plugins/bread/skills/rye/SKILL.md',
      'plugins/bread/skills/rye/flour.md',
      'plugins/bread/skills/rye/sub/toast/SKILL.md',
    ]);
  });

  it('without a SKILL.md or INDEX.md at the top or a skill below, every file is a reference', () => {
    const built = build({ 'README.md': '# Read me', 'rye.md': '# Rye', 'oven/INDEX.md': '# Oven' });
    expect(idsOf(built)).toEqual(['README.md', 'oven/INDEX.md', 'rye.md']);
  });

  it('no document gives a catalog without references', () => {
    const built = buildCatalog([]);
    expect(idsOf(built)).toEqual([]);
    expect(built.messages).toEqual([]);
  });

  it.each(['README.md', 'readme.md', 'README.de.md', 'CHANGELOG.md', 'LICENSE.md', 'CONTRIBUTING.md', 'CLAUDE.md'])(
    'a %s beside a SKILL.md speaks about the project and is no reference',
    (name) => {
      const built = build({ 'SKILL.md': '# Bread', [name]: '# Bread', 'rye.md': '# Rye' });
      expect(idsOf(built)).toEqual(['SKILL.md', 'rye.md']);
    },
  );

  it('a README deeper in a skill, or a file that only begins like one, is a reference', () => {
    const built = build({ 'SKILL.md': '# Bread', 'docs/README.md': '# Docs', 'changelogs-how-to.md': '# How to' });
    expect(idsOf(built)).toEqual(['SKILL.md', 'changelogs-how-to.md', 'docs/README.md']);
  });

  it('a README beside a nested SKILL.md of a collection is no reference', () => {
    const built = build({ 'rye/SKILL.md': '# Rye', 'rye/README.md': '# Rye', 'rye/flour.md': '# Flour' });
    expect(idsOf(built)).toEqual(['rye/SKILL.md', 'rye/flour.md']);
  });

  it('ids stand in code-point order, whatever a language says', () => {
    const built = build({ 'b.md': '', 'ä.md': '', 'B.md': '', 'a.md': '', 'a-b.md': '', 'a/b.md': '' });
    expect(idsOf(built)).toEqual(['B.md', 'a-b.md', 'a.md', 'a/b.md', 'b.md', 'ä.md']);
  });
});

describe('name and title', () => {
  it.each([
    { why: 'the front matter', path: 'a.md', text: page({ name: 'n', title: 'T' }, '# H'), name: 'n', title: 'T' },
    { why: 'the first level-1 heading', path: 'a.md', text: '## Two\n\n# One\n\n# Other', name: 'a', title: 'One' },
    { why: 'the name, without a heading', path: 'rye.md', text: 'Text.', name: 'rye', title: 'rye' },
    {
      why: 'the file, when the fields are blank',
      path: 'x/rye.md',
      text: page({ name: '""' }),
      name: 'rye',
      title: 'rye',
    },
    { why: 'the folder of a SKILL.md', path: 'x/rye/SKILL.md', text: '', name: 'rye', title: 'rye' },
    { why: 'the folder of an INDEX.md', path: 'x/oven/INDEX.md', text: '# Ovens', name: 'oven', title: 'Ovens' },
  ])('come from $why', ({ path, text, name, title }) => {
    expect(build({ [path]: text }).catalog.references[0]).toMatchObject({ name, title });
  });

  it('a SKILL.md at the top is named after the folder of its root', () => {
    const built = buildCatalog([{ root: '/home/baker/sourdough/', path: 'SKILL.md', text: '' }]);
    expect(built.catalog.references[0]?.name).toBe('sourdough');
  });
});

describe('parents: the index or skill a reference belongs to', () => {
  const { catalog } = build({
    'SKILL.md': '',
    'INDEX.md': '',
    'rye.md': '',
    'oven/INDEX.md': '',
    'oven/heat.md': '',
    'oven/parts/door.md': '',
    'tools/knife.md': '',
    'toast/SKILL.md': '',
    'toast/butter.md': '',
  });

  it.each([
    { id: 'SKILL.md', parent: undefined, why: 'nothing is above the top' },
    { id: 'INDEX.md', parent: 'SKILL.md', why: 'an index belongs to the skill beside it' },
    { id: 'rye.md', parent: 'INDEX.md', why: 'the index of its folder comes before the skill' },
    { id: 'oven/INDEX.md', parent: 'INDEX.md', why: 'an index belongs to the one above' },
    { id: 'oven/heat.md', parent: 'oven/INDEX.md', why: 'the index of its folder is nearest' },
    { id: 'oven/parts/door.md', parent: 'oven/INDEX.md', why: 'a folder without one passes it up' },
    { id: 'tools/knife.md', parent: 'INDEX.md', why: 'up to the top' },
    { id: 'toast/SKILL.md', parent: 'INDEX.md', why: 'a nested skill belongs to what is above' },
    { id: 'toast/butter.md', parent: 'toast/SKILL.md', why: 'a skill without an index is the parent itself' },
  ])('$id → $parent: $why', ({ id, parent }) => {
    expect(catalog.parents.get(id)).toBe(parent);
  });

  it('an index entry makes its index the parent of a file that has none', () => {
    const list = '<!-- BEGIN GENERATED INDEX -->\n- [rye](./rye.md)\n<!-- END GENERATED INDEX -->\n';
    const built = build({ 'overview.md': `${page({ type: 'index' })}${list}`, 'rye.md': '', 'oven.md': '' });
    expect([...built.catalog.parents]).toEqual([['rye.md', 'overview.md']]);
  });

  it('two indexes that list each other end in no circle', () => {
    const list = (to: string) => `<!-- BEGIN GENERATED INDEX -->\n- [x](./${to})\n<!-- END GENERATED INDEX -->\n`;
    const { catalog: circular } = build({
      'a.md': `${page({ type: 'index' })}${list('b.md')}`,
      'b.md': `${page({ type: 'index' })}${list('a.md')}`,
    });
    const visited = new Set<string>();
    for (let at: string | undefined = 'a.md'; at !== undefined; at = circular.parents.get(at)) {
      expect(visited).not.toContain(at);
      visited.add(at);
    }
  });
});

describe('a bad document', () => {
  it('gets its messages, and the others are as if it were not there', () => {
    const good = { 'INDEX.md': '# Index', 'rye.md': page({ description: 'How to bake rye bread at home.' }) };
    const bad = '---\ntriggers: [a\n---\n<!-- BEGIN GENERATED INDEX -->\n';
    const built = build({ ...good, 'bad.md': bad });
    expect(idsOf(built)).toEqual(['INDEX.md', 'bad.md', 'rye.md']);
    expect(problemsIn(built).every((problem) => problem.startsWith('bad.md:'))).toBe(true);
    expect(problemsIn(built)).toContain('bad.md:4 index-markers');
    const rye = (catalog: typeof built.catalog) => catalog.references.find(({ id }) => id === 'rye.md');
    expect(rye(built.catalog)).toEqual(rye(build(good).catalog));
  });
});
