/** What is wrong with roots is said by every door, once: links that were not followed, roots without a reference. */

import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeFolder, page, removeFolders } from '../../load/catalog/folders.ts';

const program = join(import.meta.dirname, '../../../dist/bin/signpost.cjs');
let [root, empty, away, cwd] = ['', '', '', ''];
beforeEach(() => {
  // Many others, so that a limit would be reached.
  const bad = Object.fromEntries(Array.from({ length: 20 }, (_, at) => [`bad${at}/SKILL.md`, '---\n[\n---\n']));
  away = makeFolder({ 'SKILL.md': page({ name: 'away' }) });
  root = makeFolder({ 'rye/SKILL.md': page({ name: 'rye', description: 'How to bake rye bread.' }), ...bad });
  symlinkSync(away, join(root, 'x'));
  symlinkSync('gone', join(root, 'y'));
  [empty, cwd] = [makeFolder(), makeFolder()];
});
afterEach(removeFolders);

/** How often each of the messages of the three that are due is there. */
const toldIn = (text: string) =>
  [`${root}/x: `, `${root}/x `, `${root}/y: `, `${root}/y `, `${empty}: `, `${empty} `].map(
    (name) => text.split(name).length - 1,
  );
const roots = () => ['--root', root, '--root', empty];

/** Start a server, and stop it when a line of stderr says that it listens. */
async function serve(args: readonly string[], until: RegExp): Promise<string> {
  const child = spawn(process.execPath, [program, ...args], { cwd, stdio: ['pipe', 'ignore', 'pipe'] });
  let said = '';
  await new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (until.test(said)) child.kill('SIGTERM');
    });
    child.on('close', resolve);
  });
  return said;
}

describe('what is wrong with roots', () => {
  it('is said by route', () => {
    const { stderr } = spawnSync(process.execPath, [program, 'route', ...roots(), 'rye'], {
      encoding: 'utf8',
      cwd,
    });
    expect(toldIn(stderr)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(stderr).toContain(`\`--root ${away}\``);
  });

  it('is said by serve', async () => {
    expect(toldIn(await serve(['serve', '--port', '0', ...roots()], /signpost serves/))).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it('is said by mcp', async () => {
    expect(toldIn(await serve(['mcp', '--http', '0', ...roots()], /signpost serves/))).toEqual([0, 1, 0, 1, 0, 1]);
  });

  it('is in the log of the hook', () => {
    const [log, cache] = [join(cwd, 'log'), makeFolder()];
    const env = { ...process.env, SIGNPOST_LOG: log, SIGNPOST_CACHE: cache };
    spawnSync(process.execPath, [program, 'build', ...roots()], { env });
    const input = JSON.stringify({ hook_event_name: 'UserPromptSubmit', prompt: 'bake rye bread', cwd });
    const args = [program, 'hook', '--within', '20000', ...roots()];
    spawnSync(process.execPath, args, { input, env, cwd });
    expect(toldIn(readFileSync(log, 'utf8'))).toEqual([1, 0, 1, 0, 1, 0]);
  });
});

describe('mcp', () => {
  const ASKED = [
    {
      method: 'initialize',
      params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 't', version: '1' } },
    },
    { method: 'tools/call', params: { name: 'route', arguments: { query: 'bake rye bread' } } },
  ];

  it.each([
    { what: 'a root without references', args: () => ['--root', empty], said: /root-empty/ },
    { what: 'nothing, where no root is found', args: () => [], said: /SIGNPOST_NO_ROOT|Cannot find references/ },
  ])('serves $what', ({ args, said }) => {
    const input = ASKED.map((message, id) => `${JSON.stringify({ jsonrpc: '2.0', id, ...message })}\n`).join('');
    const { stdout, stderr, status } = spawnSync(process.execPath, [program, 'mcp', ...args()], {
      input,
      cwd,
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(
      stdout
        .split('\n')
        .filter(Boolean)
        .map((line) => 'result' in JSON.parse(line)),
    ).toEqual([true, true]);
    expect(stdout).toContain('abstain');
    expect(stderr).toMatch(said);
    expect(status).toBe(0);
  });
});
