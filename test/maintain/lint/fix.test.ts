/** `--fix`: what is certain is mended, every other byte stays, and a second run finds nothing to do. */

import { chmodSync, linkSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stagedPath } from '../../../src/load/disk/write-file.ts';
import { applyEdits, editBetween } from '../../../src/maintain/lint/edits.ts';
import { lint } from '../../../src/maintain/lint/lint.ts';
import { block, described, makeFolder, type TestFolder } from '../folder.ts';

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const keys = described('Rotating API keys without downtime.', 'rotate API keys');
const locks = described('Choosing locks for every door.', 'choose a lock');
const index = '---\ndescription: All about keys and locks.\ntype: index\n---\n\n# All\n\n';
const due = block(
  '- [keys](./keys.md) — Rotating API keys without downtime. (rotate API keys)',
  '- [locks](./locks.md) — Choosing locks for every door. (choose a lock)',
);

function fix(): { readonly fixed: string[]; readonly left: (string | undefined)[] } {
  const { files } = lint({ roots: [folder.path], fix: true });
  return {
    fixed: files.filter((file) => file.fixed).map(({ path }) => path),
    left: files.flatMap(({ messages }) => messages.filter(({ fatal }) => fatal != null).map(({ ruleId }) => ruleId)),
  };
}

describe('--fix', () => {
  it.each([
    [
      'a link to a file that was moved',
      `${keys}See [it](./old/locks.md#top "t").\n`,
      `${keys}See [it](./sub/locks.md#top "t").\n`,
    ],
    ['a definition', `${keys}See [it][1].\n\n[1]: old/locks.md\n`, `${keys}See [it][1].\n\n[1]: sub/locks.md\n`],
    ['a link from the root', `${keys}See [it](/old/locks.md).\n`, `${keys}See [it](/sub/locks.md).\n`],
    ['a case', `${keys}See [it](./Sub/Locks.md).\n`, `${keys}See [it](./sub/locks.md).\n`],
    ['a link in HTML', `${keys}<a href="old/locks.md">it</a>\n`, `${keys}<a href="sub/locks.md">it</a>\n`],
    [
      'a target in a drawing',
      `${keys}\n## Decision Tree\n\n\`\`\`text\nA door?\n└─ yes → old/locks.md\n\`\`\`\n`,
      `${keys}\n## Decision Tree\n\n\`\`\`text\nA door?\n└─ yes → sub/locks.md\n\`\`\`\n`,
    ],
    [
      'one text as triggers',
      keys.replace('["rotate API keys"]', 'rotate API keys, old key'),
      keys.replace(' ["rotate API keys"]', '\n  - rotate API keys, old key'),
    ],
    [
      'quoted text as triggers',
      keys.replace('["rotate API keys"]', '"rotate API keys: now"'),
      keys.replace(' ["rotate API keys"]', '\n  - "rotate API keys: now"'),
    ],
    [
      'triggers below metadata',
      '---\nname: k\ndescription: Rotating API keys without downtime.\nmetadata:\n  triggers: rotate keys\n---\n',
      '---\nname: k\ndescription: Rotating API keys without downtime.\nmetadata:\n  triggers:\n    - rotate keys\n---\n',
    ],
  ])('mends %s', (_name, before, after) => {
    folder.write({ 'keys.md': before, 'sub/locks.md': locks });
    expect(fix()).toEqual({ fixed: ['keys.md'], left: [] });
    expect(folder.read('keys.md')).toBe(after);
    expect(fix().fixed).toEqual([]);
    expect(folder.read('keys.md')).toBe(after);
  });

  it.each([
    ['drift', index + block('- [keys](./keys.md) — Old words.'), index + due],
    ['missing markers', `${index}## Index\n`, `${index}## Index\n\n${due}\n`],
  ])('mends %s', (_name, before, after) => {
    folder.write({ 'INDEX.md': before, 'keys.md': keys, 'locks.md': locks });
    expect(fix()).toEqual({ fixed: ['INDEX.md'], left: [] });
    expect(folder.read('INDEX.md')).toBe(after);
    expect(fix().fixed).toEqual([]);
  });

  it.each([
    [
      'a file of which there are two',
      `${keys}[it](./old/locks.md)\n`,
      { 'a/locks.md': locks, 'b/locks.md': `${locks}\n\nSee also.\n` },
    ],
    [
      'an index, which every folder may have',
      `${keys}[it](./old/INDEX.md)\n`,
      { 'a/INDEX.md': '---\ndescription: All about keys and locks.\n---\n\n# All\n' },
    ],
    ['a name that is only like it', `${keys}[it](./lock.md)\n`, { 'locks.md': locks }],
    ['an anchor', `${keys}[it](#nowhere)\n`, {}],
    [
      'triggers that come twice',
      '---\ndescription: Rotating API keys without downtime.\ntriggers: rotate keys\ntriggers: old keys\n---\n',
      {},
    ],
    ['triggers in a block of text', keys.replace('["rotate API keys"]', '|\n  rotate API keys'), {}],
  ])('leaves %s to the author', (_name, text, others) => {
    folder.write({ 'keys.md': text, ...others });
    expect(fix().fixed).toEqual([]);
    expect(folder.read('keys.md')).toBe(text);
  });

  it.each([
    ['CRLF', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a byte-order mark', (text: string) => `\ufeff${text}`],
    ['both', (text: string) => `\ufeff${text.replaceAll('\n', '\r\n')}`],
    ['no newline at the end', (text: string) => text.trimEnd()],
    ['tabs and spaces at the ends of lines', (text: string) => text.replaceAll('\n\n', ' \t\n\n')],
  ])('keeps %s', (_name, written) => {
    const before = `${keys.replace('["rotate API keys"]', 'rotate API keys')}\n\nSee [it](./old/locks.md).\n`;
    const after = `${keys.replace(' ["rotate API keys"]', '\n  - rotate API keys')}\n\nSee [it](./sub/locks.md).\n`;
    folder.write({ 'keys.md': written(before), 'sub/locks.md': locks });
    expect(fix().fixed).toEqual(['keys.md']);
    expect(folder.read('keys.md')).toBe(written(after));
  });

  it('mends a trigger and the index that lists it in one run', () => {
    folder.write({
      'INDEX.md': index + due,
      'keys.md': keys.replace('["rotate API keys"]', 'rotate API keys'),
      'locks.md': locks,
    });
    expect(fix()).toEqual({ fixed: ['keys.md'], left: [] });
    folder.write({ 'INDEX.md': index + block(), 'keys.md': keys.replace('["rotate API keys"]', 'rotate keys') });
    expect(fix()).toEqual({ fixed: ['INDEX.md', 'keys.md'], left: [] });
    expect(folder.read('INDEX.md')).toContain('(rotate keys)');
  });

  it('does not mend what is turned off', () => {
    folder.write({ 'keys.md': `${keys}[it](./old/locks.md)\n`, 'sub/locks.md': locks });
    const { files } = lint({ roots: [folder.path], fix: true, rules: { 'link-file-missing': 'off' } });
    expect(files.some((file) => file.fixed)).toBe(false);
  });

  it('changes nothing when one of the files cannot be written', () => {
    const text = `${keys}[it](./old/locks.md)\n`;
    folder.write({ 'a.md': text, 'b.md': text.replaceAll('keys', 'doors'), 'sub/locks.md': locks });
    chmodSync(join(folder.path, 'b.md'), 0o444);
    const before = folder.all();
    expect(() => fix()).toThrow(expect.objectContaining({ code: 'SIGNPOST_WRITE_FAILED' }));
    expect(folder.all()).toEqual(before);
  });
});

describe('--fix of what would lose something', () => {
  it('refuses bytes that are not UTF-8, names the place, and changes nothing', () => {
    const text = `${keys}[it](./old/locks.md)\n`;
    folder.write({ 'a.md': text, 'sub/locks.md': locks });
    const bytes = Buffer.concat([Buffer.from(text.replaceAll('keys', 'doors')), Buffer.from([0x63, 0x61, 0x66, 0xe9])]);
    writeFileSync(join(folder.path, 'b.md'), bytes);
    expect(() => fix()).toThrow(
      /b\.md`, nothing was changed: byte 0xe9 in line 7 \(byte \d+ of the file\) is no UTF-8/,
    );
    expect(readFileSync(join(folder.path, 'b.md'))).toEqual(bytes);
    expect(folder.read('a.md')).toBe(text);
  });

  it('leaves such a file alone where it has nothing to mend in it', () => {
    folder.write({ 'a.md': `${keys}[it](./old/locks.md)\n`, 'sub/locks.md': locks });
    writeFileSync(join(folder.path, 'b.md'), Buffer.from([0xff]));
    expect(fix().fixed).toEqual(['a.md']);
    expect(readFileSync(join(folder.path, 'b.md'))).toEqual(Buffer.from([0xff]));
  });

  it('refuses to part a file from its other names', () => {
    folder.write({ 'a.md': `${keys}[it](./old/locks.md)\n`, 'sub/locks.md': locks });
    linkSync(join(folder.path, 'a.md'), join(folder.path, 'other.txt'));
    expect(() => fix()).toThrow(/a\.md`, nothing was changed: it is one file under 2 names/);
  });

  it('finishes what a run that was killed began, before it reads', () => {
    folder.write({ 'keys.md': keys, 'sub/locks.md': locks, '.signpost.lock': '' });
    utimesSync(join(folder.path, '.signpost.lock'), 1, 1);
    writeFileSync(stagedPath(folder.path), 'half');
    fix();
    expect(Object.keys(folder.all())).toEqual(['keys.md', 'sub/locks.md']);
  });
});

describe('edits', () => {
  it('between two texts make the one of the other, whatever the texts', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', '\n', '😀', 'é') });
    fc.assert(
      fc.property(text, text, (before, after) => {
        expect(applyEdits(before, [editBetween(before, after)])).toBe(after);
      }),
    );
  });

  it('that overlap are made one at a time', () => {
    const edits = [
      { start: 1, end: 3, text: 'X' },
      { start: 2, end: 4, text: 'Y' },
    ];
    expect(applyEdits('abcde', edits)).toBe('aXde');
  });
});
