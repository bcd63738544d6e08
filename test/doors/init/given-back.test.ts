/** Settings given back byte by byte by `init --remove`, and those that `init` does not touch. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AGENT_NAMES, type AgentName } from '../../../src/doors/init/agents.ts';
import { setUp } from '../../../src/doors/init/set-up.ts';
import { ownTemporary } from '../../own-temporary.ts';

const program = '/opt/signpost/dist/bin/signpost.cjs';
let folder: string;
let home: string;
/** The home of the user as the system knows it, where records are. */
const user = vi.hoisted(() => ({ home: '' }));
vi.mock('node:os', async (original) => {
  const os = await original<typeof import('node:os')>();
  return { ...os, userInfo: () => ({ ...os.userInfo(), homedir: user.home }) };
});

beforeEach(() => {
  const top = realpathSync.native(ownTemporary('signpost-back-'));
  [folder, home] = [join(top, 'project'), join(top, 'home')];
  for (const path of [folder, home]) mkdirSync(path);
  user.home = home;
});
afterEach(() => rmSync(dirname(folder), { recursive: true, force: true }));

const at = (path: string) => join(folder, path);
const put = (path: string, text: string | Uint8Array) => {
  mkdirSync(dirname(at(path)), { recursive: true });
  writeFileSync(at(path), text);
};
const tell = (agents: readonly AgentName[] = AGENT_NAMES, remove = false) =>
  setUp({ folder, home, program, agents, remove });
const takeOut = (agents: readonly AgentName[] = AGENT_NAMES) => tell(agents, true);
/** Every file and folder, with the bytes of files. */
const all = () =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .sort()
      .map((path) => [
        path,
        existsSync(at(path)) && isFile(at(path)) ? readFileSync(at(path)).toString('latin1') : null,
      ]),
  );
const isFile = (path: string) => {
  try {
    readdirSync(path);
    return false;
  } catch {
    return true;
  }
};

