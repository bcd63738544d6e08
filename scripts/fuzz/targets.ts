/** What is done with an input of each kind, and what has to hold of it: whatever stands in it, a value, a message, or a `SignpostError`. */

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { catalogPrompt } from '../../src/doors/frameworks/catalog-prompt.ts';
import { createHandler } from '../../src/doors/http/index.ts';
import { setUp } from '../../src/doors/init/set-up.ts';
import { createToolbox } from '../../src/doors/shared/toolbox.ts';
import { openSignpost, type Signpost, SignpostError } from '../../src/index.ts';
import { parseLabelledRequests } from '../../src/maintain/evaluate/labelled-requests.ts';
import { generateIndex } from '../../src/maintain/index-blocks/generate-index.ts';
import { lint } from '../../src/maintain/lint/lint.ts';
import { renderLintPretty } from '../../src/report/lint/pretty.ts';
import { renderMessages } from '../../src/report/render-messages.ts';
import { renderReferences } from '../../src/report/render-references.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import type { Kind } from './inputs.ts';

/** Stands beside every root, and may come out nowhere. */
const SECRET = 'outside-c0ffee';
const QUERIES = ['How do I write triggers?', 'lint in CI', 'bake a cake', 'serve over HTTP with a token'] as const;
/** A path of no agent, for settings. */
const PROGRAM = '/opt/signpost/dist/bin/signpost.cjs';

/**
 * Try an input.
 *
 * @throws {Error}
 *   When something does not hold.
 */
export async function check(kind: Kind, input: string): Promise<void> {
  await CHECKS[kind](input);
}

/**
 * Try an input in the fewest steps that read all of it, each of which may take its time: a folder is linted, its index checked, and
 * asked once.
 *
 * @param use
 *   Called for one step after the other.
 */
export async function checkInSteps(
  kind: Kind,
  input: string,
  use: (number: number, step: () => unknown) => Promise<void>,
): Promise<void> {
  if (kind !== 'folder') return use(0, () => check(kind, input));
  await inFolder(async (root) => {
    writeTexts(root, JSON.parse(input));
    await use(0, () => allowed(() => renderLintPretty(lint({ roots: [root] }), { all: true })));
    await use(1, () => allowed(() => generateIndex({ roots: [root], check: true })));
    await use(2, async () => (await openSignpost({ roots: [root] })).route(QUERIES[0], { explain: true }));
  });
}

const CHECKS: Readonly<Record<Kind, (input: string) => Promise<void> | void>> = {
  document: checkDocument,
  folder: checkFolder,
  request: checkRequest,
  ignore: checkIgnore,
  settings: checkSettings,
  snapshot: checkSnapshot,
  http: checkHttp,
  'json-rpc': checkRpc,
};

async function checkDocument(text: string): Promise<void> {
  const other = '---\nname: other\ndescription: Bake bread with rye and time.\n---\n# Other\n';
  const signpost = await buildSignpost([
    { path: 'one/SKILL.md', text },
    { path: 'other/SKILL.md', text: other },
  ]);
  for (const query of [QUERIES[0], text.slice(0, 200)]) signpost.route(query, { explain: true });
  for (const { id, entryOnly } of signpost.catalog.references) {
    if (entryOnly) continue;
    signpost.read(id);
    signpost.excerpt(id, { maxTokens: 200 });
  }
  assertShown(renderMessages(signpost.messages, {}) + renderReferences(signpost.catalog));
  catalogPrompt(signpost);
}

const NAMES = ['SKILL.md', 'references/INDEX.md', 'references/a.md', 'references/b/c.md'] as const;

function writeTexts(root: string, texts: readonly unknown[]): void {
  for (const [at, text] of texts.entries()) write(join(root, NAMES[at] ?? `references/d${at}.md`), String(text));
}

function checkFolder(input: string): Promise<void> {
  const texts: unknown = JSON.parse(input);
  if (!Array.isArray(texts)) return Promise.resolve();
  return inFolder(async (root) => {
    writeTexts(root, texts);
    const look = () => withoutSecret(() => lint({ roots: [root] }));
    const first = look();
    withoutSecret(() => generateIndex({ roots: [root], check: true }));
    withoutSecret(() => lint({ roots: [root], fix: true }));
    withoutSecret(() => generateIndex({ roots: [root] }));
    look();
    const signpost = await openSignpost({ roots: [root] });
    withoutSecret(() => signpost.route(QUERIES[0], { explain: true }));
    if (first) assertShown(renderLintPretty(first, { all: true }));
  });
}

