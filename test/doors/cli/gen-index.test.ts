/** `signpost gen-index`: exit codes, what goes where, and the JSON. */

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { run } from './run.ts';

let cwd: string;
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), 'signpost-cli-'));
});
afterEach(() => rmSync(cwd, { recursive: true, force: true }));

const write = (path: string, text: string) => {
  mkdirSync(dirname(join(cwd, path)), { recursive: true });
  writeFileSync(join(cwd, path), text);
};
const read = (path: string) => readFileSync(join(cwd, path), 'utf8');
const generate = (...args: string[]) => run(['gen-index', ...args], { cwd });
const EMPTY = '<!-- BEGIN GENERATED INDEX -->\n<!-- END GENERATED INDEX -->\n';

describe('gen-index', () => {
  it('exits with 1 for drift, writes, and exits with 0 when there is none', async () => {
    write('INDEX.md', EMPTY);
    write('a.md', '---\ntitle: Ay\ntriggers: [x]\n---\n');
    expect(await generate('--check')).toMatchObject({
      exitCode: 1,
      stdout: expect.stringMatching(/^drift {6}INDEX\.md {2}60 characters, ≈\d+ tokens$/),
      stderr: expect.stringMatching(
        /^INDEX\.md error Unexpected index block, .*: missing `\.\/a\.md` \(index-drift\)$/,
      ),
    });
    expect(read('INDEX.md')).toBe(EMPTY);
    expect(await generate()).toMatchObject({ exitCode: 0, stdout: expect.stringMatching(/^updated {4}INDEX\.md/) });
    expect(await generate('--check', '--strict')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^unchanged/),
    });
  });

  it('prints files as JSON, with paths relative to the root', async () => {
    write('docs/INDEX.md', EMPTY);
    write('docs/sub/INDEX.md', '---\ntype: index\n---\n');
    write('docs/sub/a.md', '# A\n');
    const { stdout, exitCode } = await generate('--json', 'docs');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^\{"files":\[\{"path":"INDEX\.md","status":"updated","messages":\[/);
    expect(JSON.parse(stdout)).toEqual({
      files: [
        {
          path: 'INDEX.md',
          status: 'updated',
          messages: [expect.objectContaining({ ruleId: 'front-matter-missing' })],
          root: join(cwd, 'docs'),
          size: { characters: expect.any(Number), lines: 4, tokens: expect.any(Number) },
        },
      ],
    });
  });

  it('warns on stderr of what is left out and of what is too long, and succeeds', async () => {
    write('INDEX.md', EMPTY + 'text\n'.repeat(500));
    write('sub/INDEX.md', '# Plain\n');
    write('sub/deep/a.md', '# A\n');
    const { stderr, exitCode } = await generate();
    expect(stderr.split('\n').sort()).toEqual([
      expect.stringMatching(/^INDEX\.md:1:1 warning .*`sub\/deep\/` left out \(index-folders-skipped\)$/),
      expect.stringMatching(/^INDEX\.md:1:1 warning Unexpected index of 50\d lines, .* \(index-over-budget\)$/),
    ]);
    expect(exitCode).toBe(0);
  });

  it('exits with 2 for broken markers, with their place, and writes nothing', async () => {
    write('INDEX.md', EMPTY);
    write('sub/INDEX.md', '---\ntype: index\n---\n<!-- BEGIN GENERATED INDEX -->\n');
    expect(await generate()).toMatchObject({
      exitCode: 2,
      stdout: expect.stringMatching(/^drift .*\nerror /),
      stderr: expect.stringMatching(
        /^INDEX\.md error .*\nsub\/INDEX\.md:4:1 error .*expected an END marker \(index-markers\)$/,
      ),
    });
    expect(read('INDEX.md')).toBe(EMPTY);
  });

  it('exits with 2 for a file it cannot read, even when that may be no index', async () => {
    write('INDEX.md', 'x'.repeat(5 * 1024 * 1024));
    expect(await generate()).toMatchObject({
      exitCode: 2,
      stdout: expect.stringMatching(/^error {6}INDEX\.md/),
      stderr: expect.stringMatching(/^INDEX\.md error Unexpected file of 5242880 bytes/),
    });
  });

  it.each([
    [['--style', 'fancy'], /style `fancy`, expected one of auto, path, title, table/],
    [['--fancy'], /--fancy/],
    [[''], /empty root/],
    [['nowhere'], /Cannot find root `.*nowhere`/],
  ])('exits with 2 for %j', async (args, expected) => {
    expect(await generate(...args)).toMatchObject({ exitCode: 2, stdout: '', stderr: expect.stringMatching(expected) });
  });

  it('makes a first index, in the style that is asked for', async () => {
    write('a.md', '---\ntitle: Ay\ndescription: About a.\ntriggers: [x]\n---\n');
    expect(await generate('--init', '--check')).toMatchObject({ exitCode: 1 });
    expect(await generate('--init', '--style', 'table')).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/^created {4}INDEX\.md/),
    });
    expect(read('INDEX.md')).toContain('| [Ay](./a.md) | About a. | x |');
    expect(await generate('--check')).toMatchObject({ exitCode: 0 });
  });
});
