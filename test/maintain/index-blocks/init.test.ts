/** `init`: files that have no block get one, once, in a place a reader would look for it. */

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type GenerateIndexOptions, generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { block, described, makeFolder, type TestFolder } from '../folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const run = (options: Partial<GenerateIndexOptions> = {}) =>
  generateIndex({ roots: [folder.path], init: true, ...options }).files.map(({ path, status }) => `${status} ${path}`);
const entry = '- [a](./a.md) — About a. (a)';
const a = { 'a.md': described('About a.', 'a') };

describe('init', () => {
  it.each([
    ['no heading', 'Text.\n', `Text.\n\n## Reference Files Index\n\n${block(entry)}\n`],
    ['nothing', '', `## Reference Files Index\n\n${block(entry)}\n`],
    ['no newline at the end', '# Keys', `# Keys\n\n## Reference Files Index\n\n${block(entry)}\n`],
    ['empty lines at the end', '# Keys\n\n\n\n', `# Keys\n\n## Reference Files Index\n\n${block(entry)}\n`],
    ['a heading for it', '# Keys\n\n## References\n', `# Keys\n\n## References\n\n${block(entry)}\n`],
    [
      'a section after it',
      '## Reference Index\nSee:\n\n\n### Notes\ntext\n## Next\n',
      `## Reference Index\nSee:\n\n\n### Notes\ntext\n\n${block(entry)}\n\n## Next\n`,
    ],
    ['two such headings', '# Index\n## Contents\n# Last\n', `# Index\n## Contents\n\n${block(entry)}\n\n# Last\n`],
    ['a heading that is underlined', 'Contents\n---\n\nNext\n---\n', `Contents\n---\n\n${block(entry)}\n\nNext\n---\n`],
    [
      'a word within a word',
      '## Indexing preferences\n',
      `## Indexing preferences\n\n## Reference Files Index\n\n${block(entry)}\n`,
    ],
    [
      'front matter',
      '---\ntype: index\n---\n',
      `---\ntype: index\n---\n\n## Reference Files Index\n\n${block(entry)}\n`,
    ],
    [
      'a heading in a fence',
      '```md\n## Index\n```\n',
      `\`\`\`md\n## Index\n\`\`\`\n\n## Reference Files Index\n\n${block(entry)}\n`,
    ],
    ['a list before the end', '## Index\n- text', `## Index\n- text\n\n${block(entry)}\n`],
  ])('puts a block into a file with %s', (_name, text, expected) => {
    folder.write({ ...a, 'INDEX.md': text });
    expect(run({ check: true })).toEqual(['drift INDEX.md']);
    expect(folder.read('INDEX.md')).toBe(text);
    expect(run()).toEqual(['updated INDEX.md']);
    expect(folder.read('INDEX.md')).toBe(expected);
    expect(run({ strict: true })).toEqual(['unchanged INDEX.md']);
  });

  it('keeps CRLF and a byte-order mark', () => {
    folder.write({ ...a, 'INDEX.md': '\ufeff# Keys\r\n\r\n## Index\r\n\r\n## Next\r\n' });
    run();
    const expected = `# Keys\n\n## Index\n\n${block(entry)}\n\n## Next\n`;
    expect(folder.read('INDEX.md')).toBe(`\ufeff${expected.replaceAll('\n', '\r\n')}`);
  });

  it.each([
    ['a fence that is not closed', '```\ncode\n'],
    ['a comment that is not closed', '<!-- remark\n'],
    ['<pre> that is not closed', '<pre>\n'],
  ])('reports a file that ends in %s, and writes nothing', (_name, text) => {
    folder.write({ ...a, 'INDEX.md': text, 'sub/INDEX.md': '', 'sub/b.md': '# B\n' });
    const before = folder.all();
    expect(run()).toEqual(['error INDEX.md', 'drift sub/INDEX.md']);
    expect(folder.all()).toEqual(before);
  });

  it('gives blocks to skills with references and to indexes below them, and to nothing else', () => {
    folder.write({
      'one/SKILL.md': '---\nname: one\ndescription: The first skill of two.\n---\n# One\n',
      'one/references/INDEX.md': '---\ntype: index\ndescription: All there is.\n---\n',
      'one/references/a.md': '# A\n',
      'one/assets/INDEX.md': '# Not generated\n',
      'two/SKILL.md': '---\nname: two\ndescription: The second skill of two.\n---\n# Two\n',
      'two/notes.md': '# Notes\n',
    });
    expect(run()).toEqual(['updated one/SKILL.md', 'updated one/references/INDEX.md']);
    expect(folder.read('one/SKILL.md')).toContain('- [INDEX](./references/INDEX.md) — All there is.');
    expect(run({ strict: true })).toEqual(['unchanged one/SKILL.md', 'unchanged one/references/INDEX.md']);
    expect(run({ init: false })).toEqual(['unchanged one/SKILL.md', 'unchanged one/references/INDEX.md']);
  });

  it('keeps out of the section of a decision tree, whose branches its entries would be', () => {
    const skill =
      '---\nname: a\ndescription: Everything about keys.\n---\n\n# A\n\n## Which reference to open\n\n| Need | File |\n| --- | --- |\n| Rotating a key | [Keys](references/keys.md) |\n';
    folder.write({ 'SKILL.md': skill, 'references/keys.md': described('About keys.', 'keys') });
    run({ roots: [folder.path] });
    expect(folder.read('SKILL.md').startsWith(`${skill}\n## Reference Files Index\n\n<!-- BEGIN`)).toBe(true);
  });

  it('writes an INDEX.md for a folder of plain files, without those for people', () => {
    mkdirSync(join(folder.path, 'api-keys_v2'));
    folder.write({
      'api-keys_v2/a.md': described('About a.', 'a'),
      'api-keys_v2/sub/b.md': described('About b.', 'b'),
      'api-keys_v2/README.md': '# For people\n',
    });
    const roots = [join(folder.path, 'api-keys_v2')];
    expect(run({ roots, check: true })).toEqual(['drift INDEX.md']);
    expect(Object.keys(folder.all())).not.toContain('api-keys_v2/INDEX.md');
    expect(run({ roots })).toEqual(['created INDEX.md']);
    expect(folder.read('api-keys_v2/INDEX.md')).toBe(
      [
        '---',
        'description: "Index of the reference files of Api keys v2: which of them to open when."',
        'type: index',
        '---',
        '',
        '# Api keys v2',
        '',
        '## Reference Files Index',
        '',
        block(entry, '- [sub/b](./sub/b.md) — About b. (b)'),
        '',
      ].join('\n'),
    );
    expect(run({ roots, strict: true })).toEqual(['unchanged INDEX.md']);
  });

  it('writes none where a skill, an index or nothing is', () => {
    expect(run()).toEqual([]);
    folder.write({ 'deep/SKILL.md': '# Skill\n', 'notes.md': '# Notes\n' });
    expect(run()).toEqual([]);
    expect(Object.keys(folder.all())).toEqual(['deep/SKILL.md', 'notes.md']);
  });

  it('leaves broken markers for their author', () => {
    folder.write({ ...a, 'INDEX.md': '<!-- BEGIN GENERATED INDEX -->\n' });
    expect(run()).toEqual(['error INDEX.md']);
  });
});
