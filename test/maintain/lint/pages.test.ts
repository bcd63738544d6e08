/** Each rule's help page: its bad example is reported, its good one is not. */

import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { LintMessage } from '../../../src/domain/lint-result.ts';
import { lint } from '../../../src/maintain/lint/lint.ts';
import { makeFolder, type TestFolder } from '../folder.ts';

const PAGES = 'references/signpost/messages';
/** A quarter of a million files, twice: the limit itself is what the page is about. */
const NOT_RUN: ReadonlySet<string> = new Set(['root-truncated']);

/** A fence: ```` ```markdown path ```` holds a file, ```` ```sh ```` is run in the folder. */
const FENCE = /^(`{3,})(\w+)(?: ([^\n]+))?\n([\s\S]*?)\n\1$/gm;

const pages = readdirSync(PAGES)
  .filter((name) => name !== 'INDEX.md')
  .map((name) => ({ id: name.replace(/\.md$/, ''), text: readFileSync(`${PAGES}/${name}`, 'utf8') }));

/** What stands under a heading. */
function section(text: string, heading: string): string {
  return new RegExp(`^## ${heading}\\n([\\s\\S]*?)(?=^## |$(?![\\s\\S]))`, 'm').exec(text)?.[1] ?? '';
}

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

function messagesOf(example: string): LintMessage[] {
  const fences = [...example.matchAll(FENCE)];
  expect(fences).not.toEqual([]);
  for (const [, , language, path, content = ''] of fences) {
    if (language === 'sh') expect(spawnSync('bash', ['-c', content], { cwd: folder.path }).status).toBe(0);
    else folder.write({ [path ?? '']: `${content}\n` });
  }
  return lint({ roots: [folder.path] }).files.flatMap(({ messages }) => messages);
}

describe.each(pages)('$id', ({ id, text }) => {
  it('says what it is, why, and how to mend it', () => {
    expect(text).toMatch(new RegExp(`^# ${id}\\n\\nSeverity: (?:error|warning|info)\\b`, 'm'));
    const headings = [...text.matchAll(/^## (Why|Bad|Good|How to mend it)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(['Why', 'Bad', 'Good', 'How to mend it']);
  });

  if (NOT_RUN.has(id)) return;

  it('reports its bad example, with its place and this page', () => {
    const [found] = messagesOf(section(text, 'Bad')).filter(({ ruleId }) => ruleId === id);
    expect(found?.source).toBe('signpost');
    expect(found?.reason).toMatch(/^Unexpected .*, expected /s);
    expect(found?.url).toMatch(new RegExp(`^file:.*/${PAGES}/${id}\\.md$`));
    const severity = found?.fatal ? 'error' : found?.fatal === false ? 'warning' : 'info';
    expect(text).toMatch(new RegExp(`^Severity: (?:\\w+, )?${severity}\\b`, 'm'));
    expect(text.includes('`lint --fix` mends it where that is certain')).toBe(found?.fixable === true);
  });

  it('has nothing to say of its good example', () => {
    expect(
      messagesOf(section(text, 'Good'))
        .filter(({ ruleId }) => ruleId === id)
        .map(String),
    ).toEqual([]);
  });
});
