/** The command line in process. */

import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cases } from './cases.ts';
import { run } from './run.ts';

describe('signpost, in process', () => {
  it.each(cases)('$name', async ({ argv, stdin, exitCode, stdout, stderr }) => {
    const result = await run(argv, stdin === undefined ? {} : { stdin });
    expect(result.stderr).toMatch(stderr === '' ? /^$/ : stderr);
    expect(result.stdout).toMatch(stdout === '' ? /^$/ : stdout);
    expect(result.exitCode).toBe(exitCode);
  });

  it('colours results only where the terminal wants it', async () => {
    const argv = ['route', '--root', 'references', 'dbt Cloud'];
    const colour = '\u001b[';
    expect((await run(argv, { color: true })).stdout).toContain(colour);
    expect((await run(argv, { color: false })).stdout).not.toContain(colour);
  });

  it('prints problems of documents with file, line and rule, and answers all the same', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-cli-'));
    try {
      writeFileSync(
        join(folder, 'a.md'),
        '---\ndescription: Baking sourdough bread at home.\ntriggers: sourdough\n---\n# Bread\n',
      );
      writeFileSync(join(folder, 'b.md'), '---js\nglobalThis.pwned = true\n---\n# Script\n');
      const result = await run(['route', '--root', '.', 'sourdough bread'], { cwd: folder });
      expect(result.stdout).toMatch(/^a\.md /);
      expect(result.stderr).toMatch(/^a\.md:3:1 warning .*\(triggers-not-list\)$/m);
      expect(result.stderr).toMatch(/^b\.md:1:1 error .*\(front-matter-executable\)$/m);
      expect(result.exitCode).toBe(0);
      expect((await run(['list', '--root', '.'], { cwd: folder })).exitCode).toBe(1);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('exits with 2 when lint could not read everything, and reports the rest', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-cli-'));
    try {
      writeFileSync(join(folder, 'a.md'), '---\ndescription: 7\n---\n# Bread\n');
      expect((await run(['lint', '.'], { cwd: folder })).exitCode).toBe(1);
      symlinkSync('gone.md', join(folder, 'b.md'));
      const result = await run(['lint', '.'], { cwd: folder });
      expect(result.exitCode).toBe(2);
      expect(result.stdout).toMatch(/a\.md[\s\S]*b\.md[\s\S]*file-unreadable/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('lets no document and no request move the cursor or colour the terminal', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-cli-'));
    const moves = '\u001b]0;owned\u0007\u001b[31m';
    try {
      const tree = `## Decision Tree\n\n- Rye${moves} bread? → [x](./rye${moves}.md)\n`;
      writeFileSync(
        join(folder, 'a.md'),
        `---\ntitle: "Bread \\e[31mred"\ntriggers: rye bread\n---\n# Bread ${moves}\n\n${tree}`,
      );
      const runs = [
        await run(['route', '--root', '.', '--explain', `rye bread ${moves}`], { cwd: folder }),
        await run(['list', '--root', '.'], { cwd: folder }),
        await run(['tree', 'a.md'], { cwd: folder }),
        await run(['show', '--root', '.', moves], { cwd: folder }),
        await run([moves]),
      ];
      for (const { stdout, stderr } of runs) expect(stdout + stderr).not.toMatch(/[^\P{Cc}\n]/u);
      expect(runs[0]?.stdout).toContain('a.md');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('keeps what it says on stderr short when many documents are wrong', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'signpost-cli-'));
    try {
      for (let file = 0; file < 30; file++) writeFileSync(join(folder, `${file}.md`), '---\ntriggers: text\n---\n');
      const { stderr } = await run(['route', '--root', '.', 'x'], { cwd: folder });
      expect(stderr.split('\n')).toHaveLength(11);
      expect(stderr).toMatch(/… and 20 more/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
