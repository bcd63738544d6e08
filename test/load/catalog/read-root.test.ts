import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { readRoot } from '../../../src/load/catalog/read-root.ts';
import { cleanUpApart, readRootApart } from './apart.ts';
import { makeFolder, problemsIn, removeFolders } from './folders.ts';

afterEach(removeFolders);
afterAll(cleanUpApart);

/** Run with a path nobody may read; afterwards it can be removed again. */
function locked<T>(path: string, run: () => T): T {
  chmodSync(path, 0o000);
  try {
    return run();
  } finally {
    chmodSync(path, 0o755);
  }
}

const pathsOf = (root: string) => readRoot(root).documents.map(({ path }) => path);

describe('readRoot', () => {
  it('reads markdown files in code-point order of their paths, with the root as it was named', () => {
    const root = makeFolder({ 'b.md': 'B', 'a/x.MD': 'X', 'a.mdx': 'A', 'note.txt': 'no', md: 'no' });
    expect(readRoot(`${root}/`).documents).toEqual([
      { root: `${root}/`, path: 'a.mdx', text: 'A' },
      { root: `${root}/`, path: 'a/x.MD', text: 'X' },
      { root: `${root}/`, path: 'b.md', text: 'B' },
    ]);
  });

  it('reads the text as it is, byte-order mark, CRLF and trailing space included', () => {
    const text = '\ufeff---\r\ntitle: Rye\r\n---\r\n\r\nÄ 麦 🍞  \r\n';
    const [document] = readRoot(makeFolder({ 'a.md': text })).documents;
    expect(document?.text).toBe(text);
  });

  it('applies the layout: project files and files outside of every skill are not read', () => {
    const root = makeFolder({ 'rye/SKILL.md': '', 'rye/README.md': '', 'notes.md': '' });
    expect(pathsOf(root)).toEqual(['rye/SKILL.md']);
  });

  it('reads an AGENTS.md beside skills, and none inside of one that speaks about the skill', () => {
    const root = makeFolder({
      'AGENTS.md': '',
      'mill/AGENTS.md': '',
      'mill/notes.md': '',
      'skills/rye/SKILL.md': '',
      'skills/rye/AGENTS.md': '',
    });
    expect(pathsOf(root)).toEqual(['AGENTS.md', 'mill/AGENTS.md', 'skills/rye/SKILL.md']);
    expect(pathsOf(makeFolder({ 'SKILL.md': '', 'AGENTS.md': '' }))).toEqual(['SKILL.md']);
  });

  it('reports a root without a reference', () => {
    const root = makeFolder({ 'note.txt': '' });
    const { documents, messages } = readRoot(root);
    expect(documents).toEqual([]);
    expect(messages.map(({ file, ruleId }) => [file, ruleId])).toEqual([[root, 'root-empty']]);
  });

  it.each([
    { what: 'a missing root', make: () => join(makeFolder(), 'missing') },
    { what: 'a root that is a file', make: () => join(makeFolder({ 'a.md': '' }), 'a.md') },
    { what: 'a root below a file', make: () => join(makeFolder({ 'a.md': '' }), 'a.md/b') },
  ])('throws SIGNPOST_ROOT_NOT_FOUND for $what', ({ make }) => {
    expect(() => readRoot(make())).toThrow(
      expect.objectContaining({ name: 'SignpostError', code: 'SIGNPOST_ROOT_NOT_FOUND' }),
    );
  });
});

