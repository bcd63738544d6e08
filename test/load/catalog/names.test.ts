import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../src/load/catalog/build-catalog.ts';
import { build, documentsOf, idsOf, page, problemsIn } from './folders.ts';

describe('ids', () => {
  it('are the paths while no two roots share one', () => {
    const built = buildCatalog([...documentsOf({ 'a.md': '' }, 'one'), ...documentsOf({ 'b.md': '' }, 'two')]);
    expect(idsOf(built)).toEqual(['a.md', 'b.md']);
  });

  it('take the folder of the root in front where two roots share a path', () => {
    const built = buildCatalog([
      ...documentsOf({ 'INDEX.md': '' }, '/srv/one'),
      ...documentsOf({ 'INDEX.md': '' }, '/srv/two'),
      ...documentsOf({ 'INDEX.md': '' }, '/home/two'),
    ]);
    expect(idsOf(built)).toEqual(['INDEX.md', 'home/two/INDEX.md', 'two/INDEX.md']);
  });

  it('stay unique when the folder in front makes a path that is taken too', () => {
    const built = buildCatalog([
      ...documentsOf({ 'INDEX.md': '', 'two/INDEX.md': '' }, 'one'),
      ...documentsOf({ 'INDEX.md': '' }, 'two'),
    ]);
    expect(new Set(idsOf(built)).size).toBe(3);
    expect(built.texts.size).toBe(3);
  });

  it('lead to the text of their own root', () => {
    const built = buildCatalog([
      ...documentsOf({ 'INDEX.md': 'first' }, 'one'),
      ...documentsOf({ 'INDEX.md': 'second' }, 'two'),
    ]);
    expect([built.texts.get('INDEX.md'), built.texts.get('two/INDEX.md')]).toEqual(['first', 'second']);
  });
});

describe('one name in two roots: the first root wins', () => {
  const project = {
    'rye/SKILL.md': page({ name: 'rye' }),
    'rye/flour.md': '# Flour of the first',
  };
  const user = {
    'bread/SKILL.md': page({ name: 'rye' }),
    'bread/SKILLS/yeast.md': '# Yeast',
    'bread/flour.md': '# Flour of the second',
    'toast/SKILL.md': page({ name: 'toast' }),
    'toast/flour.md': '# Flour of another skill',
  };
  const built = buildCatalog([...documentsOf(project, 'project'), ...documentsOf(user, 'user')]);

  it('the second skill of a name is left out with all its references, other skills stay', () => {
    expect(idsOf(built)).toEqual(['rye/SKILL.md', 'rye/flour.md', 'toast/SKILL.md', 'toast/flour.md']);
  });

  it('what is left out is reported once, on its own file', () => {
    expect(problemsIn(built)).toEqual(['user/bread/SKILL.md:1 duplicate-name']);
    expect(built.messages.find(({ ruleId }) => ruleId === 'duplicate-name')?.reason).toContain('project/rye/SKILL.md');
  });

  it('the root that comes first in the list wins, whatever its name', () => {
    const turned = buildCatalog([...documentsOf(user, 'user'), ...documentsOf(project, 'project')]);
    expect(idsOf(turned)).toContain('bread/SKILL.md');
    expect(idsOf(turned)).not.toContain('rye/SKILL.md');
  });

  it('a reference known by an explicit name is left out of the second root too', () => {
    const named = buildCatalog([
      ...documentsOf({ 'a.md': page({ name: 'starter' }) }, 'one'),
      ...documentsOf({ 'b.md': page({ name: 'starter' }), 'c.md': '' }, 'two'),
    ]);
    expect(idsOf(named)).toEqual(['a.md', 'c.md']);
    expect(problemsIn(named)).toEqual(['two/b.md:1 duplicate-name']);
  });

  it('a reference without a name is known by its path', () => {
    const same = buildCatalog([...documentsOf({ 'a.md': 'one' }, 'one'), ...documentsOf({ 'a.md': 'two' }, 'two')]);
    expect(idsOf(same)).toEqual(['a.md']);
    expect(same.texts.get('a.md')).toBe('one');
    expect(problemsIn(same)).toEqual(['two/a.md:1 duplicate-name']);
  });

  it('two skills with files of one name keep them both: they are known by their skill', () => {
    const two = buildCatalog([
      ...documentsOf({ 'SKILL.md': page({ name: 'rye' }), 'flour.md': '' }, 'one'),
      ...documentsOf({ 'SKILL.md': page({ name: 'toast' }), 'flour.md': '' }, 'two'),
    ]);
    expect(idsOf(two)).toEqual(['SKILL.md', 'flour.md', 'two/SKILL.md', 'two/flour.md']);
    expect(problemsIn(two)).toEqual([]);
  });

  it('parents, trees and links of the second root stay in the second root', () => {
    const tree = '## Decision Tree\n\n- Which flour? → [flour](./flour.md)\n';
    const two = buildCatalog([
      ...documentsOf({ 'SKILL.md': page({ name: 'rye' }), 'flour.md': '' }, 'one'),
      ...documentsOf({ 'SKILL.md': `${page({ name: 'toast' })}${tree}`, 'flour.md': '' }, 'two'),
    ]);
    expect(two.catalog.parents.get('two/flour.md')).toBe('two/SKILL.md');
    expect(two.catalog.branches.map(({ owner, targets }) => [owner, targets])).toEqual([
      ['two/SKILL.md', ['two/flour.md']],
    ]);
  });
});

describe('one name twice in one root', () => {
  it('two references of one explicit name are both kept, and the second is reported', () => {
    const built = build({ 'a.md': page({ name: 'starter' }), 'b.md': page({ name: 'starter' }) });
    expect(idsOf(built)).toEqual(['a.md', 'b.md']);
    expect(problemsIn(built)).toEqual(['b.md:1 duplicate-name']);
  });

  it('two skills of one name are both kept with their references, and the second is reported', () => {
    const built = build({
      'a/SKILL.md': page({ name: 'rye' }),
      'a/x.md': '',
      'b/SKILL.md': page({ name: 'rye' }),
      'b/y.md': '',
    });
    expect(idsOf(built)).toEqual(['a/SKILL.md', 'a/x.md', 'b/SKILL.md', 'b/y.md']);
    expect(problemsIn(built)).toEqual(['b/SKILL.md:1 duplicate-name']);
  });

  it('two files of one file name in different folders are nothing to report', () => {
    expect(problemsIn(build({ 'a/run.md': '', 'b/run.md': '', 'a/INDEX.md': '', 'b/INDEX.md': '' }))).toEqual([]);
  });
});