async function checkRequest(query: string): Promise<void> {
  const signpost = await manual();
  const decision = signpost.route(query, {
    explain: true,
    context: { history: [query.slice(0, 500)], files: [query.slice(0, 200)] },
  });
  assert.deepEqual(
    signpost.route(query, { explain: true, context: { history: [query.slice(0, 500)], files: [query.slice(0, 200)] } }),
    decision,
  );
  assert.ok(decision.confidence >= 0 && decision.confidence <= 1);
  const toolbox = createToolbox(() => signpost);
  for (const tool of toolbox)
    await allowed(() => tool.call({ query, id: query.slice(0, 300), section: query.slice(0, 300) }));
  await allowed(() => signpost.excerpt(signpost.catalog.references[0]?.id ?? '', { section: query }));
  await allowed(() => parseLabelledRequests(query, 'requests.jsonl'));
}

function checkIgnore(text: string): Promise<void> {
  return inFolder(async (root) => {
    mkdirSync(join(root, '.git'));
    for (const folder of ['', 'a/', 'a/a/a/a/a/', 'b/c/']) {
      for (const name of ['SKILL.md', 'aab.md', 'é.md']) write(join(root, folder + name), '# A\n\nBread.\n');
    }
    for (const name of ['.gitignore', 'a/.signpostignore']) write(join(root, name), text);
    const { messages } = await openSignpost({ roots: [root] });
    assertShown(renderMessages(messages, {}));
  });
}

async function checkSettings(input: string): Promise<void> {
  const { json, toml }: Record<string, unknown> = JSON.parse(input);
  await inFolder(async (folder) => {
    const files = {
      '.mcp.json': String(json),
      '.claude/settings.json': String(json),
      '.codex/config.toml': String(toml),
    };
    for (const [name, text] of Object.entries(files)) write(join(folder, name), text);
    const now = () => Object.keys(files).map((name) => readFileSync(join(folder, name), 'utf8'));
    const before = now();
    const tell = (remove: boolean) =>
      setUp({ folder, home: join(folder, 'home'), program: PROGRAM, agents: ['claude-code', 'codex'], remove });
    const isTold = await allowed(() => tell(false));
    if (!isTold) return assert.deepEqual(now(), before);
    await tell(true);
    // Entries of ours that were there before are taken out, too.
    if (!before.some((text) => text.includes('signpost'))) assert.deepEqual(now(), before);
  });
}

/** A snapshot of the manual, and what is answered without one. */
let sound: Promise<{ readonly bytes: Buffer; readonly answers: readonly string[] }> | undefined;

async function checkSnapshot(input: string): Promise<void> {
  sound ??= makeSnapshot();
  const { bytes, answers } = await sound;
  const edits: unknown = JSON.parse(input);
  await inFolder(async (folder) => {
    const snapshot = join(folder, 'manual.snapshot');
    writeFileSync(snapshot, damaged(bytes, Array.isArray(edits) ? edits : []), { mode: 0o600 });
    const signpost = await openSignpost({ roots: ['references'], snapshot, onProblem: () => undefined });
    assert.deepEqual(answersOf(signpost), answers);
  });
}

async function makeSnapshot(): Promise<{ readonly bytes: Buffer; readonly answers: readonly string[] }> {
  const answers = answersOf(await openSignpost({ roots: ['references'] }));
  let bytes = Buffer.alloc(0);
  await inFolder(async (folder) => {
    const snapshot = join(folder, 'manual.snapshot');
    await openSignpost({ roots: ['references'], snapshot });
    bytes = readFileSync(snapshot);
  });
  return { bytes, answers };
}

function answersOf(signpost: Signpost): string[] {
  const [first] = signpost.catalog.references;
  return [
    ...QUERIES.map((query) => JSON.stringify(signpost.route(query, { explain: true }))),
    signpost.read(first?.id ?? ''),
  ];
}

