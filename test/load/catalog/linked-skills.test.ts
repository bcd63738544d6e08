/** Skills that a root links to one by one: those of its repository and of its owner's home are read, others are named. */

import { chownSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { readRoot } from '../../../src/load/catalog/read-root.ts';
import { readTriggerEvals } from '../../../src/load/catalog/trigger-evals.ts';
import { generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { lint } from '../../../src/maintain/lint/lint.ts';
import { suggest } from '../../../src/maintain/suggest/suggest.ts';
import { makeFolder, page, problemsIn, removeFolders } from './folders.ts';

const home = vi.hoisted(() => ({ path: '/nowhere' }));
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  userInfo: () => ({ homedir: home.path }),
}));

beforeEach(() => {
  home.path = '/nowhere';
});
afterEach(removeFolders);

const SKILL = page({ name: 'rye', description: 'How to bake rye bread at home.' });

function link(to: string, path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(to, path);
}

/** A repository whose `.claude/skills` links to skills of `.agents/skills`. */
function repository(files: Readonly<Record<string, string>> = {}): { readonly top: string; readonly root: string } {
  const top = makeFolder({
    '.git/HEAD': '',
    '.agents/skills/rye/SKILL.md': SKILL,
    '.agents/skills/rye/references/oven.md': '# Oven',
    ...files,
  });
  const root = join(top, '.claude/skills');
  link('../../.agents/skills/rye', join(root, 'rye'));
  return { top, root };
}

const idsIn = (root: string) => readRoot(root).documents.map(({ path }) => path);

describe('a link to a skill', () => {
  it('of the same repository is followed, and its files have the paths they are reached by', () => {
    const { top, root } = repository();
    const { documents, messages, linked, looked } = readRoot(root);
    expect(documents.map(({ path }) => path)).toEqual(['rye/SKILL.md', 'rye/references/oven.md']);
    expect(messages).toEqual([]);
    const real = join(top, '.agents/skills/rye');
    expect([...linked]).toEqual([['rye', real]]);
    expect(looked.folders).toEqual(expect.arrayContaining([root, real, join(real, 'references')]));
  });

  it('in the home of the user is followed, when the root is that user\u2019s', () => {
    home.path = makeFolder({ 'dotfiles/rye/SKILL.md': SKILL });
    const root = makeFolder();
    symlinkSync(join(home.path, 'dotfiles/rye'), join(root, 'rye'));
    expect(idsIn(root)).toEqual(['rye/SKILL.md']);
    // A root of somebody else opens nobody's home.
    if (process.getuid?.() !== 0) return;
    chownSync(root, 12_345, 12_345);
    expect(problemsIn(readRoot(root), root)).toEqual(['rye link-outside-root', `${root} root-empty`]);
  });

  it('is not followed for a home that is everything', () => {
    home.path = '/';
    const away = makeFolder({ 'SKILL.md': SKILL });
    const root = makeFolder({ 'oat/SKILL.md': '' });
    symlinkSync(away, join(root, 'rye'));
    expect(idsIn(root)).toEqual(['oat/SKILL.md']);
  });

  it('anywhere else is named, with what to do', () => {
    const away = makeFolder({ 'SKILL.md': SKILL });
    const { root } = repository();
    symlinkSync(away, join(root, 'away'));
    const { documents, messages, looked } = readRoot(root);
    expect(documents.map(({ path }) => path)).toEqual(['rye/SKILL.md', 'rye/references/oven.md']);
    expect(messages.map(({ file, ruleId }) => [file, ruleId])).toEqual([[join(root, 'away'), 'link-outside-root']]);
    expect(messages[0]?.reason).toContain(`\`--root ${away}\``);
    expect(looked.existing).toContain(join(away, 'SKILL.md'));
  });

  it('is one to a folder with a SKILL.md that is a file', () => {
    const { top, root } = repository({ 'notes/secret.md': '', 'half/other.md': '' });
    link(join(top, 'notes/secret.md'), join(top, 'half/SKILL.md'));
    for (const name of ['notes', 'half']) symlinkSync(join(top, name), join(root, name));
    symlinkSync(join(top, 'notes/secret.md'), join(root, 'rye.md'));
    expect(idsIn(root)).toEqual(['rye/SKILL.md', 'rye/references/oven.md']);
    expect(problemsIn(readRoot(root), root).sort()).toEqual([
      'half link-outside-root',
      'notes link-outside-root',
      'rye.md link-outside-root',
    ]);
  });

  it('is followed into that skill, and no link in it leads out of it', () => {
    const { top, root } = repository({ '.agents/skills/oat/SKILL.md': '', '.agents/notes.md': '' });
    const skill = join(top, '.agents/skills/rye');
    symlinkSync('../oat', join(skill, 'oat'));
    symlinkSync('../../notes.md', join(skill, 'notes.md'));
    symlinkSync('references', join(skill, 'inside'));
    expect(idsIn(root)).toEqual(['rye/SKILL.md', 'rye/references/oven.md']);
    expect(problemsIn(readRoot(root), root).sort()).toEqual([
      'rye/notes.md link-outside-root',
      'rye/oat link-outside-root',
    ]);
  });

  it('may lead to the repository that holds the root, and ends', () => {
    const { root } = repository({ 'SKILL.md': page({ name: 'whole' }), 'more.md': '' });
    symlinkSync('../..', join(root, 'whole'));
    expect(idsIn(root)).toEqual(expect.arrayContaining(['rye/SKILL.md', 'whole/SKILL.md', 'whole/more.md']));
  });

  it('that leads nowhere or to itself is named, with what to do', () => {
    const { root } = repository();
    for (const [to, name] of [
      ['../../.agents/skills/gone', 'gone'],
      ['loop', 'loop'],
    ] as const)
      symlinkSync(to, join(root, name));
    expect(idsIn(root)).toEqual(['rye/SKILL.md', 'rye/references/oven.md']);
    const { messages, looked } = readRoot(root);
    expect(problemsIn({ messages }, root).sort()).toEqual(['gone link-dead', 'loop link-dead']);
    expect(messages.map(({ reason }) => reason).sort()).toEqual([
      expect.stringMatching(/^Unexpected link that leads nowhere, expected .+ remove it$/),
      expect.stringMatching(/^Unexpected link that leads to itself, expected .+ remove it$/),
    ]);
    // What is not there may come.
    expect(looked.existing).toContain(join(root, 'gone'));
  });

  it('that ignore files name is not', () => {
    const { root } = repository({ '.gitignore': 'rye' });
    expect(idsIn(root)).toEqual([]);
  });
});