describe('init --remove', () => {
  it('leaves no file and no folder where there was none', async () => {
    await tell();
    expect(Object.keys(all()).length).toBeGreaterThan(9);
    await takeOut();
    expect(all()).toEqual({});
    expect(readdirSync(join(home, '.local/state/signpost/settings'))).toEqual([]);
  });

  it.each([
    ['an empty file', ''],
    ['an empty object', '{}'],
    ['an empty object with lines', '{\n\n}\n'],
    ['nothing but white space', ' \n\t'],
    ['holders that are empty', '{"hooks":{}, "mcpServers" : {  }}'],
    [
      'everything in one line',
      '{"a":1,"hooks":{"Stop":[{"hooks":[{"command":"x"}]}]},"mcpServers":{"b":{"args":[ 1,2 ]}}}',
    ],
    ['a mark of its encoding and carriage returns', '\ufeff{\r\n\t"a": [1,\r\n2],\r\n}\r\n'],
    ['comments everywhere', '// A.\n{ /* b */ "a": 1, // c\n "mcpServers": { // d\n } /* e */ }\n// f'],
  ])('gives back the very bytes, and keeps the file: %s', async (_name, text) => {
    for (const path of ['.claude/settings.json', '.mcp.json', '.cursor/mcp.json', 'opencode.json']) put(path, text);
    const before = all();
    await tell(['claude-code', 'cursor', 'opencode']);
    expect(all()).not.toEqual(before);
    await tell(['claude-code', 'cursor', 'opencode']);
    await takeOut(['claude-code', 'cursor', 'opencode']);
    expect(all()).toEqual(before);
  });

  it('gives back any JSON as it was written', async () => {
    const written = fc.tuple(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.constantFrom('', '  ', '\t', '   '),
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(written, async ([value, indent, hasEnd]) => {
        put('.mcp.json', JSON.stringify(value, null, indent) + (hasEnd ? '\n' : ''));
        const before = all();
        await tell(['claude-code']).catch(() => undefined);
        await takeOut(['claude-code']).catch(() => undefined);
        expect(all()).toEqual(before);
      }),
      { numRuns: 50 },
    );
  });

  it('gives back TOML as it was written', async () => {
    for (const text of ['', 'a = 1', '# c\n\n[x]\ny = 1 # z\n\n\n', '\r\na = 1\r\n']) {
      put('.codex/config.toml', text);
      const before = all();
      await tell(['codex']);
      await takeOut(['codex']);
      expect(all()).toEqual(before);
    }
  });

  it('keeps a file that was there, and what somebody wrote into it since', async () => {
    put('.mcp.json', '{}');
    await tell(['claude-code']);
    put('.mcp.json', readFileSync(at('.mcp.json'), 'utf8').replace('{', '{ "theirs":   [1],'));
    await takeOut(['claude-code']);
    expect(JSON.parse(readFileSync(at('.mcp.json'), 'utf8'))).toEqual({ theirs: [1] });
    expect(readFileSync(at('.mcp.json'), 'utf8')).toContain('"theirs":   [1]');
    put('.mcp.json', '{ }\n');
    await tell(['claude-code']);
    put('.mcp.json', `${readFileSync(at('.mcp.json'), 'utf8')}\n`);
    await takeOut(['claude-code']);
    expect(existsSync(at('.mcp.json'))).toBe(true);
  });

  it('believes no record that somebody else could have written', async () => {
    put('.mcp.json', '{ "a": 1 }');
    await tell(['claude-code']);
    const records = join(home, '.local/state/signpost/settings');
    for (const name of readdirSync(records)) {
      const record = JSON.parse(readFileSync(join(records, name), 'utf8'));
      const middle = '{ "mcpServers": { "evil": { "command": "evil" } } }';
      writeFileSync(join(records, name), JSON.stringify({ ...record, start: 0, end: 1e9, middle }));
    }
    chmodSync(records, 0o777);
    await takeOut(['claude-code']);
    expect(JSON.parse(readFileSync(at('.mcp.json'), 'utf8'))).toEqual({ a: 1 });
  });

  it.each([
    ['a skill was added', () => put('.agents/skills/x/SKILL.md', '# X\n')],
    ['the package was installed', () => put('node_modules/signpost/dist/bin/signpost.cjs', '')],
  ])('gives back the very bytes when %s in between', async (_name, change) => {
    const texts = {
      '.claude/settings.json': '{ "hooks" : { "UserPromptSubmit" : [ ] }, "x":1 }',
      '.mcp.json': '{"mcpServers":{}}',
      '.cursor/mcp.json': '',
      '.codex/config.toml': 'model = "x"\n\n[mcp_servers]\n',
    };
    for (const [path, text] of Object.entries(texts)) put(path, text);
    await tell(['claude-code', 'cursor', 'codex']);
    change();
    await takeOut(['claude-code', 'cursor', 'codex']);
    for (const [path, text] of Object.entries(texts)) expect(readFileSync(at(path), 'utf8')).toBe(text);
  });

  it('gives back the very bytes in a project that was moved', async () => {
    put('.cursor/mcp.json', '');
    await tell(['claude-code', 'cursor', 'opencode']);
    const [old, moved] = [folder, join(dirname(folder), 'moved')];
    renameSync(old, moved);
    folder = moved;
    await takeOut(['claude-code', 'cursor', 'opencode']);
    expect(all()).toEqual({ '.cursor': null, '.cursor/mcp.json': '' });
  });

  it('keeps a hook of ours that was there before', async () => {
    const text = '{"hooks":{"UserPromptSubmit":[{"hooks":[{"command":"tee -a log | npx signpost hook"}]}]}}';
    put('.claude/settings.json', text);
    await tell(['claude-code']);
    await takeOut(['claude-code']);
    expect(readFileSync(at('.claude/settings.json'), 'utf8')).toBe(text);
  });

  it('takes a table out of TOML that stands beside an empty one, without a record', async () => {
    put('.codex/config.toml', 'model = "x"\n\n[mcp_servers]\n');
    await tell(['codex']);
    rmSync(join(home, '.local'), { recursive: true });
    await takeOut(['codex']);
    expect(readFileSync(at('.codex/config.toml'), 'utf8')).toBe('model = "x"\n\n[mcp_servers]\n');
  });

  it('tells two agents in one file, and gives it back', async () => {
    put('.mcp.json', '{ }');
    mkdirSync(at('.cursor'));
    symlinkSync('../.mcp.json', at('.cursor/mcp.json'));
    await tell(['claude-code', 'cursor']);
    expect(JSON.parse(readFileSync(at('.cursor/mcp.json'), 'utf8')).mcpServers).toHaveProperty('signpost');
    await takeOut(['claude-code', 'cursor']);
    expect(readFileSync(at('.mcp.json'), 'utf8')).toBe('{ }');
  });

  it.each(['[', '{}', '{"path":1}', 'x'.repeat(100)])(
    'goes on without a record that says nothing: %s',
    async (text) => {
      await tell(['cursor']);
      const records = join(home, '.local/state/signpost/settings');
      for (const name of readdirSync(records)) writeFileSync(join(records, name), text);
      await takeOut(['cursor']);
      expect(existsSync(at('.cursor/mcp.json'))).toBe(false);
    },
  );
});