function damaged(sound: Buffer, edits: readonly unknown[]): Buffer {
  let bytes = Buffer.from(sound);
  for (const edit of edits) {
    const [kind, share, value] = Array.isArray(edit) ? edit : [];
    const at = Math.floor(Number(share) * bytes.length);
    if (kind === 'set' && at < bytes.length) bytes[at] = Number(value);
    else if (kind === 'cut') bytes = bytes.subarray(0, at);
    else if (kind === 'zero') bytes.fill(0, at, Math.min(bytes.length, at + 4096));
    else if (kind === 'repeat') bytes = Buffer.concat([bytes, bytes.subarray(at, at + 5000)]);
    else if (kind === 'swap') bytes.copy(bytes, 0, at, at + 1000);
  }
  return bytes;
}

let handler: Promise<(request: Request) => Promise<Response>> | undefined;

async function checkHttp(input: string): Promise<void> {
  handler ??= manual().then((signpost) => createHandler(signpost));
  const { method, path, headers, body } = JSON.parse(input);
  let request: Request;
  try {
    request = new Request(`http://localhost${path}`, {
      method,
      headers,
      ...(!['GET', 'HEAD'].includes(method) && { body }),
    });
  } catch {
    // No client could send it either.
    return;
  }
  const response = await (await handler)(request);
  assert.ok(response.status < 500 || response.status === 503, `status ${response.status}`);
  const text = await response.text();
  assert.ok(!text.includes(process.cwd()), 'a path of this machine came out');
  if (response.headers.get('content-type')?.includes('json')) JSON.parse(text === '' ? 'null' : text);
}

/** A server, and who waits for an answer of it by its id. */
let server: { readonly process: ChildProcess; readonly waiting: Map<string, () => void> } | undefined;
let pings = 0;

async function checkRpc(line: string): Promise<void> {
  server ??= startServer();
  const { process: own, waiting } = server;
  assert.equal(own.exitCode, null, 'the server has ended');
  const id = `ping-${pings++}`;
  const answered = new Promise<void>((resolve, reject) => {
    waiting.set(id, resolve);
    own.once('exit', () => reject(new Error('the server ended')));
  });
  own.setMaxListeners(0);
  own.stdin?.write(`${line}\n${JSON.stringify({ jsonrpc: '2.0', id, method: 'ping' })}\n`);
  await answered;
  own.removeAllListeners('exit');
}

function startServer(): { readonly process: ChildProcess; readonly waiting: Map<string, () => void> } {
  const own = spawn(process.execPath, ['dist/bin/signpost.cjs', 'mcp', '--root', 'references'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const waiting = new Map<string, () => void>();
  if (own.stdout) {
    createInterface({ input: own.stdout }).on('line', (line) => {
      const { id } = JSON.parse(line);
      waiting.get(id)?.();
      waiting.delete(id);
    });
  }
  own.stdin?.write(
    `${JSON.stringify({ jsonrpc: '2.0', id: 0, method: 'initialize', params: { protocolVersion: '2025-06-18', capabilities: {}, clientInfo: { name: 'fuzz', version: '1' } } })}\n`,
  );
  own.stdin?.write(`${JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' })}\n`);
  return { process: own, waiting };
}

let opened: Promise<Signpost> | undefined;

/** The manual, opened once. */
function manual(): Promise<Signpost> {
  opened ??= openSignpost({ roots: ['references'] });
  return opened;
}

/** @returns Whether it got through: a wrong call may be refused, with a code. */
async function allowed(call: () => unknown): Promise<boolean> {
  try {
    await call();
    return true;
  } catch (error) {
    if (error instanceof SignpostError) return false;
    throw error;
  }
}

function withoutSecret<Result>(call: () => Result): Result | undefined {
  try {
    const result = call();
    assert.ok(!JSON.stringify(result).includes(SECRET), 'what stands outside of the root came out');
    return result;
  } catch (error) {
    if (error instanceof SignpostError) return undefined;
    throw error;
  }
}

/** What a terminal would take for more than text. */
function assertShown(text: string): void {
  const found = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.exec(text.replaceAll('\n', ''));
  assert.equal(found?.[0].codePointAt(0)?.toString(16), undefined, 'a control character was shown');
}

/** A root of its own, with a secret beside it. */
async function inFolder(use: (root: string) => Promise<void>): Promise<void> {
  const top = mkdtempSync(join(tmpdir(), 'signpost-fuzz-'));
  try {
    writeFileSync(join(top, 'secret.md'), `# ${SECRET}\n`);
    mkdirSync(join(top, 'root'));
    await use(join(top, 'root'));
  } finally {
    rmSync(top, { recursive: true, force: true });
  }
}

function write(path: string, text: string): void {
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, text);
}
