/**
 * Documents that nest deeper than a stack goes. A regular expression compiled near the end of the stack ends the
 * whole process, and no `catch` helps: so each document is read in a process of its own.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'signpost-hostile-'));
const bundle = join(folder, 'markdown.cjs');
const READ = `
const { parseMarkdownDocument, readPage } = require(${JSON.stringify(bundle)});
let text = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => (text += chunk)).on('end', () => {
  readPage(text);
  const { file, fields, headings } = parseMarkdownDocument({ path: 'a.md', text });
  const codes = file.messages.map(({ ruleId }) => ruleId);
  console.log(JSON.stringify({ codes, title: fields.title, headings: headings.map((heading) => heading.text) }));
});`;

beforeAll(() => {
  buildSync({
    stdin: {
      contents: "export * from './parse-document.ts'; export * from './page.ts'; export * from './field-places.ts';",
      resolveDir: fileURLToPath(new URL('../../../src/load/markdown', import.meta.url)),
    },
    bundle: true,
    platform: 'node',
    format: 'cjs',
    outfile: bundle,
    logLevel: 'error',
  });
});

afterAll(() => rmSync(folder, { recursive: true }));

/** What a fresh process makes of a document: its status and what it printed. */
function readInProcess(text: string): { readonly status: number | null; readonly seen: string; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['-e', READ], {
    input: text,
    encoding: 'utf8',
    timeout: 25_000,
  });
  return { status, seen: stdout, said: /^.*(?:FATAL|Error).*$/m.exec(stderr)?.[0] ?? '' };
}

describe('front matter nested deeper than a stack goes', () => {
  it.each([
    ['lists in flow style, without a key', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['lists in flow style, not so deep', '['.repeat(1_500)],
    ['lists in flow style', `note: ${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['triggers in flow style', `triggers: ${'['.repeat(20_000)}x${']'.repeat(20_000)}`],
    ['lists in flow style, left open', `note: ${'['.repeat(20_000)}`],
    ['maps in flow style', `note: ${'{a: '.repeat(10_000)}${'}'.repeat(10_000)}`],
    ['maps in flow style, without a key', '{a: '.repeat(5_000)],
    ['lists on one line', `note:\n  ${'- '.repeat(20_000)}x`],
    ['complex keys', `note:\n  ${'? '.repeat(20_000)}x`],
  ])('costs no more than its field: %s', (_name, lines) => {
    const { status, seen, said } = readInProcess(`---\n${lines}\ntitle: Keys\n---\n\n# Vault\n`);
    expect({ status, said }).toEqual({ status: 0, said: '' });
    expect(JSON.parse(seen)).toMatchObject({ title: 'Keys', headings: ['Vault'] });
    expect(seen).toContain('front-matter-');
  });
});

describe('markdown nested deeper than a stack goes', () => {
  const tree = (lines: string) => `# Vault\n\n## Decision Tree\n\n${lines}\n`;
  const block = (lines: string) =>
    `# Vault\n\n<!-- BEGIN GENERATED INDEX -->\n${lines}\n<!-- END GENERATED INDEX -->\n\n## Decision Tree\n`;
  it.each([
    ['lists on one line of a tree', tree(`${'- '.repeat(2_500)}x → [a](./a.md)`)],
    ['quotations in a tree', tree(`${'>'.repeat(5_000)} x → [a](./a.md)`)],
    ['brackets in a tree', tree(`- ${'['.repeat(5_000)} → [a](./a.md)`)],
    ['stars in a tree', tree(`- ${'**a '.repeat(2_000)} → [a](./a.md)`)],
    ['lists on one line of an index', block(`${'- '.repeat(2_500)}[a](./a.md)`)],
    ['quotations in an index', block(`${'>'.repeat(5_000)} - [a](./a.md)`)],
  ])('does not end the process and is not thrown: %s', (_name, text) => {
    const { status, seen, said } = readInProcess(text);
    expect({ status, said }).toEqual({ status: 0, said: '' });
    expect(JSON.parse(seen)).toMatchObject({ headings: ['Vault', 'Decision Tree'] });
  });
});

describe('the places of fields', () => {
  const LOCATE = `
const { locateFields, parseMarkdownDocument, readPage } = require(${JSON.stringify(bundle)});
let text = '';
process.stdin.setEncoding('utf8').on('data', (chunk) => (text += chunk)).on('end', () => {
  for (let time = 0; time < 6; time++) {
    parseMarkdownDocument({ path: 'a.md', text });
    readPage(text);
    console.log(locateFields(text)(['a'])?.line);
  }
});`;

  it.each([
    ['opening brackets', `a: ${'['.repeat(60_000)}`],
    ['opening braces', `a: ${'{'.repeat(60_000)}`],
    ['brackets that are closed', `a: ${'['.repeat(30_000)}${']'.repeat(30_000)}`],
    ['bullets in one line', `a:\n  ${'- '.repeat(30_000)}x`],
    ['keys in one line', `a:\n  ${'? '.repeat(30_000)}x`],
    ['lists further and further in', `a:\n${Array.from({ length: 340 }, (_, n) => `${' '.repeat(n)}-`).join('\n')}`],
    ['as many in six small files', `a: ${'['.repeat(5_000)}`],
  ])('are told of %s without ending the process', (_name, yaml) => {
    const { status, stdout } = spawnSync(process.execPath, ['-e', LOCATE], {
      input: `---\n${yaml}\n---\n# T\n`,
      encoding: 'utf8',
    });
    expect([status, stdout]).toEqual([0, '2\n'.repeat(6)]);
  });
});

describe('limits before work', () => {
  it.each([
    ['spaces after a glob', (size: number) => `---\nglobs: *${' '.repeat(size)}x\n---\n`],
    ['spaces after the fence', (size: number) => `---\na: b\n---${' '.repeat(size)}x\n`],
    ['fences that are none', (size: number) => `---\n${'---x\n'.repeat(size / 5)}`],
    ['six thousand fields', () => `---\n${Array.from({ length: 6000 }, (_, n) => `f${n}: x`).join('\n')}\n---\n# T\n`],
    ['underlined headings', (size: number) => 'a\n===\n'.repeat(size / 6)],
    ['a wide table', () => `|${' a |'.repeat(3000)}\n|${' - |'.repeat(3000)}\n`],
    ['words behind a bracket', (size: number) => `[${'word '.repeat(size / 5)}`],
    [
      'words in lines behind a bracket',
      (size: number) =>
        `[\n${'a '
          .repeat(500)
          .concat('\n')
          .repeat(size / 1001)}`,
    ],
    ['comments in lines', (size: number) => '<!-- a -->\n'.repeat(size / 11)],
  ])('keep 2 MB of %s to seconds', (_name, make) => {
    const { status, signal } = spawnSync(process.execPath, ['-e', READ], {
      input: make(2_000_000),
      encoding: 'utf8',
      timeout: 20_000,
      maxBuffer: 2 ** 28,
    });
    expect([status, signal]).toEqual([0, null]);
  });
});
