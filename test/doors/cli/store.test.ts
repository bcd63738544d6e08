import { describe, expect, it } from 'vitest';
import { run } from './run.ts';

describe('a store on the command line', () => {
  it.each([
    {
      argv: ['route', '--store', 'postgres://db/skills', '--root', 'references', 'x'],
      said: 'Unexpected `--root` beside',
    },
    { argv: ['route', '--catalog', 'team', 'x'], said: 'Unexpected `--catalog` alone' },
    { argv: ['show', '--store', 'mysql://me:hush@db/skills', 'x'], said: 'Unexpected `store`' },
    { argv: ['show', '--store', 'postgres://me:hush@[db/skills', 'x'], said: 'Unexpected `store`' },
    { argv: ['push'], said: 'Unexpected end of arguments' },
    { argv: ['push', 'references'], said: 'Unexpected `store`' },
    { argv: ['push', 'postgres://db/skills', '--keep', '0'], said: 'Unexpected `keep` 0' },
    { argv: ['push', 'postgres://db/skills', '--catalog', "a'b"], said: 'Unexpected `catalog`' },
    {
      argv: ['explain', '--store', 'postgres://db/skills', '--why-not', 'x', 'y'],
      said: 'Unexpected `--why-not` beside `--store`',
    },
    { argv: ['eval', '--store', 'postgres://db/skills', '--tune'], said: 'Unexpected `--tune` beside `--store`' },
    {
      argv: ['eval', '--store', 'postgres://db/skills', 'references'],
      said: 'Unexpected `references` beside `--store`',
    },
    ...[['mcp'], ['serve', '--port', '0'], ['eval']].map((argv) => ({
      argv: [...argv, '--store', 'postgres://me:hush@127.0.0.1:9/skills'],
      said: 'Cannot reach store `postgres://me@127.0.0.1:9/skills`',
    })),
  ])('says what is wrong, and no password: $argv', async ({ argv, said }) => {
    const { exitCode, stdout, stderr } = await run(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(said);
    expect(stderr).not.toContain('hush');
  });
});
