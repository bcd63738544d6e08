/** What only a server of its own shows. `SIGNPOST_POSTGRES` says where one is: `node scripts/with-postgres.mjs npx vitest run test/postgres`. */

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSignpost, openStore, pushStore } from '../../src/index.ts';
import { connect } from '../../src/postgres/index.ts';
import { run } from '../doors/cli/run.ts';

const store = process.env['SIGNPOST_POSTGRES'];
const PATIENT_MS = 120_000;
const BIN = join(import.meta.dirname, '../../dist/bin/signpost.cjs');
const PUSH = join(import.meta.dirname, 'push-slowly.mjs');

/** A folder of skills, each with a word of its own. */
function skillsIn(words: readonly string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'signpost-skills-'));
  for (const word of words) {
    mkdirSync(join(folder, word));
    const text = `---\nname: ${word}\ndescription: All about ${word}. Use when a ${word} is needed.\n---\n\nThe ${word} in detail.\n`;
    writeFileSync(join(folder, word, 'SKILL.md'), text);
  }
  return folder;
}

const numbered = (count: number, from = 0) =>
  Array.from(
    { length: count },
    (_, at) => `tool${String(from + at).replace(/\d/g, (digit) => 'abcdefghij'[Number(digit)] ?? '')}`,
  );

/** A relay to the server, whose connections can be cut. */
async function relayTo(address: string): Promise<{ readonly store: string; cut(): void; close(): void }> {
  const target = new URL(address);
  const sockets = new Set<Socket>();
  const relay: Server = createServer((near) => {
    const far = connectTo(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(one);
      one.on('error', () => other.destroy()).on('close', () => other.destroy());
      one.pipe(other);
    }
  });
  await new Promise<void>((resolve) => relay.listen(0, '127.0.0.1', resolve));
  const own = relay.address();
  const near = new URL(address);
  near.port = String(typeof own === 'object' && own ? own.port : 0);
  const cut = () => {
    for (const socket of sockets) socket.destroy();
    sockets.clear();
  };
  return {
    store: near.href,
    cut,
    close() {
      relay.close();
      cut();
    },
  };
}

