/** A store that is made anew while a reader goes on: what it answers is of one store, from the first id to the last word. */

import { describe, expect, it } from 'vitest';
import type { StoredSignpost } from '../../../src/domain/stored-signpost.ts';
import { createToolbox } from '../../../src/doors/shared/toolbox.ts';
import type { Signpost } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import type { Sql, SqlValue } from '../../../src/storage/postgres/sql.ts';
import { useDatabase } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

const database = useDatabase();
const CATALOG = 'trades';

/** Skills of the same shape, so that all numbers of their stores are the same: only ids and texts differ. */
const trades = (...names: readonly string[]) =>
  buildSignpost(
    names.map((name) => ({ path: `${name}.md`, text: `# The ${name}\n\nA trade: what a ${name} does all day.\n` })),
    { semantic: false },
  );
const OLD = trades('baker', 'miner');
const NEW = trades('cooper', 'nailer');

const drop = () => database.sql.query('DROP SCHEMA IF EXISTS signpost CASCADE');
const push = (signpost: Signpost) => pushSignpost(database.sql, signpost, CATALOG);
const open = (sql: Sql = database.sql) => createStoredSignpost(sql, { catalog: CATALOG, vectors: undefined });

/** Without the marks around texts, which are others each time. */
const unmarked = (answer: unknown): unknown =>
  JSON.parse(JSON.stringify(answer).replaceAll(/--- (begin|end) [\da-f]+ ---/g, '--- $1 ---'));

/** What tells one version from another, asked of a store or of memory. */
const ASKED: readonly {
  readonly name: string;
  readonly there: (stored: StoredSignpost) => Promise<unknown>;
  readonly here: (signpost: Signpost) => unknown;
}[] = [
  {
    name: 'route',
    there: (stored) => stored.route('what does each trade do all day', { explain: true, limit: 10 }),
    here: ({ route }) => route('what does each trade do all day', { explain: true, limit: 10 }),
  },
  {
    name: 'the tool of agents, with the text of the first',
    there: async (stored) =>
      unmarked(await createToolbox(stored)[0]?.call({ query: 'a baker or a cooper', text_tokens: 100 })),
    here: async (signpost) =>
      unmarked(await createToolbox(signpost)[0]?.call({ query: 'a baker or a cooper', text_tokens: 100 })),
  },
  {
    name: 'list',
    there: async (stored) => (await stored.list()).references.map(({ id }) => id),
    here: ({ catalog }) => catalog.references.map(({ id }) => id),
  },
  {
    name: 'list under',
    there: async (stored) => (await stored.list({ under: 'baker' })).references.map(({ id }) => id),
    here: ({ catalog }) => catalog.references.map(({ id }) => id).filter((id) => id.startsWith('baker')),
  },
  {
    name: 'listAll',
    there: async (stored) => (await stored.listAll()).references.map(({ id }) => id),
    here: ({ catalog }) => catalog.references.map(({ id }) => id),
  },
  {
    name: 'read',
    there: (stored) => stored.read('baker.md').catch(({ code }) => code),
    here: ({ catalog, read }) =>
      catalog.references.some(({ id }) => id === 'baker.md') ? read('baker.md') : 'SIGNPOST_UNKNOWN_REFERENCE',
  },
  {
    name: 'find',
    there: async (stored) => (await stored.find('cooper.md'))?.title,
    here: ({ catalog }) => catalog.references.find(({ id }) => id === 'cooper.md')?.title,
  },
];

/** The same database; before the query of that number, from 0, something else is done. */
function disturbed(at: number, disturb: () => Promise<unknown>): { readonly sql: Sql; readonly isDone: () => boolean } {
  let count = 0;
  let disturbing: Promise<unknown> | undefined;
  const sql: Sql = {
    ...database.sql,
    async query<Row>(text: string, values: readonly SqlValue[] = []) {
      if (count++ === at) disturbing = disturb();
      // A database in process has one connection: nobody else may ask on it while it is in a transaction.
      await disturbing;
      return database.sql.query<Row>(text, values);
    },
  };
  return { sql, isDone: () => disturbing !== undefined };
}