describe('a file that cannot be used is a message on its path, and the rest is read', () => {
  const good = { 'good.md': '# Good' };

  it('binary', () => {
    const root = makeFolder({ ...good, 'a/b.md': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 1]) });
    const result = readRoot(root);
    expect(result.documents.map(({ path }) => path)).toEqual(['good.md']);
    expect(problemsIn(result, root)).toEqual(['a/b.md file-binary']);
  });

  it('UTF-16 that does not say so, which is full of NUL bytes', () => {
    const root = makeFolder({ ...good, 'b.md': new Uint8Array(Buffer.from('# Rye', 'utf16le')) });
    const result = readRoot(root);
    expect(problemsIn(result, root)).toEqual(['b.md file-binary']);
  });

  it('50 MB, without reading them', () => {
    const root = makeFolder({ ...good, 'big.md': '' });
    truncateSync(join(root, 'big.md'), 50 * 1024 * 1024);
    const result = readRoot(root);
    expect(result.documents.map(({ path }) => path)).toEqual(['good.md']);
    expect(problemsIn(result, root)).toEqual(['big.md file-too-large']);
    expect(result.messages[0]?.reason).toContain('52428800');
  });

  it('not UTF-8: read all the same, each bad byte as U+FFFD', () => {
    const root = makeFolder({ ...good, 'latin.md': new Uint8Array(Buffer.from('# Müsli', 'latin1')) });
    const result = readRoot(root);
    expect(result.documents.map(({ text }) => text)).toEqual(['# Good', '# M\ufffdsli']);
    expect(problemsIn(result, root)).toEqual(['latin.md file-not-utf8']);
  });

  it('empty is no problem', () => {
    const root = makeFolder({ 'empty.md': '' });
    const result = readRoot(root);
    expect(result.documents.map(({ text }) => text)).toEqual(['']);
    expect(problemsIn(result, root)).toEqual([]);
  });

  it('without read permission', () => {
    const root = makeFolder({ ...good, 'secret.md': '# Secret' });
    const outcome = locked(join(root, 'secret.md'), () => readRootApart(root));
    expect(outcome).toEqual({ paths: ['good.md'], messages: [`${root}/secret.md file-unreadable`] });
  });

  it('a folder without read permission', () => {
    const root = makeFolder({ ...good, 'secret/a.md': '# Secret' });
    const outcome = locked(join(root, 'secret'), () => readRootApart(root));
    expect(outcome).toEqual({ paths: ['good.md'], messages: [`${root}/secret file-unreadable`] });
  });

  it('the root itself without read permission is an error, not a message', () => {
    const root = makeFolder(good);
    expect(locked(root, () => readRootApart(root)).error).toBe('SIGNPOST_ROOT_UNREADABLE');
  });

  it('a folder named like a file is a folder', () => {
    expect(pathsOf(makeFolder({ ...good, 'x.md/inner.md': '' }))).toEqual(['good.md', 'x.md/inner.md']);
  });

  it('a FIFO does not hang', () => {
    const root = makeFolder(good);
    execFileSync('mkfifo', ['-m', '666', join(root, 'pipe.md')]);
    symlinkSync('pipe.md', join(root, 'link.md'));
    expect(readRootApart(root).paths).toEqual(['good.md']);
  });

  it('a FIFO in the place of a .gitignore does not hang', () => {
    const root = makeFolder({ 'sub/good.md': '# Good' });
    execFileSync('mkfifo', ['-m', '666', join(root, 'sub/.gitignore')]);
    expect(readRootApart(root).paths).toEqual(['sub/good.md']);
  });
});

describe('symbolic links', () => {
  it('that leave the root are not followed and are reported, files and folders', () => {
    const outside = makeFolder({ 'a.md': '# Outside', 'sub/b.md': '# Outside' });
    const root = makeFolder({ 'good.md': '' });
    symlinkSync(join(outside, 'a.md'), join(root, 'file.md'));
    symlinkSync(join(outside, 'sub'), join(root, 'folder'));
    const result = readRoot(root);
    expect(result.documents.map(({ path }) => path)).toEqual(['good.md']);
    expect(problemsIn(result, root).sort()).toEqual(['file.md link-outside-root', 'folder link-outside-root']);
  });

  it('to a folder beside the root whose name only begins like it are not followed', () => {
    const top = makeFolder({ 'docs/good.md': '', 'docs-old/a.md': '# Outside' });
    symlinkSync('../docs-old', join(top, 'docs/old'));
    const root = join(top, 'docs');
    const result = readRoot(root);
    expect(result.documents.map(({ path }) => path)).toEqual(['good.md']);
    expect(problemsIn(result, root)).toEqual(['old link-outside-root']);
  });

  it('through another link that leaves the root are not followed', () => {
    const outside = makeFolder({ 'a.md': '# Outside' });
    const root = makeFolder({ 'good.md': '' });
    symlinkSync(join(outside, 'a.md'), join(root, 'first.md'));
    symlinkSync('first.md', join(root, 'second.md'));
    expect(pathsOf(root)).toEqual(['good.md']);
  });

  it('that stay inside are followed, files and folders, to what is not there already', () => {
    const root = makeFolder({
      '.gitignore': 'shared/',
      'shared/a.md': '# A',
      'shared/b/c.md': '# C',
      'own.md': '# Own',
    });
    symlinkSync('shared/a.md', join(root, 'file.md'));
    symlinkSync('shared/b', join(root, 'folder'));
    symlinkSync('own.md', join(root, 'twin.md'));
    const result = readRoot(root);
    expect(result.documents.map(({ path }) => path)).toEqual(['file.md', 'folder/c.md', 'own.md']);
    expect(problemsIn(result, root)).toEqual([]);
  });

  it('that lead back up end', () => {
    const root = makeFolder({ 'a/b/c.md': '' });
    symlinkSync('..', join(root, 'a/b/up'));
    symlinkSync('.', join(root, 'a/self'));
    expect(pathsOf(root)).toEqual(['a/b/c.md']);
  });

  it('of ten folders, each to all the others, do not multiply past any use', () => {
    const names = Array.from({ length: 10 }, (_, index) => `f${index}`);
    const root = makeFolder(Object.fromEntries(names.map((name) => [`${name}/${name}.md`, ''])));
    for (const from of names) {
      for (const to of names) if (to !== from) symlinkSync(`../${to}`, join(root, from, to));
    }
    expect(readRootApart(root).paths).toEqual(expect.arrayContaining(names.map((name) => `${name}/${name}.md`)));
  });

  it('that are broken or a circle are reported, and the rest is read', () => {
    const root = makeFolder({ 'good.md': '' });
    symlinkSync('missing.md', join(root, 'broken.md'));
    symlinkSync('two.md', join(root, 'one.md'));
    symlinkSync('one.md', join(root, 'two.md'));
    const result = readRoot(root);
    expect(result.documents.map(({ path }) => path)).toEqual(['good.md']);
    const files = result.messages.map(({ file }) => file?.replace(`${root}/`, ''));
    expect(files.sort()).toEqual(['broken.md', 'one.md', 'two.md']);
  });

  it('a root that is a link itself is opened', () => {
    const top = makeFolder({ 'real/a.md': '# A' });
    symlinkSync('real', join(top, 'link'));
    expect(pathsOf(join(top, 'link'))).toEqual(['a.md']);
  });
});