describe('PostgreSQL as a server', () => {
  if (store === undefined) {
    it('was not given: set SIGNPOST_POSTGRES to an address to test it', () => {
      expect(store).toBeUndefined();
    });
    return;
  }
  const sql = connect(store);
  beforeAll(() => sql.query('DROP SCHEMA IF EXISTS signpost CASCADE'));
  afterAll(() => sql.close());

  it('is pushed to and asked by the command line', { timeout: PATIENT_MS }, async () => {
    const folder = skillsIn(['hammer', 'pliers']);
    const pushed = await run(['push', store, folder, '--catalog', 'cli', '--json']);
    expect([pushed.stderr, JSON.parse(pushed.stdout)]).toEqual(['', expect.objectContaining({ size: 2, sent: 2 })]);
    const asked = ['--store', store, '--catalog', 'cli'];
    expect((await run(['route', ...asked, 'pliers'])).stdout).toMatch(/^pliers\/SKILL\.md/);
    expect((await run(['show', ...asked, 'hammer/SKILL.md'])).stdout).toContain('The hammer in detail.');
    expect((await run(['list', ...asked])).stdout.split('\n').map((line) => line.split(' ')[0])).toEqual([
      'hammer/SKILL.md',
      'pliers/SKILL.md',
    ]);
    expect((await run(['explain', ...asked, 'pliers'])).stdout).toContain('route: pliers/SKILL.md');
    const home = mkdtempSync(join(tmpdir(), 'signpost-home-'));
    const told = async (event: object) => {
      const stdin = JSON.stringify({ session_id: 'one', ...event });
      const env = { SIGNPOST_CACHE: join(home, 'cache'), HOME: home };
      const { stdout } = await run(['hook', ...asked, '--within', '60000'], { stdin, env });
      return stdout === '' ? '' : JSON.parse(stdout).hookSpecificOutput.additionalContext;
    };
    const prompt = { hook_event_name: 'UserPromptSubmit', prompt: 'when are pliers needed' };
    expect(await told(prompt)).toMatch(/^Read before answering: `pliers\/SKILL\.md` of signpost \(\d+ %\)/);
    // Once a conversation, and again when it was cut down.
    expect(await told(prompt)).toBe('');
    expect(await told({ hook_event_name: 'SessionStart', source: 'compact' })).toContain(
      '`pliers/SKILL.md` of signpost',
    );
    const labelled = join(folder, 'requests.jsonl');
    writeFileSync(labelled, '{"query":"pliers","expected":["pliers"]}\n{"query":"hammer","expected":["pliers"]}\n');
    const measured = await run(['eval', ...asked, '--queries', labelled, '--min-r1', '0.6']);
    expect(measured.stdout).toMatch(/R@1 +\.500/);
    expect(measured.exitCode).toBe(1);
    expect((await run(['push', store, folder, '--catalog', 'cli'])).stdout).toMatch(/^Nothing changed/);
  });

  it('is served over HTTP by a process', { timeout: PATIENT_MS }, async () => {
    await pushStore({ store, roots: [skillsIn(['hammer', 'pliers'])], catalog: 'served' });
    const args = [BIN, 'serve', '--store', store, '--catalog', 'served', '--port', '0', '--quiet'];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
    const url = await new Promise<string>((resolve, reject) => {
      let said = '';
      child.stderr.on('data', (chunk) => {
        said += chunk;
        const address = /http:\/\/\S+/.exec(said)?.[0];
        if (address) resolve(address);
      });
      child.once('exit', () => reject(new Error(said)));
    });
    const route = async () => {
      const body = JSON.stringify({ query: 'pliers' });
      const response = await fetch(`${url}/v1/route`, { method: 'POST', body });
      return [response.status, await response.json()];
    };
    expect(await route()).toMatchObject([200, { references: [{ id: 'pliers/SKILL.md' }] }]);
    await sql.query("UPDATE signpost.catalogs SET current = NULL WHERE name = 'served'");
    // What the store says crosses from one bundle to another.
    expect(await route()).toMatchObject([500, { code: 'SIGNPOST_UNKNOWN_CATALOG' }]);
    child.kill('SIGTERM');
    expect(await new Promise((resolve) => child.once('exit', resolve))).toBe(0);
  });

  it('decides and explains as in process', { timeout: PATIENT_MS }, async () => {
    const words = numbered(40);
    const roots = [skillsIn(words)];
    await pushStore({ store, roots, catalog: 'alike' });
    const stored = await openStore({ store, catalog: 'alike' });
    const documents = words.map((word) => ({
      ...{ path: `${word}/SKILL.md`, root: roots[0] ?? '' },
      text: `---\nname: ${word}\ndescription: All about ${word}. Use when a ${word} is needed.\n---\n\nThe ${word} in detail.\n`,
    }));
    const inProcess = createSignpost(documents);
    for (const query of ['toola', 'the detail of toolbc', 'a tolob please', 'none of these']) {
      const [theirs, ours] = [await stored.route(query, { explain: true }), inProcess.route(query, { explain: true })];
      const plain = (decision: typeof ours) => JSON.stringify(decision, (key, value) => (key === 'root' ? '' : value));
      expect(plain(theirs)).toBe(plain(ours));
    }
    await stored.close();
  });

  it('takes up a push whose process was killed', { timeout: PATIENT_MS }, async () => {
    const roots = [skillsIn(numbered(2500))];
    await pushStore({ store, roots: [skillsIn(['anvil'])], catalog: 'killed' });
    const child = spawn(process.execPath, [PUSH, store, roots[0] ?? '', 'killed'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('close', resolve));
    const stored = await openStore({ store, catalog: 'killed' });
    expect(await stored.size()).toBe(1);
    expect((await stored.route('anvil')).references[0]?.id).toBe('anvil/SKILL.md');
    const { sent, size } = await pushStore({ store, roots, catalog: 'killed' });
    expect(size).toBe(2500);
    expect(sent).toBeLessThan(2500);
    expect((await stored.route('toolbjj')).references[0]?.id).toBe('toolbjj/SKILL.md');
    await stored.close();
  });

  it('answers from one version or the next while a push runs, never from half of one', {
    timeout: PATIENT_MS,
  }, async () => {
    const [before, after] = [
      ['awl', 'rasp'],
      ['awl', 'gouge'],
    ];
    await pushStore({ store, roots: [skillsIn(before)], catalog: 'during' });
    const stored = await openStore({ store, catalog: 'during' });
    let isPushing = true;
    const pushing = (async () => {
      for (let round = 0; round < 4; round++) {
        const own = round % 2 === 0 ? after : before;
        await pushStore({ store, roots: [skillsIn([...own, ...numbered(30, round * 30)])], catalog: 'during' });
      }
      isPushing = false;
    })();
    const seen = new Set<string>();
    while (isPushing) {
      const { references, candidates } = await stored.route('awl, rasp or gouge', { limit: 10 });
      const ids = new Set([...references, ...candidates].map(({ id }) => id.split('/')[0] ?? ''));
      seen.add(['rasp', 'gouge'].filter((word) => ids.has(word)).join(' and '));
    }
    await pushing;
    await stored.close();
    expect([...seen].filter((words) => words !== 'rasp' && words !== 'gouge')).toEqual([]);
  });

  it('is asked on a replica while a push runs, which is behind but never in half', {
    timeout: PATIENT_MS,
  }, async () => {
    // Asked for by `with-postgres.mjs --replica`; otherwise the server is its own.
    const replica = process.env['SIGNPOST_POSTGRES_REPLICA'] ?? store;
    const versions = ['awl', 'rasp', 'gouge', 'saw', 'file'].map((word) => skillsIn(['lathe', word, ...numbered(60)]));
    await pushStore({ store, roots: [versions[0] ?? ''], catalog: 'far', keep: 1 });
    const stored = await openStore({ store: replica, catalog: 'far' });
    const arrived = async (word: string) => {
      for (let waited = 0; waited < 30_000; waited += 20) {
        const found = await stored.route(word).catch(() => undefined);
        if (found?.references[0]?.id === `${word}/SKILL.md`) return true;
        await new Promise((go) => setTimeout(go, 20));
      }
      return false;
    };
    expect(await arrived('awl')).toBe(true);
    let isPushing = true;
    const pushing = (async () => {
      for (const root of versions.slice(1)) await pushStore({ store, roots: [root], catalog: 'far', keep: 1 });
      isPushing = false;
    })();
    const seen = new Set<string>();
    while (isPushing) {
      const { candidates } = await stored.route('awl, rasp, gouge, saw, file', { limit: 20 });
      const ids = new Set(candidates.map(({ id }) => id.split('/')[0] ?? ''));
      seen.add(['awl', 'rasp', 'gouge', 'saw', 'file'].filter((word) => ids.has(word)).join(' and '));
    }
    await pushing;
    expect([...seen].filter((words) => words.includes(' and ') || words === '')).toEqual([]);
    expect(await arrived('file')).toBe(true);
    await stored.close();
  });

  it('waits for a query of a reader as long as it is told, and for one of a push as long as it takes', async () => {
    const sql = connect(store, { answerWithinMs: 200 });
    await expect(sql.query('SELECT pg_sleep(30)')).rejects.toMatchObject({
      code: 'SIGNPOST_STORE_UNAVAILABLE',
      message: expect.stringMatching(/^No answer in time from store /),
    });
    expect(await sql.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    const slept = await sql.session((connection) => connection.query('SELECT pg_sleep(0.5), 1 AS one'));
    expect(slept).toMatchObject([{ one: 1 }]);
    await sql.close();
  });

  it('is asked again when a connection is lost, and named without its password when it is gone', {
    timeout: PATIENT_MS,
  }, async () => {
    await pushStore({ store, roots: [skillsIn(['chisel'])], catalog: 'lost' });
    const relay = await relayTo(store.replace('signpost@', 'signpost:hush@'));
    const stored = await openStore({ store: relay.store, catalog: 'lost' });
    expect((await stored.route('chisel')).references[0]?.id).toBe('chisel/SKILL.md');
    relay.cut();
    expect((await stored.route('chisel')).references[0]?.id).toBe('chisel/SKILL.md');
    const asking = stored.route('a chisel in detail');
    relay.cut();
    expect((await asking).references[0]?.id).toBe('chisel/SKILL.md');
    relay.close();
    const lost = stored.route('chisel');
    await expect(lost).rejects.toMatchObject({ code: 'SIGNPOST_STORE_UNAVAILABLE' });
    await expect(lost).rejects.toThrow(/^Cannot reach store `postgres:\/\/signpost@127\.0\.0\.1:\d+\/postgres`: /);
    await expect(lost).rejects.not.toThrow(/hush/);
    await stored.close();
  });
});