describe('a skill that two roots have', () => {
  it.each([
    ['.agents/skills', '.claude/skills'],
    ['.claude/skills', '.agents/skills'],
  ])('is one of the first, without a word (%s)', async (...order) => {
    const { top } = repository();
    const { catalog, messages } = await openSignpost({ roots: order.map((name) => join(top, name)) });
    expect(catalog.references.map(({ id, root }) => [id, root])).toEqual([
      ['rye/SKILL.md', join(top, order[0] ?? '')],
      ['rye/references/oven.md', join(top, order[0] ?? '')],
    ]);
    expect(problemsIn({ messages })).toEqual([]);
  });
});

describe('what belongs to a linked skill', () => {
  const BLOCK = '\n<!-- BEGIN GENERATED INDEX -->\n\n<!-- END GENERATED INDEX -->\n';

  it('is linted, and neither fixed nor indexed from here', () => {
    const files = {
      '.agents/skills/rye/SKILL.md': `${SKILL}\n[oven](./references/Oven.md)\n${BLOCK}`,
      '.claude/skills/oat/SKILL.md': `${page({ name: 'oat', description: 'How to cook oats.' })}\n${BLOCK}`,
      '.claude/skills/oat/references/pot.md': '# Pot',
    };
    const { top, root } = repository(files);
    const drift = lint({ roots: [root] }).files.filter(({ messages }) =>
      messages.some(({ ruleId }) => ruleId === 'index-drift'),
    );
    expect(drift.map(({ path }) => path)).toEqual(['oat/SKILL.md']);
    const { files: linted } = lint({ roots: [root], fix: true });
    const found = linted.flatMap(({ path, messages, fixed }) =>
      messages.map(({ ruleId }) => `${path} ${ruleId} ${fixed}`),
    );
    expect(found).toContain('rye/SKILL.md link-case false');
    expect(generateIndex({ roots: [root] }).files.map(({ path }) => path)).toEqual(['oat/SKILL.md']);
    suggest({
      root,
      requests: [{ query: 'hot oven', expected: ['rye/references/oven.md'], acceptable: [], not: [] }],
      write: true,
    });
    expect(readRoot(join(top, '.agents/skills')).documents[0]?.text).toBe(files['.agents/skills/rye/SKILL.md']);
    // In its own root it is.
    lint({ roots: [join(top, '.agents/skills')], fix: true });
    expect(readRoot(root).documents.find(({ path }) => path === 'rye/SKILL.md')?.text).toContain(
      './references/oven.md',
    );
  });

  it('has its trigger evals', async () => {
    const rows = JSON.stringify([{ query: 'bake rye', should_trigger: true }]);
    const { top, root } = repository({ '.agents/skills/rye/evals/cases.json': rows });
    const { catalog } = await openSignpost({ roots: [root] });
    expect(readTriggerEvals(catalog).map(({ query }) => query)).toEqual(['bake rye']);
    // A folder or a file of them that is a link leads anywhere.
    writeFileSync(join(top, 'cases.json'), rows);
    symlinkSync(join(top, 'cases.json'), join(top, '.agents/skills/rye/more.json'));
    symlinkSync(join(top, '.agents/skills/rye/evals'), join(top, '.agents/skills/rye/tests'));
    expect(readTriggerEvals(catalog)).toHaveLength(1);
  });
});
