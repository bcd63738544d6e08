/** How much an import of signpost loads, counted by a hook in a process of its own. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

/** Notes each module that is loaded, in the order of loading. */
const HOOK = `
  import { appendFileSync } from 'node:fs';
  export async function load(url, context, next) {
    appendFileSync(process.env.LOADED, url + '\\n');
    return next(url, context);
  }`;
/** What reads documents, checks schemas or talks to others: who only imports does not wait for it. */
const LATE = /^(?:zod|yaml|gray-matter|unified|remark-.+|micromark.*|mdast-.+|minisearch|pg|hono)$/;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-loading-'));
  writeFileSync(join(folder, 'hook.mjs'), HOOK);
  writeFileSync(
    join(folder, 'register.mjs'),
    "import { register } from 'node:module'; register('./hook.mjs', import.meta.url);",
  );
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The modules that a program loads, which is given the library as `signpost`. */
function loadedBy(entry: string, program = ''): string[] {
  const loaded = join(folder, 'loaded');
  writeFileSync(loaded, '');
  const code = `const signpost = await import(${JSON.stringify(pathToFileURL(join('dist', entry)).href)}); ${program}`;
  const argv = ['--import', join(folder, 'register.mjs'), '--input-type=module', '-e', code];
  execFileSync(process.execPath, argv, { env: { ...process.env, LOADED: loaded } });
  return readFileSync(loaded, 'utf8').trim().split('\n');
}

/** The packages that modules are of. */
function packagesOf(modules: readonly string[]): Set<string> {
  return new Set(modules.flatMap((url) => /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(url)?.[1] ?? []));
}

it.each([
  ['index.js', 80],
  ['session/store.js', 40],
])('%s is at most %i modules, and nothing that most of its callers never need', (entry, most) => {
  const modules = loadedBy(entry);
  expect(modules.some((url) => url.endsWith(`/dist/${entry}`))).toBe(true);
  expect(modules.length).toBeLessThanOrEqual(most);
  expect([...packagesOf(modules)].filter((name) => LATE.test(name))).toEqual([]);
});

it('what reads documents is loaded by the first call that may have to', () => {
  const packages = packagesOf(loadedBy('index.js', "await signpost.createSignpost([{ path: 'a.md', text: '# A' }]);"));
  expect([...packages]).toEqual(expect.arrayContaining(['minisearch', 'remark-parse', 'yaml']));
  // Schemas are for configurations and tools.
  expect([...packages]).not.toContain('zod');
});
