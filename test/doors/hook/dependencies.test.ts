/** What a project says it depends on, however it says it. */

import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dependenciesOf } from '../../../src/doors/hook/dependencies.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-dependencies-'));
  mkdirSync(join(folder, '.git'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function pyproject(text: string): string[] {
  writeFileSync(join(folder, 'pyproject.toml'), text);
  return dependenciesOf(folder, '');
}

describe('the names in a pyproject.toml', () => {
  it('are those of its requirements', () => {
    const text = [
      '[project]',
      'name = "house"',
      'dependencies = [',
      '  "plain",',
      '  "bounded>=2,<3", # why',
      `  'single ~= 1.0',`,
      '  "dagster-dbt[snowflake]>=0.24", "extra.s [a, b] ; python_version < \'3.12\'",',
      '  "from @ https://example.test/a.zip",',
      '  "./not-a-name", "", "not/a/name",',
      ']',
      'readme = "other.md"',
      '[project.optional-dependencies]',
      'docs = ["sphinx", "furo>2"]',
      '[dependency-groups]',
      'test = [ "pytest" ]',
      '[tool.poetry.group.dev.dependencies]',
      'python = "^3.12"',
      'black = "*"',
    ].join('\n');
    const names = ['plain', 'bounded', 'single', 'dagster-dbt', 'extra.s', 'from', 'sphinx', 'furo', 'pytest', 'black'];
    expect(pyproject(text)).toEqual(names);
    expect(pyproject(text.replaceAll('\n', '\r\n'))).toEqual(names);
  });

  it.each([
    ['a requirement with spaces and no end', `"a${' '.repeat(60_000)}x`],
    ['a requirement with spaces in it', `"a${' '.repeat(60_000)}!"]`],
    ['extras with no end', `"a${'['.repeat(100_000)}"`],
    ['names with no end', `"${'a.'.repeat(100_000)}/"]`],
    ['quotation marks', `${`"'`.repeat(100_000)}`],
    ['comments before a carriage return', `${' #'.repeat(120_000)}\rx`],
  ])('are read in no time, whatever it holds: %s', (_what, list) => {
    pyproject(`[project]\ndependencies = [${list}`);
  });
});

describe('the names in a package.json', () => {
  it('are no more than anybody has', () => {
    const dependencies = Object.fromEntries(Array.from({ length: 20_000 }, (_, index) => [`d${index}`, '']));
    writeFileSync(join(folder, 'package.json'), JSON.stringify({ dependencies }));
    expect(dependenciesOf(folder, '').length).toBeLessThanOrEqual(1000);
  });
});