/** Keep all rows of the store aside, and put them back: a dump, and its being restored in place. */
async function keepAside(): Promise<() => Promise<void>> {
  const tables = ['catalogs', 'versions', 'contents', 'segments', 'documents', 'postings', 'terms'];
  const counted = ['catalogs.catalog', 'versions.version', 'segments.segment'].map((name) => name.split('.'));
  const run = async (statements: readonly string[]) => {
    for (const statement of statements) await database.sql.query(statement);
  };
  await run(['DROP SCHEMA IF EXISTS aside CASCADE', 'CREATE SCHEMA aside']);
  await run(tables.map((table) => `CREATE TABLE aside.${table} AS TABLE signpost.${table}`));
  return () =>
    run([
      `TRUNCATE ${tables.map((table) => `signpost.${table}`).join(', ')} CASCADE`,
      ...tables.map((table) => `INSERT INTO signpost.${table} OVERRIDING SYSTEM VALUE TABLE aside.${table}`),
      ...counted.map(
        ([table, column]) =>
          `SELECT setval(pg_get_serial_sequence('signpost.${table}', '${column}'), (SELECT max(${column}) FROM signpost.${table}))`,
      ),
    ]);
}

describe.each(ASKED)('$name', async ({ there, here }) => {
  const answers = [await here(OLD), await here(NEW)];

  it('is of the new store once the old one was dropped and pushed again', async () => {
    await drop();
    await push(OLD);
    const stored = open();
    expect(await there(stored)).toEqual(answers[0]);
    await drop();
    await push(NEW);
    expect(await there(stored)).toEqual(answers[1]);
  });

  it('is of one of them when that happens on the way, before whichever query', async () => {
    for (let [at, isDone] = [0, true]; isDone; at++) {
      await drop();
      await push(OLD);
      const own = disturbed(at, async () => {
        await drop();
        await push(NEW);
      });
      const stored = open(own.sql);
      expect(answers, `before query ${at}`).toContainEqual(await there(stored));
      isDone = own.isDone();
      // What was brought from two stores was not kept.
      if (isDone) expect(await there(stored), `after query ${at}`).toEqual(answers[1]);
    }
  });

  it('is of the restored state when a version has the number of one that is gone', async () => {
    await drop();
    await push(trades('tinker'));
    const restore = await keepAside();
    await push(OLD);
    const stored = open();
    expect(await there(stored)).toEqual(answers[0]);
    const numberOf = async () => (await database.sql.query('SELECT current FROM signpost.catalogs'))[0];
    const before = await numberOf();
    await restore();
    await push(NEW);
    expect(await numberOf()).toEqual(before);
    expect(await there(stored)).toEqual(answers[1]);
  });
});

it('is called no catalog while there is none, and found again without another reader', async () => {
  await drop();
  await push(OLD);
  const stored = open();
  expect(await stored.size()).toBe(2);
  await drop();
  await expect(stored.route('baker')).rejects.toMatchObject({ code: 'SIGNPOST_UNKNOWN_CATALOG' });
  await push(NEW);
  expect(await stored.read('cooper.md')).toBe(NEW.read('cooper.md'));
});

it('is looked at again when another version of signpost makes it', async () => {
  await drop();
  await push(OLD);
  const stored = open();
  await stored.size();
  await drop();
  await push(NEW);
  await database.sql.query('INSERT INTO signpost.migrations (number) VALUES (999)');
  await expect(stored.size()).rejects.toMatchObject({ code: 'SIGNPOST_STORE_OTHER' });
  await drop();
  await push(OLD);
  await database.sql.query('ALTER TABLE signpost.versions DROP COLUMN mark');
  await database.sql.query('DELETE FROM signpost.migrations WHERE number > 4');
  await expect(stored.size()).rejects.toMatchObject({ code: 'SIGNPOST_STORE_OTHER' });
  await drop();
});
