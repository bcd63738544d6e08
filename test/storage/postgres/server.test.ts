/** What only a server of its own shows. `SIGNPOST_POSTGRES` says where one is: `node scripts/with-postgres.mjs npx vitest run test/storage/postgres`. */

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { createHandler } from '../../../src/doors/http/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { openStore } from '../../../src/session/open-store.ts';
import { pushStore } from '../../../src/session/push-store.ts';
import { connect } from '../../../src/storage/postgres/connect.ts';
import { run } from '../../doors/cli/run.ts';
import { ownTemporary } from '../../own-temporary.ts';

const store = process.env['SIGNPOST_POSTGRES'];
const PATIENT_MS = 120_000;
const BIN = join(import.meta.dirname, '../../../dist/bin/signpost.cjs');
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

/** Run a program on some input, beside what else goes on. */
async function runOn(input: Uint8Array, program: string, args: readonly string[]): Promise<void> {
  const child = spawn(program, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(input);
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
}

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
  const ROWS = 'ON ALL TABLES IN SCHEMA signpost';
  const READS = ['USAGE ON SCHEMA signpost', `SELECT ${ROWS}`];
  /** A role that may log in, for as long as some work takes. */
  const useRole = async (
    name: string,
    options: string,
    grants: readonly string[],
    work: (address: string) => Promise<void>,
  ) => {
    const remove = async () => {
      await sql.query(`DROP OWNED BY ${name}`);
      await sql.query(`DROP ROLE ${name}`);
    };
    await sql.query(`CREATE ROLE ${name} LOGIN ${options}`);
    for (const grant of grants) await sql.query(`GRANT ${grant} TO ${name}`);
    await work(store.replace('signpost@', `${name}:hush@`)).finally(remove);
  };
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
    const home = ownTemporary('signpost-home-');
    onTestFinished(() => rmSync(home, { recursive: true, force: true }));
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
    const inProcess = buildSignpost(documents);
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

  it('answers all who ask at once over as many connections as a role may have', { timeout: PATIENT_MS }, async () => {
    const words = numbered(60);
    await pushStore({ store, roots: [skillsIn(words)], catalog: 'limited' });
    await useRole('limited_reader', 'CONNECTION LIMIT 3', READS, async (limited) => {
      const stored = await openStore({ store: limited, catalog: 'limited' });
      const handler = createHandler(stored);
      const ask = async (at: number) => {
        const body = JSON.stringify({ query: words[at % words.length] });
        const request = new Request('http://localhost/v1/route', { method: 'POST', body });
        return (await handler(request)).status;
      };
      const statuses = await Promise.all(Array.from({ length: 370 }, (_, at) => ask(at)));
      expect(statuses.filter((status) => status !== 200)).toEqual([]);
      // Another process has none, until this one has closed some.
      const other = await openStore({ store: limited, catalog: 'limited', connections: 1 });
      const found = other.route('toola');
      expect((await stored.route('toola')).references[0]?.id).toBe('toola/SKILL.md');
      await stored.close();
      expect((await found).references[0]?.id).toBe('toola/SKILL.md');
      await other.close();
    });
  });

  it('is told to be without a connection for as long as is waited', { timeout: PATIENT_MS }, async () => {
    await useRole('shut_out', 'CONNECTION LIMIT 0', READS, async (limited) => {
      const stored = await openStore({ store: limited, catalog: 'limited' });
      const settled = await Promise.allSettled([stored.route('toola'), stored.size(), stored.list()]);
      const said = settled.map((one) => (one.status === 'rejected' ? one.reason : undefined));
      for (const error of said) {
        expect(error).toMatchObject({ code: 'SIGNPOST_STORE_UNAVAILABLE' });
        expect(error.message).toMatch(/^No connection to store `postgres:\/\/shut_out@.*too many connections/);
        expect(error.message).not.toContain('hush');
      }
      await stored.close();
    });
  });

  it('is dropped, pushed again and restored from a dump while a reader goes on, whose answers are of one store each', {
    timeout: PATIENT_MS,
  }, async () => {
    await sql.query('CREATE DATABASE made_anew');
    const own = store.replace('/postgres', '/made_anew');
    const admin = connect(own);
    const programs = process.env['SIGNPOST_POSTGRES_BIN'] ?? '/usr/bin';
    const old = skillsIn(['awl', 'rasp']);
    // Documents of the same lengths: all numbers of the two stores are the same.
    const other = skillsIn(['eel', 'newt']);
    const push = (root: string) => pushStore({ store: own, roots: [root] });
    const drop = () => admin.query('DROP SCHEMA signpost CASCADE');
    await push(old);
    const numbers = 'SELECT current, segments FROM signpost.catalogs JOIN signpost.versions ON version = current';
    const before = await admin.query(numbers);
    const dump = execFileSync(join(programs, 'pg_dump'), ['--schema=signpost', own]);
    const restore = () => runOn(dump, join(programs, 'psql'), ['--quiet', '--set=ON_ERROR_STOP=1', own]);
    const stored = await openStore({ store: own });
    const answers = new Set<string>();
    const wordsIn = (answer: unknown) =>
      [...new Set(JSON.stringify(answer).match(/\b(?:awl|rasp|eel|newt)\b/g))].sort().join(' ');
    let isGoingOn = true;
    const asking = (async () => {
      while (isGoingOn) {
        const asked = [
          stored.route('awl, rasp, eel or newt', { limit: 10 }).then(({ candidates }) => wordsIn(candidates)),
          stored.listAll().then(({ references }) => wordsIn(references)),
          stored.read('awl/SKILL.md').then((text) => `text of ${wordsIn(text)}`),
          stored.read('eel/SKILL.md').then((text) => `text of ${wordsIn(text)}`),
        ];
        for (const one of await Promise.allSettled(asked)) {
          answers.add(
            one.status === 'fulfilled'
              ? one.value
              : one.reason.code === 'SIGNPOST_STORE_UNAVAILABLE'
                ? String(one.reason)
                : one.reason.code,
          );
        }
      }
    })();
    for (let round = 0; round < 4; round++) {
      await drop();
      await push(other);
      expect(await admin.query(numbers)).toEqual(before);
      expect(await stored.read('newt/SKILL.md')).toContain('newt');
      await drop();
      await restore();
      expect(await stored.read('rasp/SKILL.md')).toContain('rasp');
    }
    isGoingOn = false;
    await asking;
    const whole = ['awl rasp', 'eel newt', 'text of awl', 'text of eel'];
    const none = ['SIGNPOST_UNKNOWN_CATALOG', 'SIGNPOST_UNKNOWN_REFERENCE'];
    expect([...answers].filter((answer) => ![...whole, ...none].includes(answer))).toEqual([]);
    await stored.close();
    await admin.close();
  });

  it('uses no more connections than it is told', { timeout: PATIENT_MS }, async () => {
    await useRole('frugal', '', READS, async (own) => {
      const stored = await openStore({ store: own, catalog: 'limited', connections: 2 });
      await Promise.all(numbered(60).map((word) => stored.route(word)));
      const [row] = await sql.query("SELECT count(*)::integer AS count FROM pg_stat_activity WHERE usename = 'frugal'");
      expect(row).toEqual({ count: 2 });
      await stored.close();
    });
  });

  it.each([
    { may: 'nothing', grants: [], denied: 'permission denied for schema signpost' },
    {
      may: 'see the schema',
      grants: ['USAGE ON SCHEMA signpost'],
      denied: 'permission denied for table',
    },
  ])('says what is denied to a role that may $may', { timeout: PATIENT_MS }, async ({ grants, denied }) => {
    await useRole('stranger', '', grants, async (theirs) => {
      const asked = ['--store', theirs, '--catalog', 'limited'];
      for (const argv of [
        ['route', ...asked, 'toola'],
        ['push', theirs, skillsIn(['awl']), '--catalog', 'theirs'],
        ['drop', '--store', theirs, 'limited'],
      ]) {
        const { exitCode, stdout, stderr } = await run(argv);
        expect([exitCode, stdout]).toEqual([2, '']);
        expect(stderr).toMatch(
          /^signpost: Denied by store `postgres:\/\/stranger@\S+\/postgres`: .*\(SIGNPOST_STORE_DENIED\)$/,
        );
        expect(stderr).toContain(denied);
        expect(stderr).not.toContain('hush');
      }
    });
  });

  it('is read and pushed to by roles that have no more than the rights for it', { timeout: PATIENT_MS }, async () => {
    await useRole('writer', '', [...READS, `INSERT, UPDATE, DELETE ${ROWS}`], async (writer) => {
      const told: string[] = [];
      const onProblem = ({ message }: Error) => told.push(message);
      const roots = [skillsIn(['adze', 'froe'])];
      expect(await pushStore({ store: writer, roots, catalog: 'granted', onProblem })).toMatchObject({ size: 2 });
      await useRole('reader', '', READS, async (reader) => {
        const asked = ['--store', reader, '--catalog', 'granted', '--connections', '1'];
        expect((await run(['route', ...asked, 'froe'])).stdout).toMatch(/^froe\/SKILL\.md/);
      });
      const dropped = await run(['drop', 'granted', '--store', writer]);
      expect([dropped.exitCode, dropped.stdout, dropped.stderr]).toEqual([
        0,
        'Removed catalog `granted`: 1 version, the last of 2 references',
        '',
      ]);
      const again = await run(['drop', 'granted', '--store', writer, '--json']);
      expect([again.exitCode, JSON.parse(again.stdout)]).toEqual([1, { status: 'none', versions: 0, size: 0 }]);
      expect(told).toEqual([]);
    });
  });

  it('has a push whose end is refused, and loses its old versions with the next that may', {
    timeout: PATIENT_MS,
  }, async () => {
    const words = ['one', 'two', 'three', 'four', 'five'];
    const roots = new Map(words.map((word) => [word, skillsIn([word])]));
    const push = (word: string) => run(['push', store, roots.get(word) ?? '', '--catalog', 'late', '--keep', '1']);
    for (const word of words.slice(0, 2)) await push(word);
    await sql.query(
      `CREATE FUNCTION signpost.refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'not now'; END $$`,
    );
    await sql.query(
      `CREATE TRIGGER refuse BEFORE DELETE ON signpost.versions FOR EACH ROW WHEN (OLD.state = 'ready')
       EXECUTE FUNCTION signpost.refuse()`,
    );
    const stored = await openStore({ store, catalog: 'late' });
    const versions = async () =>
      (
        await sql.query(
          "SELECT version FROM signpost.versions JOIN signpost.catalogs USING (catalog) WHERE name = 'late'",
        )
      ).length;
    for (const word of words.slice(2)) {
      const pushed = await push(word);
      expect(pushed.exitCode).toBe(0);
      expect(pushed.stdout).toMatch(/^Version \d+ has 1 reference, 1 of them sent$/);
      expect(pushed.stderr).toMatch(
        /^signpost: Version \d+ of catalog `late` is there for readers, but .*not now.*\(SIGNPOST_STORE_UPKEEP\)$/,
      );
      expect((await stored.route(word)).references[0]?.id).toBe(`${word}/SKILL.md`);
    }
    expect(await versions()).toBe(5);
    await sql.query('DROP FUNCTION signpost.refuse CASCADE');
    expect((await push('five')).stdout).toMatch(/^Nothing changed/);
    expect(await versions()).toBe(2);
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
