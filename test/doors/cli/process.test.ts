/** The same command lines as a real process of the built program. */

import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { cases } from './cases.ts';

const program = 'dist/bin/signpost.cjs';

describe('signpost, as a process', () => {
  it.each(cases)('$name', ({ argv, stdin, exitCode, stdout, stderr }) => {
    const result = spawnSync(process.execPath, [program, ...argv], { input: stdin ?? '', encoding: 'utf8' });
    expect(result.stderr.trimEnd()).toMatch(stderr === '' ? /^$/ : stderr);
    expect(result.stdout.trimEnd()).toMatch(stdout === '' ? /^$/ : stdout);
    expect(result.status).toBe(exitCode);
  });

  it('ends quietly when the reader of its output has seen enough', () => {
    const result = spawnSync('bash', ['-c', `${process.execPath} ${program} list --root references | head -1`], {
      encoding: 'utf8',
    });
    expect(result.stdout).toMatch(/^INDEX\.md/);
    expect(result.stderr).toBe('');
  });
});
