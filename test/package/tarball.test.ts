/** The package as it would be published: packed, installed into an empty folder, imported and run there. */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let folder: string;
let packed: { readonly filename: string; readonly files: readonly { readonly path: string }[] };

const inFolder = (command: string, args: readonly string[]) =>
  execFileSync(command, [...args], { cwd: folder, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-package-'));
  // Without `prepare`, which builds before publishing: other tests run what is built. Something may come before the JSON.
  const printed = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const parsed: unknown = JSON.parse(printed.slice(printed.search(/^[[{]\s*$/m)));
  const [first] = Array.isArray(parsed) ? parsed : Object.values(Object(parsed));
  packed = first;
  writeFileSync(join(folder, 'package.json'), '{"name":"empty","type":"module","private":true}');
  inFolder('npm', ['install', '--no-audit', '--no-fund', join(folder, packed.filename)]);
}, 240_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('the packed package', () => {
  it('holds what it runs on, its references and its skill, and no sources or tests', () => {
    const paths = packed.files.map(({ path }) => path);
    for (const path of [
      'dist/index.js',
      'dist/index.d.ts',
      'dist/maintain/index.d.ts',
      'dist/session/store.d.ts',
      'dist/bin/signpost.cjs',
      'SKILL.md',
      'references/INDEX.md',
      'LICENSE',
    ]) {
      expect(paths).toContain(path);
    }
    expect(paths.filter((path) => /^(?:src|test|bench|scripts|\.ci)\//.test(path))).toEqual([]);
  });

  it('is imported as a library', () => {
    const script = `
      import { createSignpost, openSignpost, SignpostError } from 'signpost';
      import { vectors } from 'signpost/vectors';
      const memory = await createSignpost([{ path: 'bread.md', text: '---\\ndescription: Baking sourdough bread.\\n---\\n' }]);
      const given = await createSignpost([], { vectors });
      if (given.messages.length > 0 || 'degraded' in given.route('x') || 'degraded' in memory.route('x')) throw new Error();
      const disk = await openSignpost({ roots: ['node_modules/signpost/references'] });
      console.log(memory.route('sourdough bread').references[0].id, disk.route('dbt Cloud').references[0].id);
      try { memory.read('x'); } catch (error) { console.log(error instanceof SignpostError, error.code); }`;
    writeFileSync(join(folder, 'use.js'), script);
    expect(inFolder(process.execPath, ['use.js'])).toBe(
      'bread.md dagster-dbt/dbt-cloud.md\ntrue SIGNPOST_UNKNOWN_REFERENCE\n',
    );
  });

  it('has types that compile in a strict project', () => {
    const use = `
      import { createSignpost, type Decision } from 'signpost';
      import { createHandler } from 'signpost/http';
      import { setUp } from 'signpost/init';
      import { type LintResult, lint } from 'signpost/maintain';
      import { openStore } from 'signpost/store';
      import { vectors } from 'signpost/vectors';
      import { aiSdkTool, functionTools, langchainTool } from 'signpost/tools';
      const tools = [aiSdkTool(await createSignpost([])), functionTools(await createSignpost([]), 'openai'), langchainTool];
      const handler: (request: Request) => Promise<Response> = createHandler(await createSignpost([]));
      const linted: LintResult = lint({ roots: ['references'] });
      console.log(tools.length, handler.length, linted.files.length, setUp.length, openStore.length);
      const decision: Decision = (await createSignpost([], { vectors })).route('x');
      if (decision.decision === 'abstain') console.log(decision.reason);
      // The reason belongs to abstaining alone.
      else console.log(decision.references.map(({ id }: { readonly id: string }) => id));`;
    writeFileSync(join(folder, 'use.ts'), use);
    const tsc = join(process.cwd(), 'node_modules/typescript/bin/tsc');
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2023', '--lib', 'es2023,dom'];
    expect(inFolder(process.execPath, [tsc, ...options, 'use.ts'])).toBe('');
  });

  it('makes tools without the frameworks, serves MCP, and says which package is missing', () => {
    const script = `
      import { createSignpost } from 'signpost';
      import { functionTools, langchainTool } from 'signpost/tools';
      const signpost = await createSignpost([{ path: 'bread.md', text: '---\\ndescription: Baking sourdough bread.\\n---\\n' }]);
      console.log((await functionTools(signpost, 'openai').call('route', { query: 'sourdough bread' })).split(' ')[0]);
      await langchainTool(signpost).catch(({ code }) => console.log(code));`;
    writeFileSync(join(folder, 'tools.js'), script);
    expect(inFolder(process.execPath, ['tools.js'])).toBe('bread.md\nSIGNPOST_PEER_MISSING\n');
    const initialize = {
      jsonrpc: '2.0',
      id: 1,
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'test', version: '1' } },
    };
    writeFileSync(join(folder, 'initialize.json'), `${JSON.stringify(initialize)}\n`);
    // A client that leaves at once is not answered.
    const command =
      '(cat initialize.json; sleep 3) | node_modules/.bin/signpost mcp --root node_modules/signpost/references';
    expect(JSON.parse(inFolder('bash', ['-c', command]))).toMatchObject({
      id: 1,
      result: { serverInfo: { name: 'signpost' } },
    });
  });

  it('runs its command', () => {
    const printed = inFolder(join(folder, 'node_modules/.bin/signpost'), [
      'route',
      '--root',
      'node_modules/signpost/references',
      'We run our models in dbt Cloud and want them in Dagster',
    ]);
    expect(printed).toMatch(/^node_modules\/signpost\/references\/dagster-dbt\/dbt-cloud\.md/);
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(inFolder(join(folder, 'node_modules/.bin/signpost'), ['--version'])).toBe(`${version}\n`);
  });
});
