/** Lint results in each form, as people and programs get to see them. */

import { VFileMessage } from 'vfile-message';
import { describe, expect, it } from 'vitest';
import type { LintResult } from '../../src/domain/lint-result.ts';
import { lint } from '../../src/maintain/lint/lint.ts';
import { renderLintGithub } from '../../src/report/lint/github.ts';
import { renderLintJson } from '../../src/report/lint/json.ts';
import { renderLintPretty } from '../../src/report/lint/pretty.ts';
import { renderLintSarif } from '../../src/report/lint/sarif.ts';
import { makeFolder } from '../maintain/folder.ts';

const root = 'test/doors/cli/fixtures/doors';
const result = lint({ roots: [root] });
/** The package stands somewhere else on every machine. */
const anywhere = (text: string) => text.replaceAll(/file:\/\/[^"\s]*?\/references\//g, 'file:///package/references/');
const pretty = (json: string) => `${JSON.stringify(JSON.parse(json), null, 2)}\n`;

describe('renders findings', () => {
  it('for a person', async () => {
    await expect(`${renderLintPretty(result)}\n`).toMatchFileSnapshot('fixtures/lint.txt');
  });

  it('as JSON', async () => {
    await expect(pretty(anywhere(renderLintJson(result)))).toMatchFileSnapshot('fixtures/lint.json');
  });

  it('as workflow commands', async () => {
    await expect(`${renderLintGithub(result)}\n`).toMatchFileSnapshot('fixtures/lint.github.txt');
  });

  it('as SARIF, with the help of each rule once', async () => {
    const help = (id: string) => `# ${id}\n\nSeverity: error.\n\nWhat ${id} is. More of it.\n`;
    const sarif = renderLintSarif(result, { version: '0.0.0', help });
    await expect(pretty(anywhere(sarif))).toMatchFileSnapshot('fixtures/lint.sarif.json');
  });
});

describe('strangers', () => {
  const lintText = (text: string): LintResult => {
    const folder = makeFolder();
    folder.write({ 'a%b,c:d.md': text });
    const linted = lint({ roots: [folder.path] });
    folder.remove();
    return linted;
  };
  const hostile = lintText(
    '---\ndescription: Rotating API keys without downtime.\n"\\e[31mred\\u202e\\n::error::x": 1\n---\n',
  );

  it('do not move the cursor of a terminal', () => {
    const text = renderLintPretty(hostile, { all: true });
    expect(['\u001b', '\u202e'].filter((control) => text.includes(control))).toEqual([]);
  });

  it('do not begin a workflow command', () => {
    const lines = renderLintGithub(hostile).split('\n');
    expect(lines.every((line) => /^::(?:error|warning|notice) file=/.test(line))).toBe(true);
    expect(lines[0]).toContain('a%25b%2Cc%3Ad.md');
  });

  it('do not break a URI', () => {
    expect(renderLintSarif(hostile, { version: '0', help: () => 'x' })).toContain('a%25b%2Cc%3Ad.md');
  });
});

it('prints as many findings as a document can have, in columns of what a terminal shows', () => {
  const messages = Array.from({ length: 200_000 }, (_, at) =>
    Object.assign(new VFileMessage('Unexpected a, expected b', { place: { line: at + 1, column: 1 }, ruleId: 'x' }), {
      fatal: true as const,
    }),
  );
  const [first] = messages;
  if (first) first.reason = 'Unexpected \u5b57\u5b57\u0301, expected b';
  const lines = renderLintPretty({ files: [{ root: 'a', path: 'b.md', messages, fixed: false }] }).split('\n');
  expect(lines.slice(0, 3)).toEqual([
    'a/b.md',
    '1:1      error Unexpected \u5b57\u5b57\u0301, expected b x',
    '2:1      error Unexpected a, expected b    x',
  ]);
  expect(lines.slice(-3)).toEqual(['', '✖ 200000 errors', 'signpost lint --explain ID says what a rule is about']);
});

it('says so when there is nothing', () => {
  const clean: LintResult = { files: [{ root: 'a', path: 'b.md', messages: [], fixed: false }] };
  expect(renderLintPretty(clean)).toBe('No findings in 1 file');
  expect(renderLintGithub(clean)).toBe('');
  expect(renderLintJson(clean)).toBe('{"files":[],"errors":0,"warnings":0}');
});
