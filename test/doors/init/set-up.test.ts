/** The settings of agents: our entries put in and taken out, and everything else left as it is. */

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import { parse } from 'smol-toml';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AGENT_NAMES, type AgentName, isHookCommand } from '../../../src/doors/init/agents.ts';
import { editJson } from '../../../src/doors/init/edit-json.ts';
import { quoted } from '../../../src/doors/init/quoted.ts';
import { type SetUpOptions, setUp } from '../../../src/doors/init/set-up.ts';
import { run } from '../cli/run.ts';

const program = '/opt/signpost/dist/bin/signpost.cjs';
let folder: string;
let home: string;
/** The home of the user as the system knows it: nothing is remembered there. */
vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  return { ...os, userInfo: () => ({ ...os.userInfo(), homedir: '/dev/null' }) };
});

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
    const path = 'node_modules/signpost/dist/bin/signpost.cjs';
    put(path, '');
    const agents = ['claude-code', 'gemini', 'vscode', 'cursor'] as const;
    await setUp({ folder, home, program: join(folder, path), agents });
    expect(json('.claude/settings.json').hooks.UserPromptSubmit[0].hooks[0].command).toBe(
      `node "$CLAUDE_PROJECT_DIR/${path}" hook`,
    );
    expect(json('.gemini/settings.json').hooks.BeforeAgent[0].hooks[0]).toMatchObject({
      command: `node $GEMINI_PROJECT_DIR/${path} hook`,
      timeout: 5000,
    });
    expect(json('.vscode/mcp.json').servers.signpost.args[0]).toBe(`\${workspaceFolder}/${path}`);
    expect(json('.cursor/mcp.json').mcpServers.signpost.args[0]).toBe(`\${workspaceFolder}/${path}`);
  });

  it('is the program that was run, and not another one that came with the project', async () => {
    put('node_modules/signpost/dist/bin/signpost.cjs', '');
    await tell(['claude-code']);
    expect(json('.mcp.json').mcpServers.signpost.args).toEqual([program, 'mcp']);
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
    const own = 'node_modules/signpost/dist/bin/signpost.cjs';
    put(own, "process.stdout.write(process.argv.slice(2).join(' '))");
    await setUp({ folder, home, program: join(folder, own), agents: ['claude-code'] });
    const { command } = json('.claude/settings.json').hooks.UserPromptSubmit[0].hooks[0];
    const env = { ...process.env, CLAUDE_PROJECT_DIR: folder };
    expect(execFileSync('sh', ['-c', command], { env, cwd: tmpdir(), encoding: 'utf8' })).toBe('hook');
  });

  it
    .skipIf(process.platform === 'win32')
    .each([
      'a$(touch pwned)b',
      'a`touch pwned`b',
      'a"; touch pwned; "b',
      "it's $HOME",
      "'$(touch pwned)'",
      'back\\slash',
      'two words',
    ])('is a command that runs nothing else, whatever folders are called: %s', async (name) => {
    const print = "process.stdout.write(process.argv.slice(2).join(' '))";
    put(`${name}/node_modules/signpost/dist/bin/signpost.cjs`, print);
    put(`${name}/my$(touch pwned)/signpost.cjs`, print);
    const project = join(folder, name);
    const word = `'${project.replaceAll("'", "'\\''")}'`;
    const agents = ['codex', 'claude-code', 'gemini'] as const;
    for (const where of ['node_modules/signpost/dist/bin/signpost.cjs', 'my$(touch pwned)/signpost.cjs']) {
      await setUp({ folder: project, home, program: join(project, where), agents });
      for (const [path, event] of [
        ['.codex/hooks.json', 'UserPromptSubmit'],
        ['.claude/settings.json', 'UserPromptSubmit'],
        ['.gemini/settings.json', 'BeforeAgent'],
      ] as const) {
        // Gemini CLI puts the folder in place of its variable, as a word in quotation marks.
        const written: string = json(join(name, path)).hooks[event][0].hooks[0].command;
        const command = written.replace('$GEMINI_PROJECT_DIR', () => word);
        const env = { ...process.env, CLAUDE_PROJECT_DIR: project };
        expect(execFileSync('sh', ['-c', command], { env, cwd: home, encoding: 'utf8' })).toBe('hook');
        expect(isHookCommand(written)).toBe(true);
      }
      await setUp({ folder: project, home, program, agents, remove: true });
      expect(existsSync(join(project, '.codex/hooks.json'))).toBe(false);
    }
    expect(existsSync(join(home, 'pwned'))).toBe(false);
  });

  it('is the whole path of a folder that is named from the working folder', async () => {
    mkdirSync(join(folder, 'proj/.vscode'), { recursive: true });
    const own = join(folder, 'proj/node_modules/signpost/dist/bin/signpost.cjs');
    put('proj/node_modules/signpost/dist/bin/signpost.cjs', '');
    const near = relative(process.cwd(), join(folder, 'proj'));
    const changes = await setUp({ folder: near, home, program: relative(process.cwd(), own), agents: ['codex'] });
    expect(changes.map(({ path }) => path)).toEqual(
      ['.codex/hooks.json', '.codex/config.toml'].map((path) => join(folder, 'proj', path)),
    );
    const { mcp_servers: servers } = Object(parse(read('proj/.codex/config.toml')));
    expect(servers.signpost.args[0]).toBe(own);
  });

  it.each(AGENT_NAMES)('is written once, whatever is run again, and taken out again: %s', async (name) => {
    const written = await tell([name]);
    expect(written.length).toBeGreaterThan(0);
    const before = written.map(({ path }) => readFileSync(path, 'utf8'));
    expect((await tell([name])).every((change) => change.before === change.after)).toBe(true);
    expect(written.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(before);
    for (const { path, after } of await tell([name], true)) {
      expect(after).toBe('');
      expect(existsSync(path)).toBe(false);
    }
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
    ['.mcp.json', '{ "mcpServers": null }', 'claude-code'],
    ['.claude/settings.json', '{ "hooks": null }', 'claude-code'],
    ['.claude/settings.json', '{ "hooks": { "UserPromptSubmit": null } }', 'claude-code'],
    ['.mcp.json', '{ "mcpServers": { "a": {} }, "mcpServers": { "b": {} } }', 'claude-code'],
    ['.mcp.json', '{ "mcpServers": { "signpost": {}, "signpost": { "args": ["mcp"] } } }', 'claude-code'],
    ['.claude/settings.json', '{ "hooks": {}, "hooks": {} }', 'claude-code'],
    ['.claude/settings.json', '{ "hooks": { "PostToolUse": [{ "hooks": [], "hooks": [] }] } }', 'claude-code'],
    ['.codex/config.toml', 'model = ', 'codex'],
    ['.codex/config.toml', 'mcp_servers = { other = { command = "other" } }\n', 'codex'],
  ] as const)('that cannot be read stops everything, and nothing is written: %s %s', async (path, text, name) => {
    put(path, text);
    await expect(tell([name, 'vscode'])).rejects.toMatchObject({ code: 'SIGNPOST_BAD_SETTINGS' });
    expect(read(path)).toBe(text);
    expect(existsSync(join(folder, '.vscode/mcp.json'))).toBe(false);
    await tell([name], true).catch(() => undefined);
    expect(read(path)).toBe(text);
  });

  it.each([
    ['{\n  "mcpServers": null\n}', '`mcpServers` in line 2 is not what the agent reads there'],
    ['{\n  "mcpServers": {},\n  "mcpServers": {}\n}', '`mcpServers` in line 3 is there a second time'],
    [`{\n\n"a": ${'['.repeat(20_000)}`, 'more than 200 levels in line 3'],
    ['{\n  "mcpServers": {,}\n}', 'in line 2'],
  ])('that cannot be read is told with its place', async (text, message) => {
    put('.mcp.json', text);
    await expect(tell(['claude-code'])).rejects.toThrow(message);
  });

  it('may hold something twice that is not ours', async () => {
    const text = '{"a":1,"a":2,"mcpServers":{"other":{"env":{"X":"1","X":"2"}}}}';
    put('.mcp.json', text);
    await tell(['claude-code']);
    expect(json('.mcp.json').mcpServers).toHaveProperty('signpost');
    await tell(['claude-code'], true);
    expect(read('.mcp.json').replace(/\s+/g, '')).toBe(text);
  });

  const npx = '"signpost":{"command":"npx","args":["signpost","mcp"]}';
  it.each([
    [`{"mcpServers":{${npx}},}`, ''],
    [`{"mcpServers":{${npx},},}`, ''],
    [`{"a":1,"mcpServers":{${npx},},}`, '{"a":1,}'],
    [`{"mcpServers":{${npx},"b":{},},}`, '{"mcpServers":{"b":{},},}'],
    [`{"mcpServers":{"b":{} , ${npx} , }}`, '{"mcpServers":{"b":{} , }}'],
    [`{\n  // Mine.\n  "mcpServers": {\n    ${npx}\n  },\n}\n`, '{\n  // Mine.\n}\n'],
    [
      `{\n  "mcpServers": { // Ours.\n    ${npx} /* here */ ,\n  }\n}\n`,
      '{\n  "mcpServers": { // Ours.\n /* here */ \n  }\n}\n',
    ],
    [`{\n  "b": 1, // Last,\n  ${npx.replace('signpost', 'x')},\n  "mcpServers": {${npx}} // Gone.\n}`, undefined],
    [`{"mcpServers":{\n// Mine.\n${npx}}}`, '{"mcpServers":{\n// Mine.\n}}'],
  ])('is what it was when ours is taken out, commas and comments included: %s', async (text, left) => {
    put('.mcp.json', text);
    await tell(['claude-code'], true);
    if (left === '') expect(existsSync(join(folder, '.mcp.json'))).toBe(false);
    else if (left !== undefined) expect(read('.mcp.json')).toBe(left);
    else for (const part of ['// Last,', '// Gone.', '"b": 1']) expect(read('.mcp.json')).toContain(part);
  });

  it.each([
    { command: 'signpost', args: ['mcp'] },
    { command: '/usr/local/bin/signpost', args: ['mcp', '--root', 'a'] },
    { command: 'npx', args: ['-y', 'signpost@1.2.3', 'mcp'] },
    { command: 'C:\\bin\\signpost.cmd', args: ['mcp'] },
    { command: 'node', args: ['node_modules/signpost/dist/bin/signpost.cjs', 'mcp'] },
  ])('is taken out where it starts signpost: %j', async (entry) => {
    put('.mcp.json', JSON.stringify({ mcpServers: { signpost: entry, other: entry } }));
    await tell(['claude-code'], true);
    expect(json('.mcp.json')).toEqual({ mcpServers: { other: entry } });
  });

  it.each([
    { command: 'my-signpost', args: ['mcp'] },
    { command: 'node', args: ['signpost/other.cjs', 'mcp'] },
    { command: 'signpost', args: ['serve', 'mcp'] },
    { command: 'echo', args: 'signpost mcp' },
  ])('stays where it starts something else: %j', async (entry) => {
    put('.mcp.json', JSON.stringify({ mcpServers: { signpost: entry } }));
    await tell(['claude-code'], true);
    expect(json('.mcp.json')).toEqual({ mcpServers: { signpost: entry } });
  });

  it('has all hooks of ours taken out, of whichever event, and no other, nor a comment beside them', async () => {
    const lines = [
      '{',
      '  "hooks": {',
      '    "UserPromptSubmit": [',
      '      { "hooks": [{ "command": "signpost hook" }] },',
      '      {',
      '        "hooks": [',
      '          // Greets.',
      '          { "command": "my-signpost hook" },',
      '          { "command": "npx signpost hook --within 300" }',
      '        ]',
      '      },',
      `      { "hooks": [{ "command": "node '/it/signpost.cjs' hook" }] }`,
      '    ],',
      '    "PostToolUse": [{ "matcher": "Read", "hooks": [{ "command": "signpost hook" }, { "command": "signpost hooks" }] }],',
      '    "Stop": [{ "hooks": [{ "command": "signpost hook" }] }],',
      '    "SessionStart": [',
      '      {',
      '        "hooks": [',
      '          // Why it is here.',
      '          { "command": "signpost hook" }',
      '        ]',
      '      }',
      '    ]',
      '  }',
      '}',
      '',
    ];
    put('.claude/settings.json', lines.join('\n'));
    await tell(['claude-code'], true);
    expect(read('.claude/settings.json')).toBe(
      [
        '{',
        '  "hooks": {',
        '    "UserPromptSubmit": [',
        '      {',
        '        "hooks": [',
        '          // Greets.',
        '          { "command": "my-signpost hook" }',
        '        ]',
        '      }',
        '    ],',
        '    "PostToolUse": [{ "matcher": "Read", "hooks": [ { "command": "signpost hooks" }] }],',
        '    "SessionStart": [',
        '      {',
        '        "hooks": [',
        '          // Why it is here.',
        '        ]',
        '      }',
        '    ]',
        '  }',
        '}',
        '',
      ].join('\n'),
    );
  });

  it('stays in TOML behind and inside of our table, too', async () => {
    const ours = '[mcp_servers.signpost] # Ours.\ncommand = "node"\n# Inside.\nargs = ["signpost", "mcp"]\n';
    const env = '[mcp_servers.signpost.env]\nA = "b"\n';
    put('.codex/config.toml', `a = 1\n\n${ours}${env}\n# Of the other.\n[mcp_servers.other]\ncommand = "other"\n`);
    await tell(['codex'], true);
    expect(read('.codex/config.toml')).toBe(
      'a = 1\n\n# Inside.\n\n# Of the other.\n[mcp_servers.other]\ncommand = "other"\n',
    );
  });

  it.each([
    ['.mcp.json', '\ufeff{ "a": 1 }\n', 'claude-code'],
    ['.codex/config.toml', '\ufeffa = 1\n', 'codex'],
  ] as const)('may begin with a mark of its encoding: %s', async (path, text, name) => {
    put(path, text);
    await tell([name]);
    expect(read(path)).toMatch(/^\ufeff[\s\S]*signpost/);
    await tell([name], true);
    expect(read(path).replace(/\s+/g, '')).toBe(text.replace(/\s+/g, ''));
  });

  it('is a link that stays a link', async () => {
    put('.dotfiles/mcp.json', `{"mcpServers":{${npx}}}`);
    symlinkSync('.dotfiles/mcp.json', join(folder, '.mcp.json'));
    await tell(['claude-code'], true);
    expect(json('.dotfiles/mcp.json')).toEqual({});
    expect(json('.mcp.json')).toEqual({});
  });

  it('is only shown where nothing is to be written', async () => {
    put('.mcp.json', `{"mcpServers":{${npx}}}`);
    const [, change] = await setUp({ folder, home, program, agents: ['claude-code'], remove: true, write: false });
    expect(change?.after).toBe('');
    expect(json('.mcp.json').mcpServers).toHaveProperty('signpost');
  });

  it('with commas and comments wherever they may be has ours taken out, and keeps every comment', () => {
    const gap = fc.constantFrom('', ' ', '\n\t', '\r\n', ' // #}\n', '/* #,] */');
    const within = (open: string, close: string, items: fc.Arbitrary<string>[], comma: fc.Arbitrary<string>) =>
      fc.tuple(gap, comma, ...items.map((item) => fc.tuple(gap, item, gap))).map(([first, last, ...each]) => {
        const inner = each.map((parts) => parts.join('')).join(',');
        return `${open}${first}${inner}${each.length > 0 ? last : ''}${close}`;
      });
    const listOf = (open: string, close: string, item: fc.Arbitrary<string>, most: number) =>
      fc
        .nat({ max: most })
        .chain((count) => within(open, close, Array(count).fill(item), fc.constantFrom('', ',', ' /* # */ , ')));
    const hook = fc.constantFrom('{"command":"signpost hook"}', '{"command":"other"}');
    const group = listOf('[', ']', hook, 2).map((hooks) => `{"hooks":${hooks}}`);
    const text = fc
      .tuple(gap, listOf('[', ']', group, 3), gap, listOf('[', ']', group, 2), gap)
      .map(([a, prompts, b, stops, c]) => `{${a}"hooks":{"UserPromptSubmit":${prompts},${b}"Stop":${stops}}${c}}`);
    const file = {
      path: 'settings.json',
      format: 'json',
      hooks: { events: { UserPromptSubmit: {} }, command: `node "${program}" hook`, timeout: 5 },
    } as const;
    const commentsOf = (settings: string) => settings.split('#').length;
    fc.assert(
      fc.property(text, (settings) => {
        for (const start of [settings, editJson(file, settings, false)]) {
          const left = editJson(file, start, true);
          expect(left).not.toContain('signpost');
          expect(commentsOf(left)).toBe(commentsOf(settings));
          expect(left.split('other').length).toBe(settings.split('other').length);
          expect(editJson(file, left, true)).toBe(left);
        }
        expect(isWithin(settings.replace(/\s+/g, ''), editJson(file, settings, false))).toBe(true);
      }),
    );
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
        const { UserPromptSubmit: before = [], ...otherBefore } = Object(hooks ?? {});
        fc.pre(Array.isArray(before));
        const text = JSON.stringify(settings, null, 2);
        const merged = JSON.parse(editJson(file, text, false));
        const { UserPromptSubmit: groups, ...otherHooks } = merged.hooks;
        expect(groups.at(-1)).toEqual({ hooks: [{ type: 'command', command: file.hooks.command, timeout: 5 }] });
        expect([groups.slice(0, -1), otherHooks]).toEqual([before, otherBefore]);
        expect({ ...merged, hooks: 0 }).toEqual({ ...settings, hooks: 0 });
      }),
    );
  });
});

