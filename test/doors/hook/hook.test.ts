/** The hook as agents call it: an event on standard input, additional context or silence on standard output. */

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join, relative, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownTemporary } from '../../own-temporary.ts';
import { run } from '../cli/run.ts';

const bin = join(import.meta.dirname, '../../../dist/bin/signpost.cjs');
let folder: string;
let project: string;
let env: Record<string, string>;

beforeEach(() => {
  folder = ownTemporary('signpost-hook-');
  project = join(folder, 'project');
  // Where the library keeps snapshots is where the command line does.
  env = {
    HOME: join(folder, 'home'),
    SIGNPOST_CACHE: process.env['SIGNPOST_CACHE'] ?? '',
    SIGNPOST_LOG: join(folder, 'log'),
  };
  mkdirSync(join(project, '.git'), { recursive: true });
  skill('project/.claude/skills/rye', 'Bake rye bread with sourdough and a long proof.');
  skill('project/.claude/skills/oats', 'Cook porridge from rolled oats in a pot.');
  skill('home/.claude/skills/tax', 'File the yearly tax return with all its forms.');
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function skill(path: string, description: string, more = ''): void {
  const [name = ''] = path.split('/').slice(-1);
  mkdirSync(join(folder, path), { recursive: true });
  writeFileSync(
    join(folder, path, 'SKILL.md'),
    `---\nname: ${name}\ndescription: ${description}\n${more}---\n# ${name}\n`,
  );
}

type Event = Readonly<Record<string, unknown>>;

/** Conversations are told apart from those of other tests, which share the cache. */
function idOf(session: string): string {
  return session === '' ? '' : `${folder} ${session}`;
}

function requestOf(prompt: string, session = 's1'): Event {
  return { hook_event_name: 'UserPromptSubmit', session_id: idOf(session), cwd: project, prompt };
}

async function ask(event: Event | string, ...more: string[]) {
  const stdin = typeof event === 'string' ? event : JSON.stringify(event);
  return run(['hook', '--within', '60000', ...more], { cwd: project, stdin, env });
}

/** What an event is answered with; `''` for silence. */
async function contextOf(event: Event): Promise<string> {
  const { stdout, stderr, exitCode } = await ask(event);
  expect([stderr, exitCode]).toEqual(['', 0]);
  if (stdout === '') return '';
  const { hookSpecificOutput, ...others } = JSON.parse(stdout);
  expect(others).toEqual({});
  expect(hookSpecificOutput.hookEventName).toBe(event['hook_event_name']);
  expect(hookSpecificOutput.additionalContext.length).toBeLessThanOrEqual(400);
  return hookSpecificOutput.additionalContext;
}

/** Make the snapshot that a hook wants, as it would be made in the background. */
async function prepare(): Promise<void> {
  const { started } = await ask(requestOf('anything', ''));
  for (const argv of started) expect((await run(argv, { env })).exitCode).toBe(0);
}

function outcomes(): string[] {
  return readFileSync(env['SIGNPOST_LOG'] ?? '', 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line).outcome);
}

describe('the first event', () => {
  it('is silent, and has the snapshot made in the background, once for all', async () => {
    const { stdout, stderr, exitCode, started } = await ask(requestOf('bake rye bread'));
    expect([stdout, stderr, exitCode]).toEqual(['', '', 0]);
    const roots = ['project/.claude/skills', 'home/.claude/skills'].map((path) => join(folder, path));
    expect(started).toEqual([['build', '--if-idle', ...roots.flatMap((root) => ['--root', root])]]);
    expect((await ask(requestOf('bake rye bread'))).started).toEqual([]);
    expect(outcomes()[0]).toContain('SIGNPOST_NO_SNAPSHOT');
  });
});

describe('a request', () => {
  beforeEach(prepare);

  it('gets the file of the project that answers it, and why', async () => {
    const context = await contextOf(requestOf('how do I bake rye bread?'));
    expect(context).toMatch(/^Read before answering: \.claude\/skills\/rye\/SKILL\.md \(\d+ %\)\. Why: /);
  });

  it('gets the file of its user, named from home', async () => {
    env['HOME'] = join(folder, 'home');
    expect(await contextOf(requestOf('file my yearly tax return'))).toContain('home/.claude/skills/tax/SKILL.md');
  });

  it.each([
    ['Claude Code', { hook_event_name: 'UserPromptSubmit', permission_mode: 'default', transcript_path: '/t.jsonl' }],
    ['Codex', { hook_event_name: 'UserPromptSubmit', turn_id: '1', model: 'any' }],
    ['Gemini CLI', { hook_event_name: 'BeforeAgent', timestamp: '2026-01-01T00:00:00Z' }],
  ])('is read as %s sends it', async (_agent, fields) => {
    const event = { ...requestOf('bake rye bread'), ...fields };
    expect(await contextOf(event)).toContain('rye/SKILL.md');
  });

  it('that nothing answers gets nothing', async () => {
    expect(await contextOf(requestOf('tame a lion in the circus'))).toBe('');
    expect(outcomes().at(-1)).toMatch(/^abstained: /);
  });

  it('that two files answer alike gets the question', async () => {
    skill('project/.claude/skills/dump-a', 'Restore a database from a dump, for servers of kind A.');
    skill('project/.claude/skills/dump-b', 'Restore a database from a dump, for servers of kind B.');
    await rebuilt();
    const context = await contextOf(requestOf('restore a database from a dump'));
    expect(context).toMatch(/^These files may answer; ask which is meant/);
    expect(context).toContain('dump-a/SKILL.md');
    expect(context).toContain('dump-b/SKILL.md');
  });

  it('is answered once a conversation, and in another again', async () => {
    expect(await contextOf(requestOf('bake rye bread'))).not.toBe('');
    expect(await contextOf(requestOf('bake more rye bread'))).toBe('');
    expect(outcomes().at(-1)).toBe('named before: rye/SKILL.md');
    expect(await contextOf(requestOf('cook porridge from oats'))).toContain('oats/SKILL.md');
    expect(await contextOf(requestOf('bake rye bread', 's2'))).toContain('rye/SKILL.md');
  });

  it('goes on from the one before it', async () => {
    expect(await contextOf(requestOf('and in a hurry?'))).toBe('');
    await contextOf(requestOf('cook porridge from rolled oats', 's3'));
    const log = outcomes().length;
    await contextOf(requestOf('and in a hurry?', 's3'));
    expect(outcomes().slice(log)).toEqual(['named before: oats/SKILL.md']);
  });

  it('has what the project depends on speak for what names it', async () => {
    skill('project/.claude/skills/left', 'Draw charts in a page with leftplot.');
    skill('project/.claude/skills/right', 'Draw charts in a page with rightplot.');
    await rebuilt();
    writeFileSync(join(project, 'package.json'), '{"dependencies":{"rightplot":"^1"}}');
    expect(await contextOf(requestOf('draw charts in a page'))).toMatch(
      /^Read before answering: \.claude\/skills\/right/,
    );
    rmSync(join(project, 'package.json'));
    writeFileSync(join(project, 'pyproject.toml'), '[project]\ndependencies = [\n  "leftplot[all]>=2", # charts\n]\n');
    expect(await contextOf(requestOf('draw charts in a page', 's4'))).toMatch(
      /^Read before answering: \.claude\/skills\/left/,
    );
  });

  async function rebuilt(): Promise<void> {
    const roots = ['project/.claude/skills', 'home/.claude/skills'].flatMap((path) => ['--root', join(folder, path)]);
    expect((await run(['build', ...roots], { env })).exitCode).toBe(0);
  }
});

describe('a conversation that was cut down to its summary', () => {
  beforeEach(prepare);

  it('is told again what was named', async () => {
    await contextOf(requestOf('bake rye bread'));
    const event = { hook_event_name: 'SessionStart', source: 'compact', session_id: idOf('s1'), cwd: project };
    expect(await contextOf(event)).toBe('Files that answered in this conversation: .claude/skills/rye/SKILL.md.');
  });

  it.each(['PreCompact', 'PostCompact', 'PreCompress'])(
    'has the next request answered again after %s',
    async (name) => {
      await contextOf(requestOf('bake rye bread'));
      expect(await contextOf({ hook_event_name: name, session_id: idOf('s1'), cwd: project })).toBe('');
      expect(await contextOf(requestOf('bake rye bread'))).toContain('rye/SKILL.md');
    },
  );

  it.each([
    { trigger: 'auto', told: '' },
    { trigger: 'manual', told: 'rye/SKILL.md' },
  ])('after PreCompress of Gemini CLI, which is $trigger', async ({ trigger, told }) => {
    await contextOf(requestOf('bake rye bread'));
    await contextOf({ hook_event_name: 'PreCompress', trigger, session_id: idOf('s1'), cwd: project });
    const again = await contextOf(requestOf('bake rye bread'));
    expect(again === '' ? '' : /rye\/SKILL\.md/.exec(again)?.[0]).toBe(told);
  });

  it('is told nothing when it has just begun', async () => {
    await contextOf(requestOf('bake rye bread'));
    expect(
      await contextOf({ hook_event_name: 'SessionStart', source: 'startup', session_id: idOf('s1'), cwd: project }),
    ).toBe('');
  });
});

describe('a file that was touched', () => {
  beforeEach(async () => {
    skill('project/.claude/skills/migrations', 'Change tables without locking them.', "paths: ['db/migrations/**']\n");
    await prepare();
  });

  it.each([
    ['PostToolUse', { file_path: 'db/migrations/001.sql' }],
    ['AfterTool', { absolute_path: 'db/migrations/001.sql' }],
  ])('has the skill named that speaks of it: %s', async (name, tool) => {
    const event = { hook_event_name: name, session_id: idOf('s1'), cwd: project, tool_name: 'Edit', tool_input: tool };
    expect(await contextOf(event)).toContain('migrations/SKILL.md');
    expect(await contextOf(event)).toBe('');
  });

  it('has nothing named that does not speak of it', async () => {
    const event = {
      hook_event_name: 'PostToolUse',
      session_id: idOf('s1'),
      cwd: project,
      tool_input: { file_path: 'a.ts' },
    };
    expect(await contextOf(event)).toBe('');
    expect(await contextOf({ ...event, tool_input: { command: 'ls' } })).toBe('');
  });
});

describe('documents that changed since the snapshot', () => {
  beforeEach(prepare);

  it('are answered from as they were', async () => {
    skill('project/.claude/skills/new', 'Tame a lion in the circus.');
    expect(await contextOf(requestOf('bake rye bread'))).toContain('rye/SKILL.md');
    expect(await contextOf(requestOf('tame a lion in the circus'))).toBe('');
  });

  it('are not named when they are gone', async () => {
    rmSync(join(project, '.claude/skills/rye'), { recursive: true });
    expect(await contextOf(requestOf('bake rye bread'))).toBe('');
    expect(outcomes().at(-1)).toContain('gone');
  });
});

describe('a root that is named from the working folder of the process', () => {
  const cwd = process.cwd();
  let root: string;

  beforeEach(() => {
    root = relative(cwd, join(project, '.claude/skills'));
  });

  function answer() {
    const stdin = JSON.stringify({ ...requestOf('bake rye bread', ''), cwd: join(project, 'sub') });
    return run(['hook', '--within', '60000', '--root', root], { cwd, stdin, env });
  }

  it('is the same to whoever builds its snapshot by its absolute path', async () => {
    expect((await run(['build', resolve(root)], { cwd, env })).exitCode).toBe(0);
    expect((await answer()).stdout).toContain('.claude/skills/rye/SKILL.md');
  });

  it('is the same to the hook that has its snapshot built', async () => {
    const { started, stdout } = await answer();
    expect(stdout).toBe('');
    for (const argv of started) expect((await run(argv, { cwd, env })).exitCode).toBe(0);
    expect((await answer()).stdout).toContain('.claude/skills/rye/SKILL.md');
  });
});

describe('whatever goes wrong', () => {
  it.each([
    [
      'a file is in place of the cache',
      (cache: string) => {
        rmSync(cache, { recursive: true });
        writeFileSync(cache, '');
      },
      /^named rye\/SKILL\.md; Nothing is kept in `.+`: .+ is no folder$/,
    ],
    [
      'a folder is in place of the mark of a build',
      (cache: string) => {
        for (const name of readdirSync(join(cache, 'builds'))) {
          rmSync(join(cache, 'builds', name));
          mkdirSync(join(cache, 'builds', name));
        }
      },
      /^named rye\/SKILL\.md; cannot have the snapshot made anew: /,
    ],
  ])('an answer that is there is given, although %s', async (_what, spoil, outcome) => {
    await prepare();
    skill('project/.claude/skills/new', 'Tame a lion in the circus.');
    const cache = join(folder, 'cache');
    env['SIGNPOST_CACHE'] = cache;
    // The mark of these roots is made, and what cannot be written is put in its place.
    expect((await ask(requestOf('bake rye bread', ''))).started).toHaveLength(1);
    spoil(cache);
    const { stdout, started } = await ask(requestOf('bake rye bread'));
    expect(started).toEqual([]);
    expect(stdout).toContain('rye/SKILL.md');
    expect(outcomes().at(-1)).toMatch(outcome);
  });

  it.each([
    ['nothing', ''],
    ['text', 'bake rye bread'],
    ['a list', '[1]'],
    ['an event without a name', '{"prompt":"bake rye bread"}'],
    ['a name that is none', '{"hook_event_name":7,"prompt":"bake rye bread"}'],
    ['an event nobody knows', '{"hook_event_name":"Stop","session_id":"s1"}'],
    ['a prompt that is none', '{"hook_event_name":"UserPromptSubmit","prompt":{"a":1}}'],
    ['half of an event', '{"hook_event_name":"UserPromptSubmit","prompt":"bake'],
  ])('it is silent, exits with 0, and the log says why: %s', async (_what, stdin) => {
    const { stdout, stderr, exitCode } = await ask(stdin);
    expect([stdout, stderr, exitCode]).toEqual(['', '', 0]);
    expect(outcomes()).toHaveLength(1);
  });

  it('a root that is missing is no more than a line in the log', async () => {
    const { stdout, stderr, exitCode } = await ask(requestOf('bake rye bread'), '--root', join(folder, 'missing'));
    expect([stdout, stderr, exitCode]).toEqual(['', '', 0]);
    expect(outcomes()[0]).toMatch(/SIGNPOST_/);
  });

  it('a project without skills is silent', async () => {
    rmSync(join(project, '.claude'), { recursive: true });
    rmSync(join(folder, 'home'), { recursive: true });
    expect(await contextOf(requestOf('bake rye bread'))).toBe('');
    expect(outcomes()).toEqual(['no folder of skills']);
  });

  it('a log that cannot be written stops nothing', async () => {
    await prepare();
    env['SIGNPOST_LOG'] = join(folder, 'missing/log');
    expect(await contextOf(requestOf('bake rye bread'))).toContain('rye/SKILL.md');
  });

  it('time that has gone is silence, and nothing counts as named', async () => {
    await prepare();
    const stdin = JSON.stringify(requestOf('bake rye bread'));
    const { stdout, exitCode } = await run(['hook', '--within', '0'], { cwd: project, stdin, env });
    expect([stdout, exitCode]).toEqual(['', 0]);
    expect(outcomes().at(-1)).toMatch(/^too late/);
    expect(await contextOf(requestOf('bake rye bread'))).toContain('rye/SKILL.md');
  });

  it('a wrong option is told to who sets it up', async () => {
    const { stderr, exitCode } = await run(['hook', '--within', 'soon'], { env });
    expect(exitCode).toBe(2);
    expect(stderr).toContain('expected milliseconds from 0 to 600000');
  });

  it('a memory that somebody spoilt is forgotten', async () => {
    await prepare();
    await contextOf(requestOf('bake rye bread', 'spoilt'));
    const memories = join(env['SIGNPOST_CACHE'] ?? '', 'conversations');
    const [newest = ''] = readdirSync(memories)
      .map((name) => join(memories, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    expect(statSync(newest).mode & 0o777).toBe(0o600);
    writeFileSync(newest, '{"named":"rye"');
    expect(await contextOf(requestOf('bake rye bread', 'spoilt'))).toContain('rye/SKILL.md');
  });

  it('two names of one folder are one', async () => {
    mkdirSync(join(project, '.agents'));
    symlinkSync('../.claude/skills', join(project, '.agents/skills'));
    const { started } = await ask(requestOf('bake rye bread'));
    expect(started.flat().filter((argument) => argument.startsWith(project))).toHaveLength(1);
  });
});

describe('what somebody left', () => {
  it('in a cache inside of the repository is not believed, and the request is answered', async () => {
    const cache = join(project, '.cache');
    // As the hook wrote it where it could.
    env['SIGNPOST_CACHE'] = join(folder, 'cache');
    await prepare();
    await contextOf(requestOf('bake rye bread'));
    expect(await contextOf(requestOf('bake rye bread'))).toBe('');
    renameSync(join(folder, 'cache'), cache);
    env['SIGNPOST_CACHE'] = cache;
    const before = readdirSync(cache, { recursive: true }).sort();
    expect(await contextOf(requestOf('bake rye bread'))).toContain('rye/SKILL.md');
    expect(outcomes().at(-1)).toMatch(
      /^named rye\/SKILL\.md; Nothing is kept in `.+`: it is inside of the repository /,
    );
    expect(readdirSync(cache, { recursive: true }).sort()).toEqual(before);
  });

  it.each([
    ['a link', (log: string, other: string) => symlinkSync(other, log)],
    ['a second name of a file', (log: string, other: string) => linkSync(other, log)],
    ['a pipe', (log: string) => void execFileSync('mkfifo', [log])],
  ])('in the place of the log is not written to, nor waited for: %s', async (_what, plant) => {
    await prepare();
    const other = join(folder, 'other');
    writeFileSync(other, 'mine');
    env['SIGNPOST_LOG'] = join(folder, 'planted');
    plant(join(folder, 'planted'), other);
    expect(await contextOf(requestOf('bake rye bread'))).toContain('rye/SKILL.md');
    expect(readFileSync(other, 'utf8')).toBe('mine');
  });

  it('in the place of the marks of builds is not written to, nor waited for', async () => {
    const cache = join(folder, 'cache');
    env['SIGNPOST_CACHE'] = cache;
    expect((await ask(requestOf('bake rye bread'))).started).toHaveLength(1);
    const other = join(folder, 'other');
    writeFileSync(other, 'mine');
    const [mark = ''] = readdirSync(join(cache, 'builds'));
    for (const plant of [symlinkSync, linkSync, (_to: string, at: string) => void execFileSync('mkfifo', [at])]) {
      rmSync(join(cache, 'builds', mark));
      plant(other, join(cache, 'builds', mark));
      expect((await ask(requestOf('bake rye bread'))).started).toHaveLength(1);
      expect(readFileSync(other, 'utf8')).toBe('mine');
    }
  });
});

describe('builds', () => {
  it('of an empty catalog are started once, and it is fresh from then on', async () => {
    env['SIGNPOST_CACHE'] = join(folder, 'cache');
    const root = join(folder, 'empty');
    mkdirSync(root);
    const started: (readonly string[])[] = [];
    for (let event = 0; event < 4; event++)
      started.push(...(await ask(requestOf('bake rye bread'), '--root', root)).started);
    expect(started).toEqual([['build', '--if-idle', '--root', root]]);
  });

  it('that fail are not started again by every event', async () => {
    env['SIGNPOST_CACHE'] = join(folder, 'cache');
    const settings = join(project, '.claude/skills/signpost.config.json');
    writeFileSync(settings, '{"route":7}');
    const [argv = []] = (await ask(requestOf('bake rye bread'))).started;
    expect((await run(argv, { env })).exitCode).toBe(2);
    for (let event = 0; event < 4; event++) expect((await ask(requestOf('bake rye bread'))).started).toEqual([]);
    writeFileSync(settings, '{}');
    expect((await ask(requestOf('bake rye bread'))).started).toHaveLength(1);
  });
});

describe('a real process', () => {
  const at = (...args: string[]) => [bin, 'hook', ...args];

  it('makes its snapshot in the background, and answers from it', { timeout: 60_000 }, async () => {
    const own = { ...process.env, ...env, SIGNPOST_CACHE: join(folder, 'cache') };
    const input = JSON.stringify(requestOf('bake rye bread'));
    const answer = () =>
      execFileSync(process.execPath, at('--within', '60000'), { cwd: project, env: own, input, encoding: 'utf8' });
    expect(answer()).toBe('');
    const kept = () =>
      existsSync(own.SIGNPOST_CACHE) && readdirSync(own.SIGNPOST_CACHE).some((name) => name.endsWith('.snapshot'));
    for (let waited = 0; !kept() && waited < 30_000; waited += 50) await new Promise((go) => setTimeout(go, 50));
    expect(answer()).toContain('rye/SKILL.md');
  });

  it('does not wait for an input that never ends', { timeout: 60_000 }, async () => {
    const child = spawn(process.execPath, at('--within', '300'), { cwd: project, env: { ...process.env, ...env } });
    const printed: string[] = [];
    child.stdout.on('data', (data) => printed.push(String(data)));
    child.stdin.write('{"hook_event_name":');
    const exitCode = await new Promise((resolve) => child.on('exit', resolve));
    expect([exitCode, printed]).toEqual([0, []]);
  });

  it('does not wait for a store that never answers', { timeout: 60_000 }, async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const log = join(folder, 'log');
    const child = spawn(process.execPath, at('--within', '1000', '--store', `postgres://127.0.0.1:${port}/skills`), {
      cwd: project,
      env: { ...process.env, ...env, SIGNPOST_LOG: log },
    });
    const printed: string[] = [];
    child.stdout.on('data', (data) => printed.push(String(data)));
    child.stdin.end(JSON.stringify(requestOf('bake rye bread')));
    const [exitCode] = await once(child, 'exit');
    silent.close();
    expect([exitCode, printed]).toEqual([0, []]);
    const { outcome, ms } = JSON.parse(readFileSync(log, 'utf8'));
    expect(outcome).toBe('too late: the store did not answer');
    // Far below what a connection is waited for.
    expect(ms).toBeLessThan(9000);
  });
});
