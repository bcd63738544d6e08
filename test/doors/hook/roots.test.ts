/** Whose skills may speak: those of the project and of its user, and of nobody else. */

import { chownSync, lchownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { skillRootsOf } from '../../../src/doors/hook/roots.ts';

const SOMEBODY = 4711;
let folder: string;

beforeEach(() => {
  folder = realpathSync.native(mkdtempSync(join(tmpdir(), 'signpost-roots-')));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function make(path: string): string {
  mkdirSync(join(folder, path), { recursive: true });
  return join(folder, path);
}

describe('folders above the working folder', () => {
  it('are looked at up to the one that holds .git', () => {
    const skills = make('project/.claude/skills');
    make('project/.git');
    expect(skillRootsOf(make('project/a/b'), '')).toEqual([skills]);
    rmSync(skills, { recursive: true });
    make('.claude/skills');
    expect(skillRootsOf(make('project/a/b'), '')).toEqual([]);
  });

  it('are looked at below home, whichever name that has', () => {
    make('home/.cursor/rules');
    make('.claude/skills');
    const skills = make('home/.claude/skills');
    symlinkSync('home', join(folder, 'link'));
    const cwd = make('home/projects/here');
    expect(skillRootsOf(cwd, join(folder, 'home'))).toEqual([skills]);
    expect(skillRootsOf(cwd, `${join(folder, 'home')}/`)).toEqual([skills]);
    expect(skillRootsOf(cwd, join(folder, 'link'))).toEqual([join(folder, 'link/.claude/skills')]);
    expect(skillRootsOf(join(folder, 'home'), join(folder, 'home'))).toContain(join(folder, 'home/.cursor/rules'));
  });

  it('lead nowhere out of their project: nobody named them', () => {
    make('notes/skill');
    make('clone/.git');
    symlinkSync('../notes', join(folder, 'clone/references'));
    mkdirSync(join(folder, 'clone/.claude'));
    symlinkSync('../../notes', join(folder, 'clone/.claude/skills'));
    expect(skillRootsOf(make('clone'), '')).toEqual([]);
    make('clone/docs');
    symlinkSync('docs', join(folder, 'clone/.agents'));
    make('clone/docs/skills');
    expect(skillRootsOf(make('clone'), '')).toEqual([join(folder, 'clone/.agents/skills')]);
  });

  // Only who may give folders away can make one that belongs to somebody else.
  describe.skipIf(process.getuid?.() !== 0)('that belong to somebody else', () => {
    it.each(['shared', 'shared/.claude', 'shared/.claude/skills'])('say nothing: %s', (path) => {
      const skills = make('shared/.claude/skills');
      const cwd = make('shared/projects/here');
      expect(skillRootsOf(cwd, '')).toEqual([skills]);
      chownSync(join(folder, path), SOMEBODY, SOMEBODY);
      expect(skillRootsOf(cwd, '')).toEqual([]);
    });

    it('say nothing by a link to what is the user’s', () => {
      const cwd = make('shared/projects/here');
      make('shared/download/.claude/skills');
      symlinkSync('download/.claude', join(folder, 'shared/.claude'));
      expect(skillRootsOf(cwd, '')).toHaveLength(1);
      lchownSync(join(folder, 'shared/.claude'), SOMEBODY, SOMEBODY);
      expect(skillRootsOf(cwd, '')).toEqual([]);
    });

    it('count where the agent works in them', () => {
      const skills = make('theirs/.claude/skills');
      for (const path of ['theirs', 'theirs/.claude', 'theirs/.claude/skills'])
        chownSync(join(folder, path), SOMEBODY, SOMEBODY);
      expect(skillRootsOf(join(folder, 'theirs'), '')).toEqual([skills]);
    });
  });
});
