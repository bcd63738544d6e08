import { describe, expect, it } from 'vitest';
import { buildCatalog } from '../../../src/load/catalog/build-catalog.ts';
import { build, documentsOf, page } from './folders.ts';

/** Messages of this kind alone, as `file: what is named`. */
const casesIn = (files: Readonly<Record<string, string>>) =>
  build(files)
    .messages.filter(({ ruleId }) => ruleId === 'path-case')
    .map(({ file, reason }) => `${file}: ${/`([^`]+)`/.exec(reason)?.[1]}`);

describe('paths that differ in case alone', () => {
  it.each([
    { what: 'two files', files: { 'a.md': '', 'A.md': '' }, said: ['a.md: a.md'] },
    { what: 'two folders, once', files: { 'b/x.md': '', 'B/y.md': '', 'B/x.md': '' }, said: ['b/x.md: b'] },
    { what: 'a folder below them', files: { 'B/c/x.md': '', 'b/C/y.md': '' }, said: ['b/C/y.md: b'] },
    { what: 'letters beyond ASCII', files: { 'É.md': '', 'e\u0301.md': '' }, said: ['É.md: É.md'] },
    { what: 'files of two folders', files: { 'a/x.md': '', 'b/X.md': '' }, said: [] },
    {
      what: 'names of two skills',
      files: { 'a/SKILL.md': page({ name: 'rye' }), 'b/SKILL.md': page({ name: 'Rye' }) },
      said: ['b/SKILL.md: Rye'],
    },
    {
      what: 'one name twice',
      files: { 'a/SKILL.md': page({ name: 'rye' }), 'b/SKILL.md': page({ name: 'rye' }) },
      said: [],
    },
  ])('$what', ({ files, said }) => {
    expect(casesIn(files)).toEqual(said);
  });

  it('of two roots are two paths', () => {
    const { messages } = buildCatalog([...documentsOf({ 'a.md': '' }, 'one'), ...documentsOf({ 'A.md': '' }, 'two')]);
    expect(messages.filter(({ ruleId }) => ruleId === 'path-case')).toEqual([]);
  });
});
