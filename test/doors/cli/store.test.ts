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
    { argv: ['show', '--store', 'postgres://me:12/hush@db/skills', 'x'], said: 'Unexpected `store`' },
    { argv: ['show', '--store', 'postgres://me:12?hush@db/skills', 'x'], said: 'Unexpected `store`' },
    { argv: ['show', '--store', 'postgres://me:12#hush@db/skills', 'x'], said: 'Unexpected `store`' },
    // Where something else was expected.
    { argv: ['list', 'postgres://me:hush@db/skills'], said: 'Unexpected argument `postgres://me@db/skills`' },
    { argv: ['serve', 'postgres://me:h@/hush@db/skills'], said: 'Unexpected argument `postgres://me@db/skills`' },
    {
      argv: ['mcp', 'postgres://db/skills?password=hush'],
      said: 'Unexpected argument `postgres://db/skills?password=…`',
    },
    { argv: ['route', '--root', 'postgres://me:hush@db/skills', 'x'], said: 'postgres://me@db/skills' },
    { argv: ['eval', 'postgresql://me:hush@db/skills'], said: 'postgresql:/me@db/skills' },
    { argv: ['postgres://me:hush@db/skills'], said: 'Unexpected command `postgres://me@db/skills`' },
    {
      argv: ['route', '--store', 'postgres://db/skills', '--catalog', 'postgres://me:hush@db/skills', 'x'],
      said: 'Unexpected `catalog` "postgres://me@db/skills"',
    },
    { argv: ['route', '--connections', '3', 'x'], said: 'Unexpected `--connections` alone' },
    ...['0', '101', 'many', '1.5', ''].map((connections) => ({
      argv: ['route', '--store', 'postgres://db/skills', '--connections', connections, 'x'],
      said: 'Unexpected `connections`',
    })),
    { argv: ['drop', '--store', 'postgres://db/skills'], said: 'Unexpected 0 arguments' },
    { argv: ['drop', 'a', 'b', '--store', 'postgres://db/skills'], said: 'Unexpected 2 arguments' },
    { argv: ['drop', 'a'], said: 'expected `--store postgres://…`' },
    { argv: ['drop', '', '--store', 'postgres://db/skills'], said: 'Unexpected `catalog`' },
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
    ...[['mcp'], ['serve', '--port', '0'], ['eval'], ['drop', 'team']].map((argv) => ({
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
