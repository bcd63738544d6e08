import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

/**
 * Tests by what they need: `npx vitest run --project unit` is the fastest answer while one works. `unit` computes and touches files of its own,
 * so that its files share their modules; `process` starts processes, or changes what they have in common; `postgres` a database;
 * `browser` a real browser.
 */
const PROJECTS = ['unit', 'process', 'postgres', 'browser'] as const;

const STARTS_BROWSER = /playwright|(?<!src)\/browser\.ts'/;
const ASKS_DATABASE = /useDatabase|pglite|SIGNPOST_POSTGRES/;
const IS_ALONE =
  /\bvi\.(?:mock|hoisted|spyOn|stub\w+|useFakeTimers)\b|node:child_process|process\.(?:chdir|umask|env|on\b|emit)|\bwatch|createServer|dist\//;

const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.test.ts'))
  .map((name) => join('test', name).replaceAll('\\', '/'));

function projectOf(path: string): (typeof PROJECTS)[number] {
  const text = readFileSync(path, 'utf8');
  if (STARTS_BROWSER.test(text)) return 'browser';
  if (ASKS_DATABASE.test(text)) return 'postgres';
  return IS_ALONE.test(text) ? 'process' : 'unit';
}

export default defineConfig({
  test: {
    globalSetup: ['test/before-all.ts'],
    // One more than there are cores: a third of the time a file waits for a process, a browser or a clock.
    maxWorkers: availableParallelism() + 1,
    projects: PROJECTS.map((name) => ({
      test: {
        name,
        include: tests.filter((path) => projectOf(path) === name),
        setupFiles: ['test/setup.ts'],
        testTimeout: 30_000,
        ...(name === 'unit' && { pool: 'threads' as const, isolate: false }),
      },
    })),
  },
});
