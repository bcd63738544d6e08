/** Files named as arguments, in processes of their own: none is waited for without end. */

import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linesIn } from '../../../src/doors/cli/named-file.ts';
import { makeFolder, page, removeFolders } from '../../load/catalog/folders.ts';

const program = join(import.meta.dirname, '../../../dist/bin/signpost.cjs');
const bash = spawnSync('bash', ['--version']).status === 0;
let root: string;
beforeAll(() => {
  root = makeFolder({ 'SKILL.md': page({ name: 'rye', description: 'How to bake rye bread at home.' }) });
});
afterAll(removeFolders);

/** What a command line of the shell comes to; `signpost` in it is ours. */
function run(line: string) {
  const script = `signpost() { "${process.execPath}" "${program}" "$@"; }; ${line}`;
  const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
    cwd: root,
    encoding: 'utf8',
    timeout: 25_000,
  });
  return { status, stdout, stderr };
}

describe.runIf(bash)('a command', () => {
  it.each([
    'tree pipe',
    'tree /dev/zero',
    'tree .',
    'eval --queries /dev/zero',
    'route --batch /dev/zero',
    'eval --baseline .',
  ])('`%s` is refused', (line) => {
    if (line.includes('pipe')) execFileSync('mkfifo', [join(root, 'pipe')]);
    const { status, stderr } = run(`signpost ${line}`);
    expect(status).toBe(2);
    expect(stderr).toMatch(/Cannot read `.*`: it is no regular file/);
  });

  it('reads requests of a process substitution', () => {
    const { status, stdout } = run(
      `signpost route --root . --batch <(sleep 0.3; echo '{"id":1,"query":"bake rye bread"}')`,
    );
    expect(JSON.parse(stdout)).toMatchObject({ id: 1 });
    expect(status).toBe(0);
    expect(
      run(`signpost eval --json --queries <(echo '{"query":"bake rye bread","expected":["SKILL.md"]}') .`).stdout,
    ).toContain('"bake rye bread"');
  });

  it('ends on a line without an end', () => {
    const { status, stderr } = run('signpost route --root . --batch - < /dev/zero');
    expect(status).toBe(2);
    expect(stderr).toContain('SIGNPOST_BAD_INPUT');
  });

  it('ends on a request without an end', () => {
    expect(run('yes | signpost route --root . -').stderr).toContain('SIGNPOST_BAD_INPUT');
  });
});

describe('lines', () => {
  const linesOf = async (...pieces: string[]) => {
    const lines: string[] = [];
    const bytes = pieces.map((piece) => Buffer.from(piece, 'latin1'));
    for await (const line of linesIn(
      (async function* () {
        yield* bytes;
      })(),
    ))
      lines.push(line);
    return lines;
  };

  it.each([
    { pieces: ['a\nb'], lines: ['a', 'b'] },
    { pieces: ['a\r\n', '\r\nb\n'], lines: ['a', '', 'b'] },
    { pieces: ['a', 'b\nc', 'd'], lines: ['ab', 'cd'] },
    { pieces: ['\xc3', '\xa4\n'], lines: ['ä'] },
    { pieces: [], lines: [] },
  ])('of $pieces', async ({ pieces, lines }) => {
    expect(await linesOf(...pieces)).toEqual(lines);
  });
});
