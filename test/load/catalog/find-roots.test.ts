import { mkdirSync, symlinkSync } from 'node:fs';
import { join, relative } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { findRoots } from '../../../src/load/catalog/find-roots.ts';
import { makeFolder, page, problemsIn, removeFolders } from './folders.ts';

afterEach(removeFolders);

describe('findRoots: where to look when nobody says', () => {
  it.each([
    {
      why: '`references/` here comes before everything',
      files: ['references/a.md', 'SKILL.md'],
      found: ['references'],
    },
    { why: 'a SKILL.md here: this folder', files: ['SKILL.md', '.agents/skills/a/SKILL.md'], found: [''] },
    { why: 'an INDEX.md here: this folder', files: ['INDEX.md', '.claude/skills/a/SKILL.md'], found: [''] },
    { why: '.agents/skills here', files: ['.agents/skills/a/SKILL.md'], found: ['.agents/skills'] },
    { why: '.claude/skills here', files: ['.claude/skills/a/SKILL.md'], found: ['.claude/skills'] },
    {
      why: 'both folders of skills, .agents first',
      files: ['.claude/skills/a/SKILL.md', '.agents/skills/b/SKILL.md'],
      found: ['.agents/skills', '.claude/skills'],
    },
    {
      why: 'rules of an editor and instructions, beside skills',
      files: ['.github/instructions/a.instructions.md', '.cursor/rules/b.mdc', '.claude/skills/c/SKILL.md'],
      found: ['.claude/skills', '.cursor/rules', '.github/instructions'],
    },
    { why: 'a file named references is not a folder', files: ['references', 'SKILL.md'], found: [''] },
    { why: 'a file in the place of the folder of skills is none', files: ['.agents/skills', 'INDEX.md'], found: [''] },
  ])('$why', ({ files, found }) => {
    const cwd = makeFolder(Object.fromEntries(files.map((path) => [path, ''])));
    expect(findRoots(cwd).map((root) => relative(cwd, root))).toEqual(found);
  });

  it('no folder of another place that a repository links to: nobody named it', () => {
    const outside = makeFolder({ 'a.md': '' });
    const clone = makeFolder({ '.git/HEAD': '', 'docs/skills/a/SKILL.md': '' });
    symlinkSync(outside, join(clone, 'references'));
    mkdirSync(join(clone, '.claude'));
    symlinkSync(outside, join(clone, '.claude/skills'));
    expect(() => findRoots(clone)).toThrow(/references` leads out of the repository, to `.*`: name that with --root/);
    mkdirSync(join(clone, '.agents'));
    symlinkSync('../docs/skills', join(clone, '.agents/skills'));
    expect(findRoots(clone)).toEqual([join(clone, '.agents/skills')]);
  });

  it('the nearest folder above that has one of them, whichever it is', () => {
    const top = makeFolder({ 'SKILL.md': '', 'near/.claude/skills/a/SKILL.md': '', 'near/deep/er/note.txt': '' });
    expect(findRoots(join(top, 'near/deep/er'))).toEqual([join(top, 'near/.claude/skills')]);
  });

  it('not `references/` of a folder above: that belongs to a skill, and its SKILL.md is found', () => {
    const top = makeFolder({ 'SKILL.md': '', 'references/a.md': '', 'src/note.txt': '' });
    expect(findRoots(join(top, 'src'))).toEqual([top]);
  });

  it('gives absolute paths for a relative working folder', () => {
    const top = makeFolder({ 'INDEX.md': '' });
    expect(findRoots(relative(process.cwd(), top))).toEqual([top]);
  });

  it('throws SIGNPOST_NO_ROOT when there is none up to the top', () => {
    expect(() => findRoots(makeFolder({ 'README.md': '' }))).toThrow(
      expect.objectContaining({ name: 'SignpostError', code: 'SIGNPOST_NO_ROOT' }),
    );
  });
});

describe('one folder under two names is one root', () => {
  const skills = {
    'skills/INDEX.md': '# Skills',
    'skills/rye.md': page({ description: 'How to bake rye bread at home.' }),
  };

  it('named twice with two spellings', async () => {
    const top = makeFolder(skills);
    const { catalog, messages } = await openSignpost({ roots: [join(top, 'skills'), `${join(top, 'skills')}/`] });
    expect(catalog.references.map(({ id }) => id)).toEqual(['INDEX.md', 'rye.md']);
    expect(problemsIn({ messages })).toEqual([]);
  });

  it('.claude/skills as a link to .agents/skills, as many repositories have it', async () => {
    const top = makeFolder({ '.agents/skills/rye/SKILL.md': page({ name: 'rye' }) });
    mkdirSync(join(top, '.claude'));
    symlinkSync('../.agents/skills', join(top, '.claude/skills'));
    const { catalog, messages } = await openSignpost({ cwd: top });
    expect(catalog.references.map(({ id }) => id)).toEqual(['rye/SKILL.md']);
    expect(problemsIn({ messages })).toEqual([]);
  });
});