describe('init', () => {
  const refused = (pattern: RegExp) =>
    expect(tell(['claude-code'])).rejects.toMatchObject({
      code: 'SIGNPOST_BAD_SETTINGS',
      message: expect.stringMatching(pattern),
    });

  it('changes no file that is not UTF-8, and names the byte', async () => {
    const bytes = Buffer.concat([Buffer.from('{\n "a": "caf'), Buffer.from([0xe9]), Buffer.from('"\n}\n')]);
    put('.mcp.json', bytes);
    await refused(/\.mcp\.json`: byte 0xe9 in line 2 \(byte 12 of the file\) is no UTF-8; nothing was changed/);
    expect(readFileSync(at('.mcp.json'))).toEqual(bytes);
    expect(existsSync(at('.claude'))).toBe(false);
    put('.mcp.json', Buffer.from('\ufeff{}', 'utf16le'));
    await refused(/byte 0xff in line 1 \(byte 0 of the file\)/);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe or device, and says that it is no file', async () => {
    execFileSync('mkfifo', [at('.mcp.json')]);
    await refused(/is no regular file; nothing was changed/);
    rmSync(at('.mcp.json'));
    symlinkSync('/dev/zero', at('.mcp.json'));
    await refused(/leads out of the project, to `\/dev\/zero`/);
  });

  it.each(['{}', undefined])('changes nothing outside of the project, where links lead: %s', async (text) => {
    const outside = join(home, 'theirs.json');
    if (text !== undefined) writeFileSync(outside, text);
    mkdirSync(join(home, '.claude'));
    if (text !== undefined) symlinkSync(outside, at('.mcp.json'));
    else symlinkSync(join(home, '.claude'), at('.claude'));
    await refused(/leads out of the project/);
    expect(existsSync(outside) ? readFileSync(outside, 'utf8') : undefined).toBe(text);
    expect(readdirSync(join(home, '.claude'))).toEqual([]);
  });

  it('leaves no folder behind when nothing can be written', async () => {
    put('.mcp.json', '{}');
    execFileSync('chmod', ['444', at('.mcp.json')]);
    await expect(tell(['claude-code'])).rejects.toMatchObject({ code: 'SIGNPOST_WRITE_FAILED' });
    expect(Object.keys(all())).toEqual(['.mcp.json']);
  });
});

describe('init that is killed', () => {
  it('is finished or undone by the next one, never left half', async () => {
    const bin = 'dist/bin/signpost.cjs';
    const run = (...args: string[]) =>
      spawn(process.execPath, [join(process.cwd(), bin), 'init', ...args, ...AGENT_NAMES], {
        cwd: folder,
        env: { ...process.env, HOME: home },
        stdio: 'ignore',
      });
    const whole = run();
    const began = performance.now();
    await once(whole, 'exit');
    const wholeMs = performance.now() - began;
    await once(run('--remove'), 'exit');
    expect(all()).toEqual({});
    for (let kill = 0; kill < 8; kill++) {
      const killed = run();
      const ended = once(killed, 'exit');
      await new Promise((resolve) => setTimeout(resolve, wholeMs * (0.6 + kill / 20)));
      killed.kill('SIGKILL');
      await ended;
      await once(run('--remove'), 'exit');
      expect(Object.entries(all()).filter(([, text]) => text !== null)).toEqual([]);
    }
  }, 120_000);
});
