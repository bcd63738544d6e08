/** The GitHub Action: each of its steps, run as a runner does. */

import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { makeFolder, type TestFolder } from '../maintain/folder.ts';

interface Step {
  readonly shell: string;
  readonly run: string;
  readonly env?: Readonly<Record<string, string>>;
}
interface Action {
  readonly inputs: Readonly<Record<string, { readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action = parse(readFileSync('action.yml', 'utf8')) as Action;
let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
  folder.write({
    'docs/keys.md': readFileSync('test/doors/cli/fixtures/doors/keys.md', 'utf8'),
    'docs/locks.md': readFileSync('test/doors/cli/fixtures/doors/locks.md', 'utf8'),
  });
});
afterEach(() => folder.remove());

function runAction(inputs: Readonly<Record<string, string>>): {
  readonly status: number | null;
  readonly stdout: string;
} {
  let stdout = '';
  for (const { shell, run, env = {} } of action.runs.steps) {
    expect(shell).toBe('bash');
    // An expression in a script would let an input write the script.
    expect(run).not.toContain('${{');
    const values = Object.entries(env).map(([name, expression]) => {
      const input = /^\$\{\{ inputs\.(\w+) \}\}$/.exec(expression)?.[1] ?? '';
      return [name, inputs[input] ?? action.inputs[input]?.default ?? ''];
    });
    const step = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', run], {
      cwd: folder.path,
      encoding: 'utf8',
      env: { ...process.env, ...Object.fromEntries(values), GITHUB_ACTION_PATH: process.cwd() },
    });
    stdout += step.stdout;
    if (step.status !== 0) return { status: step.status, stdout };
  }
  return { status: 0, stdout };
}

describe('the action', () => {
  it('is a composite of scripts', () => expect(action.runs.using).toBe('composite'));

  it('annotates the files of the checkout, and fails', () => {
    const { status, stdout } = runAction({ roots: 'docs\n' });
    expect(status).toBe(1);
    expect(stdout).toContain('::error file=docs/keys.md,line=8,col=5,');
  });

  it('takes rules, and passes when nothing is left', () => {
    const rules = ['link-file-missing', 'link-anchor-missing', 'triggers-not-list', 'field-unknown'].map(
      (id) => `${id}=off`,
    );
    expect(runAction({ rules: rules.join('\n') })).toEqual({ status: 0, stdout: '' });
  });

  it('writes a report to a file', () => {
    expect(runAction({ format: 'sarif', output: 'out.sarif' })).toEqual({ status: 1, stdout: '' });
    expect(JSON.parse(folder.read('out.sarif'))).toMatchObject({ version: '2.1.0' });
  });

  it('does not run what an input says', () => {
    const { status } = runAction({ roots: '$(touch gone)\n; touch gone', rules: '"; touch gone; "=off' });
    expect(status).toBe(2);
    expect(folder.all()).not.toHaveProperty('gone');
    expect(folder.all()).not.toHaveProperty(join('docs', 'gone'));
  });
});
