/** The settings of agents: our entries put in and taken out, and everything else left as it is. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AGENT_NAMES, type AgentName, setUp } from '../../src/index.ts';
import { editJson } from '../../src/setup/edit-json.ts';
import { run } from '../doors/cli/run.ts';

const program = '/opt/signpost/dist/bin/signpost.cjs';
let folder: string;
let home: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-setup-'));
  home = join(folder, 'home');
  mkdirSync(home);
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function put(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const read = (path: string) => readFileSync(join(folder, path), 'utf8');
const json = (path: string) => JSON.parse(read(path));
const tell = (agents: readonly AgentName[], remove = false) => setUp({ folder, home, program, agents, remove });

describe('what is written', () => {
  it('is the hook and the server of Claude Code, in the project', async () => {
    await tell(['claude-code']);
    const hook = { type: 'command', command: `node "${program}" hook`, timeout: 5 };
    expect(json('.claude/settings.json')).toEqual({
      hooks: {
        UserPromptSubmit: [{ hooks: [hook] }],
        SessionStart: [{ matcher: 'compact', hooks: [hook] }],
        PostToolUse: [{ matcher: 'Edit|MultiEdit|Write|Read|NotebookEdit', hooks: [hook] }],
      },
    });
    expect(json('.mcp.json')).toEqual({ mcpServers: { signpost: { command: 'node', args: [program, 'mcp'] } } });
  });

  it('is by the folder of the project where the package is in it', async () => {
    put('node_modules/signpost/dist/bin/signpost.cjs', '');
    await tell(['claude-code', 'gemini', 'vscode', 'cursor']);
    const path = 'node_modules/signpost/dist/bin/signpost.cjs';
    expect(json('.claude/settings.json').hooks.UserPromptSubmit[0].hooks[0].command).toBe(
      `node "$CLAUDE_PROJECT_DIR/${path}" hook`,
    );
    expect(json('.gemini/settings.json').hooks.BeforeAgent[0].hooks[0]).toMatchObject({
      command: `node "$GEMINI_PROJECT_DIR/${path}" hook`,
      timeout: 5000,
    });
    expect(json('.vscode/mcp.json').servers.signpost.args[0]).toBe(`\${workspaceFolder}/${path}`);
    expect(json('.cursor/mcp.json').mcpServers.signpost.args[0]).toBe(`\${workspaceFolder}/${path}`);
  });

  it('names the roots for Codex, which starts a server anywhere', async () => {
    put('.claude/skills/rye/SKILL.md', '---\nname: rye\ndescription: Bake rye.\n---\n');
    await tell(['codex']);
    expect(parse(read('.codex/config.toml'))).toEqual({
      mcp_servers: { signpost: { command: 'node', args: [program, 'mcp', '--root', join(folder, '.claude/skills')] } },
    });
    expect(Object.keys(json('.codex/hooks.json').hooks)).toEqual(['UserPromptSubmit', 'PostToolUse', 'PostCompact']);
  });

  it('is a command that runs as the agents run it, in a shell', async () => {
    put('node_modules/signpost/dist/bin/signpost.cjs', "process.stdout.write(process.argv.slice(2).join(' '))");
    await tell(['claude-code']);
    const { command } = json('.claude/settings.json').hooks.UserPromptSubmit[0].hooks[0];
    const env = { ...process.env, CLAUDE_PROJECT_DIR: folder };
    expect(execFileSync('sh', ['-c', command], { env, cwd: tmpdir(), encoding: 'utf8' })).toBe('hook');
  });

  it.each(AGENT_NAMES)('is written once, whatever is run again, and taken out again: %s', async (name) => {
    const written = await tell([name]);
    expect(written.length).toBeGreaterThan(0);
    const before = written.map(({ path }) => readFileSync(path, 'utf8'));
    expect((await tell([name])).every((change) => change.before === change.after)).toBe(true);
    expect(written.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(before);
    for (const { path } of await tell([name], true))
      expect(readFileSync(path, 'utf8').trim()).toMatch(/^(?:\{\s*\})?$/);
    expect((await tell([name], true)).every((change) => change.before === change.after)).toBe(true);
  });
});

describe('what is there', () => {
  const settings = [
    '{',
    '\t// The hooks of the house.',
    '\t"permissions": { "allow": ["Bash(ls:*)"] },',
    '\t"hooks": {',
    '\t\t"UserPromptSubmit": [{ "hooks": [{ "type": "command", "command": "./greet.sh" }] }],',
    '\t\t"Stop": [{ "hooks": [{ "type": "command", "command": "say done" }] }], // A word at the end.',
    '\t}',
    '}',
    '',
  ].join('\n');

  it('stays, comments and order included, and is as it was when ours is taken out', async () => {
    put('.claude/settings.json', settings);
    await tell(['claude-code']);
    const merged = read('.claude/settings.json');
    for (const line of settings.split('\n').slice(0, 3)) expect(merged).toContain(line);
    expect(merged).toContain('// A word at the end.');
    expect(merged).toContain('./greet.sh');
    expect(merged).toContain(`node \\"${program}\\" hook`);
    await tell(['claude-code'], true);
    expect(read('.claude/settings.json').replace(/\s+/g, '')).toBe(settings.replace(/\s+/g, ''));
  });

  it('is written into under the name it has', async () => {
    put('opencode.jsonc', '{\n  // Mine.\n  "theme": "dark"\n}\n');
    await tell(['opencode']);
    expect(read('opencode.jsonc')).toContain('// Mine.');
    expect(read('opencode.jsonc')).toContain('"signpost"');
    expect(existsSync(join(folder, 'opencode.json'))).toBe(false);
  });

  it('stays where an entry has our name and is not ours', async () => {
    const own = '{ "mcpServers": { "signpost": { "command": "my-signpost", "args": ["serve"] } } }\n';
    put('.mcp.json', own);
    await tell(['claude-code']);
    expect(read('.mcp.json')).toBe(own);
    await tell(['claude-code'], true);
    expect(read('.mcp.json')).toBe(own);
  });

  it('stays in TOML, comments included, and is as it was when ours is taken out', async () => {
    const own = '# House rules.\nmodel = "best"\n\n[mcp_servers.other]\ncommand = "other" # Keep.\n';
    put('.codex/config.toml', own);
    await tell(['codex']);
    expect(read('.codex/config.toml')).toContain(own);
    expect(Object.keys(Object(parse(read('.codex/config.toml'))['mcp_servers']))).toEqual(['other', 'signpost']);
    await tell(['codex'], true);
    expect(read('.codex/config.toml')).toBe(own);
  });

  it.each([
    ['.mcp.json', '{ "mcpServers": ', 'claude-code'],
    ['.mcp.json', '[]', 'claude-code'],
    ['.mcp.json', '"text"', 'claude-code'],
    ['.mcp.json', '{ "mcpServers": [] }', 'claude-code'],
    ['.claude/settings.json', '{ "hooks": "none" }', 'claude-code'],
    ['.claude/settings.json', '{ "hooks": { "SessionStart": { "hooks": [] } } }', 'claude-code'],
    ['.codex/config.toml', 'model = ', 'codex'],
    ['.codex/config.toml', 'mcp_servers = { other = { command = "other" } }\n', 'codex'],
  ] as const)('that cannot be read stops everything, and nothing is written: %s %s', async (path, text, name) => {
    put(path, text);
    await expect(tell([name, 'vscode'])).rejects.toMatchObject({ code: 'SIGNPOST_BAD_SETTINGS' });
    expect(read(path)).toBe(text);
    expect(existsSync(join(folder, '.vscode/mcp.json'))).toBe(false);
  });

  it('of any shape keeps all that is not ours', () => {
    const key = fc.constantFrom('hooks', 'mcpServers', 'UserPromptSubmit', 'other', 'signpost');
    const value = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: 'small' },
        fc.string(),
        fc.integer(),
        fc.constant(null),
        fc.array(tie('any'), { maxLength: 2 }),
        fc.dictionary(key, tie('any'), { maxKeys: 3 }),
      ),
    })).any;
    const file = {
      path: 'settings.json',
      format: 'json',
      hooks: { events: { UserPromptSubmit: {} }, command: `node "${program}" hook`, timeout: 5 },
    } as const;
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 4 }), (settings) => {
        // Where hooks are no object of lists there is nothing to merge into: the agent reads none of it either.
        const hooks: unknown = settings['hooks'];
        fc.pre(hooks === undefined || (typeof hooks === 'object' && hooks !== null && !Array.isArray(hooks)));
        fc.pre(Array.isArray(Object(hooks)['UserPromptSubmit'] ?? []));
        const text = JSON.stringify(settings, null, 2);
        const merged = JSON.parse(editJson(file, text, false));
        const { UserPromptSubmit: groups, ...otherHooks } = merged.hooks;
        expect(groups.at(-1)).toEqual({ hooks: [{ type: 'command', command: file.hooks.command, timeout: 5 }] });
        const { UserPromptSubmit: own = [], ...otherBefore } = Object(hooks ?? {});
        const before = own ?? [];
        expect([groups.slice(0, -1), otherHooks]).toEqual([before, otherBefore]);
        expect({ ...merged, hooks: 0 }).toEqual({ ...settings, hooks: 0 });
      }),
    );
  });
});

describe('who is told', () => {
  it('is whoever the project or the user has settings of', async () => {
    mkdirSync(join(folder, '.gemini'));
    mkdirSync(join(home, '.cursor'));
    const agents = (await setUp({ folder, home, program, write: false })).map(({ agent }) => agent);
    expect(agents).toEqual(['cursor', 'gemini']);
    expect(existsSync(join(folder, '.cursor'))).toBe(false);
  });

  it('is nobody, with an error, where nothing shows', async () => {
    await expect(setUp({ folder, home, program })).rejects.toThrow(/No agent is in use/);
  });
});

describe('signpost init', () => {
  const env = () => ({ HOME: home });

  it('shows with --dry-run what it would write, and writes nothing', async () => {
    put('opencode.json', '{\n  "theme": "dark"\n}\n');
    const { stdout, exitCode } = await run(['init', '--dry-run', 'opencode'], { cwd: folder, env: env() });
    expect(exitCode).toBe(0);
    expect(stdout).toContain('would change  opencode.json  opencode');
    expect(stdout).toContain('-   "theme": "dark"\n+   "theme": "dark",\n+   "mcp": {');
    expect(read('opencode.json')).toBe('{\n  "theme": "dark"\n}\n');
  });

  it('says of each file what it did', async () => {
    const first = await run(['init', 'vscode', 'cursor'], { cwd: folder, env: env() });
    expect(first.stdout).toBe('created    .cursor/mcp.json  cursor\ncreated    .vscode/mcp.json  vscode');
    const again = await run(['init', 'vscode', '--json'], { cwd: folder, env: env() });
    expect(JSON.parse(again.stdout)).toEqual([
      { agent: 'vscode', path: join(folder, '.vscode/mcp.json'), changed: false },
    ]);
  });

  it('names the agents it knows', async () => {
    const { stderr, exitCode } = await run(['init', 'emacs'], { cwd: folder, env: env() });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('expected one of claude-code, codex, cursor')]);
  });
});