/** Whether a text is another with something put in between. */
function isWithin(text: string, longer: string): boolean {
  let at = 0;
  for (const char of longer) if (char === text[at]) at++;
  return at === text.length;
}

describe('what is put in', () => {
  const file = (text: string) =>
    editJson(
      { path: 'a.json', format: 'json', server: { at: ['servers', 'signpost'], value: { command: 'node' } } },
      text,
      false,
    );
  const entry = '"signpost":{"command":"node"}';
  it.each([
    ['', '{\n  "servers": {\n    "signpost": {\n      "command": "node"\n    }\n  }\n}\n'],
    ['{"a":{"b":[1,2]}}', `{"a":{"b":[1,2]}, "servers": {${entry}}}`],
    ['{ "servers": { } }', `{ "servers": {"signpost": {"command":"node"} } }`],
    ['{"servers":{"b":{}}}', '{"servers":{"b":{}, "signpost": {"command":"node"}}}'],
    ['{\n\t"servers": {},\n}', '{\n\t"servers": {\n\t\t"signpost": {\n\t\t\t"command": "node"\n\t\t}\n\t},\n}'],
    [
      '{\r\n "a":{"b":  1} , // One.\r\n}',
      '{\r\n "a":{"b":  1} , // One.\r\n "servers": {\r\n  "signpost": {\r\n   "command": "node"\r\n  }\r\n },\r\n}',
    ],
    ['{\n  "a": 1 // One.\n}', /^\{\n {2}"a": 1, \/\/ One\.\n {2}"servers": \{/],
    [`{"a":${'['.repeat(150)}${']'.repeat(150)}}`, /"servers"/],
    [`{\n${' '.repeat(300)}"a": {"b":1}\n}`, / "servers": \{"signpost":\{"command":"node"\}\}\n\}$/],
  ])('stands as the others do, and none of them is written anew: %j', (text, after) => {
    if (typeof after === 'string') expect(file(text)).toBe(after);
    else expect(file(text)).toMatch(after);
  });
});

describe('settings nobody writes', () => {
  const hooks = { events: { UserPromptSubmit: {}, Stop: {} }, command: 'node signpost hook', timeout: 5 } as const;
  const own = '{"command":"signpost hook"}';
  const many = (item: (number: number) => string, size: number) =>
    Array.from({ length: Math.floor(1_900_000 / size) }, (_, number) => item(number)).join(',');
  it.each([
    ['keys in one line', `{${many((n) => `"k${n}":1`, 12)}}`],
    ['keys on lines', `{\n${many((n) => `"k${n}":1\n`, 12)}}`],
    ['hooks of ours, and others', `{"hooks":{"Stop":[{"hooks":[${many(() => `${own}, {}`, 31)}]}]}}`],
    ['groups of ours', `{"hooks":{"Stop":[${many(() => `{"hooks":[${own}]}`, 40)}]}}`],
    ['groups with others', `{"hooks":{"Stop":[${many(() => `/* */\n{"hooks":[${own},{}]}`, 52)}]}}`],
    ['events of ours', `{"hooks":{${many((n) => `"e${n}":[{"hooks":[${own}]}]`, 53)}}}`],
    ['spaces before', `${' '.repeat(1_900_000)}{"hooks":{"Stop":[{"hooks":[${own}]}]}}`],
  ])('are changed in time proportional to them: %s', { timeout: 30_000 }, (_name, text) => {
    const file = { path: 'a.json', format: 'json', hooks } as const;
    const left = editJson(file, editJson(file, text, false), true);
    expect(left).not.toContain('signpost');
  });

  it.each([
    ['.mcp.json', `{"a":${'['.repeat(100_000)}`],
    ['.codex/config.toml', `a = ${'['.repeat(100_000)}`],
    ['.codex/config.toml', `a = ${'{a='.repeat(50_000)}`],
    ['.codex/config.toml', `[${'a.'.repeat(100_000)}a]\n`],
    ['.codex/config.toml', `${'a.'.repeat(100_000)}a = 1\n`],
    ['.mcp.json', ' '.repeat(2_100_000)],
    // With our entry it would be too large to be read again, and to be given back.
    ['.codex/config.toml', '\n'.repeat(2 * 1024 * 1024)],
    ['.mcp.json', `{${'\n'.repeat(2 * 1024 * 1024 - 2)}}`],
  ])('are refused, and stay as they are: %s', async (path, text) => {
    put(path, text);
    await expect(tell(['claude-code', 'codex'])).rejects.toMatchObject({ code: 'SIGNPOST_BAD_SETTINGS' });
    expect(read(path)).toBe(text);
  });
});

describe('options that are wrong', () => {
  it.each([
    {},
    { home: '/h' },
    { home: '/h', program: '' },
    { home: 7, program: '/p' },
    { home: '/h', program: '/p', folder: 7 },
    { home: '/h', program: '/p', folder: '' },
    { home: '/h', program: '/p', agents: 'codex' },
    { home: '/h', program: '/p', remove: 'yes' },
    { home: '/h', program: '/p', dryRun: true },
    null,
  ])('are said to be: %j', async (options) => {
    await expect(setUp(options as unknown as SetUpOptions)).rejects.toMatchObject({ code: 'SIGNPOST_BAD_OPTION' });
  });
});

describe('a path in a command', () => {
  it.each([
    ['C:\\Program Files\\signpost.cjs', 'win32', '"C:\\Program Files\\signpost.cjs"'],
    ['/opt/two words/it’s', 'linux', '"/opt/two words/it’s"'],
    ["/it's", 'linux', '"/it\'s"'],
    ["/it's $HOME", 'linux', "'/it'\\''s $HOME'"],
  ] as const)('is one word: %s', (path, platform, word) => {
    expect(quoted(path, platform)).toBe(word);
  });

  it.each(['a$(calc)b', 'a`calc`b', '%PATH%'])('is refused where no quotation marks help: %s', (path) => {
    expect(() => quoted(path, 'win32')).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
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
      { agent: 'vscode', path: join(folder, '.vscode/mcp.json'), changed: false, isTaken: false },
    ]);
    put('.mcp.json', '{ "mcpServers": { "signpost": { "command": "sh", "args": ["-c", "echo"] } } }');
    const taken = await run(['init', 'claude-code'], { cwd: folder, env: env() });
    expect(taken.stdout).toMatch(
      /unchanged {2}\.mcp\.json {2}claude-code: its `signpost` is another program, which stays/,
    );
  });

  it('names the agents it knows', async () => {
    const { stderr, exitCode } = await run(['init', 'emacs'], { cwd: folder, env: env() });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining('expected one of claude-code, codex, cursor')]);
  });
});