describe('what is skipped', () => {
  it('node_modules and .git, at any depth', () => {
    const root = makeFolder({
      'a.md': '',
      'node_modules/p/SKILL.md': '',
      'sub/node_modules/p/README.md': '',
      '.git/a.md': '',
      'sub/.git/b.md': '',
      '.hidden/c.md': '',
    });
    expect(pathsOf(root)).toEqual(['.hidden/c.md', 'a.md']);
  });

  it('what .gitignore names, with its negations, comments and anchors', () => {
    const root = makeFolder({
      '.gitignore': '# drafts\n*.draft.md\n/top.md\nbuild/\n!kept.draft.md\n',
      'a.draft.md': '',
      'kept.draft.md': '',
      'top.md': '',
      'sub/top.md': '',
      'build/b.md': '',
      'sub/build/b.md': '',
    });
    expect(pathsOf(root)).toEqual(['kept.draft.md', 'sub/top.md']);
  });

  it('what a nested .gitignore names, in its folder only', () => {
    const root = makeFolder({ 'sub/.gitignore': 'x.md', 'sub/x.md': '', 'sub/deep/x.md': '', 'x.md': '' });
    expect(pathsOf(root)).toEqual(['x.md']);
  });

  it('not what a nested .gitignore takes back, as git does', () => {
    const root = makeFolder({ '.gitignore': '*.md', 'sub/.gitignore': '!kept.md', 'sub/kept.md': '', 'a.md': '' });
    expect(pathsOf(root)).toEqual(['sub/kept.md']);
  });

  it('what a .gitignore above the root names, up to the top of the repository and no further', () => {
    const top = makeFolder({
      '.gitignore': '*.md',
      'repo/.gitignore': 'docs/drafts/\nother/',
      'repo/docs/drafts/a.md': '',
      'repo/docs/b.md': '',
    });
    mkdirSync(join(top, 'repo/.git'));
    expect(pathsOf(join(top, 'repo/docs'))).toEqual(['b.md']);
  });

  it('what a .gitignore above names, for a root reached through a link too', () => {
    const top = makeFolder({ 'repo/.gitignore': 'drafts/', 'repo/docs/drafts/a.md': '', 'repo/docs/b.md': '' });
    mkdirSync(join(top, 'repo/.git'));
    symlinkSync('repo/docs', join(top, 'link'));
    expect(pathsOf(join(top, 'link'))).toEqual(['b.md']);
  });

  it('nothing on account of a .gitignore above that ignores the root itself: who names it means it', () => {
    const top = makeFolder({ '.gitignore': 'docs/', 'docs/a.md': '', 'docs/sub/b.md': '' });
    mkdirSync(join(top, '.git'));
    expect(pathsOf(join(top, 'docs'))).toEqual(['a.md', 'sub/b.md']);
    expect(pathsOf(join(top, 'docs/sub'))).toEqual(['b.md']);
  });

  it('nothing on account of a .gitignore above without a repository', () => {
    const top = makeFolder({ '.gitignore': 'docs/drafts/', 'docs/drafts/a.md': '' });
    expect(pathsOf(join(top, 'docs'))).toEqual(['drafts/a.md']);
  });

  it('an ignored link out of the root is not worth a message', () => {
    const outside = makeFolder({ 'a.md': '' });
    const root = makeFolder({ '.gitignore': 'away', 'good.md': '' });
    symlinkSync(outside, join(root, 'away'));
    expect(problemsIn(readRoot(root), root)).toEqual([]);
  });

  it('a .gitignore that is a folder, or taken away meanwhile, ignores nothing', () => {
    const root = makeFolder({ '.gitignore/a.md': '', 'b.md': '' });
    expect(pathsOf(root)).toEqual(['.gitignore/a.md', 'b.md']);
    writeFileSync(join(root, 'c.md'), '');
    unlinkSync(join(root, 'b.md'));
    expect(pathsOf(root)).toEqual(['.gitignore/a.md', 'c.md']);
  });
});

describe('UTF-16 with a byte-order mark', () => {
  it.each([
    ['little', Buffer.from('\ufeff# Café\n', 'utf16le')],
    ['big', Buffer.from('\ufeff# Café\n', 'utf16le').swap16()],
  ])('is read, and said to be: %s end first', (_name, bytes) => {
    const root = makeFolder({});
    writeFileSync(join(root, 'a.md'), bytes);
    const { documents, messages } = readRoot(root);
    expect(documents.map(({ text }) => text)).toEqual(['# Café\n']);
    expect(messages.map(({ ruleId }) => ruleId)).toEqual(['file-utf16']);
  });
});
