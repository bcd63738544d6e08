import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';

const says: Readonly<Record<string, readonly RegExp[]>> = {
  'ai-sdk.mjs': [/called route/, /dagster-dbt\/dbt-cloud\.md/],
  'langchain.mjs': [/route dagster-dbt\/asset-checks\.md/],
  'function-calling.mjs': [/(?:route, read_reference, list_references\n){3}/, /# Asset checks/, /did you mean/],
  'system-prompt.mjs': [/<available_skills>/, /Asset checks from dbt tests: How dbt tests become/],
};

it('has an example for each test, and a test for each example', () => {
  expect(
    readdirSync('examples')
      .filter((name) => name.endsWith('.mjs'))
      .sort(),
  ).toEqual(Object.keys(says).sort());
});

it.each(Object.entries(says))('examples/%s runs', (name, patterns) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [`examples/${name}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  for (const pattern of patterns) expect(stdout).toMatch(pattern);
  expect(status).toBe(0);
});
