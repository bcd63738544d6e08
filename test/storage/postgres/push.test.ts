import { beforeAll, describe, expect, it } from 'vitest';
import type { SignpostError } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import { migrate } from '../../../src/storage/postgres/migrate.ts';
import { MIGRATIONS } from '../../../src/storage/postgres/migrations.ts';
import type { Sql, SqlValue } from '../../../src/storage/postgres/sql.ts';
import { useDatabase } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

const database = useDatabase();
const stored = (catalog: string) => createStoredSignpost(database.sql, { catalog, vectors: undefined });
const tools = (...names: readonly string[]) =>
  buildSignpost(
    names.map((name) => ({ path: `${name}.md`, text: `# ${name}\n\nWhat a ${name} is for.\n` })),
    { semantic: false },
  );
const first = async (catalog: string, query: string) => (await stored(catalog).route(query)).references[0]?.id;

async function countIn(table: string): Promise<number> {
  const [row] = await database.sql.query<{ count: number }>(`SELECT count(*)::integer AS count FROM signpost.${table}`);
  return row?.count ?? 0;
}

/** The same database, whose sessions answer some queries otherwise. */
function answering(otherwise: (text: string) => readonly object[] | undefined): Sql {
  const { sql } = database;
  return {
    ...sql,
    session: (work) =>
      sql.session((connection) =>
        work({
          async query<Row>(text: string, values: readonly SqlValue[] = []) {
            const rows = otherwise(text);
            return rows ? (rows as readonly Row[]) : connection.query<Row>(text, values);
          },
        }),
      ),
  };
}

/** The same database, in which the push is ended before some query. */
function endedBefore(pattern: RegExp): Sql {
  return answering((text) => {
    if (pattern.test(text)) throw new Error('ended');
    return undefined;
  });
}

/** The last step whose tables have what extensions found candidates by. */
const WITH_EXTENSIONS = 5;

const migrateTo = (number?: number) => database.sql.session((connection) => migrate(connection, number));

describe('tables of a store', () => {
  it.each(MIGRATIONS.map((_, index) => index))('come up to date from step %i', async (from) => {
    await database.sql.query('DROP SCHEMA IF EXISTS signpost CASCADE');
    await migrateTo(from);
    await migrateTo();
    await pushSignpost(database.sql, tools('hammer'), 'shed');
    expect(await first('shed', 'hammer')).toBe('hammer.md');
  });

  it('keep what was pushed when what extensions found candidates by goes', async () => {
    const { sql } = database;
    await sql.query('DROP SCHEMA IF EXISTS signpost CASCADE');
    await migrateTo(WITH_EXTENSIONS);
    // The push takes the tables for those it knows, which they are but for what goes.
    const earlier = answering((text) => (/max\(number\)/.test(text) ? [{ number: MIGRATIONS.length }] : undefined));
    await pushSignpost(earlier, tools('hammer', 'anvil'), 'shed');
    await sql.query("UPDATE signpost.contents SET routed = 'hammer', meaning = '{0.5,0.5}'");
    await sql.query("UPDATE signpost.terms SET fields = '{1,0,0,0,1}'");
    await sql.query('CREATE INDEX contents_routed_1 ON signpost.contents (routed) WHERE catalog = 1');
    await sql.query('CREATE INDEX contents_body_1 ON signpost.contents (body) WHERE catalog = 1');
    await sql.query('CREATE INDEX contents_meaning_1_2 ON signpost.contents (meaning) WHERE cardinality(meaning) = 2');
    await migrateTo();
    const left = await sql.query<{ name: string }>(
      `SELECT relname AS name FROM pg_index JOIN pg_class c ON c.oid = indexrelid WHERE indrelid = 'signpost.contents'::regclass
       UNION ALL SELECT proname FROM pg_proc WHERE pronamespace = 'signpost'::regnamespace`,
    );
    expect(left).toEqual([{ name: 'contents_pkey' }]);
    const columns = await sql.query(
      `SELECT FROM pg_attribute WHERE attrelid IN ('signpost.contents'::regclass, 'signpost.terms'::regclass)
         AND attname IN ('routed', 'meaning', 'fields')`,
    );
    expect(columns).toEqual([]);
    const [decided, now] = [tools('hammer', 'anvil').route('anvil'), await stored('shed').route('anvil')];
    expect(now).toEqual(decided);
    expect(await pushSignpost(sql, tools('hammer', 'anvil'), 'shed')).toMatchObject({ status: 'same', sent: 0 });
    await pushSignpost(sql, tools('hammer', 'anvil', 'tongs'), 'shed');
    expect(await first('shed', 'tongs')).toBe('tongs.md');
  });

  it('are not touched when a newer version made them', async () => {
    await migrateTo();
    await database.sql.query('INSERT INTO signpost.migrations (number) VALUES ($1)', [MIGRATIONS.length + 1]);
    await expect(migrateTo()).rejects.toMatchObject({ code: 'SIGNPOST_STORE_OTHER' });
    await expect(stored('shed').route('hammer')).rejects.toMatchObject({ code: 'SIGNPOST_STORE_OTHER' });
    await database.sql.query('DELETE FROM signpost.migrations WHERE number > $1', [MIGRATIONS.length]);
  });
});

describe('a push', () => {
  beforeAll(async () => {
    await database.sql.query('DROP SCHEMA IF EXISTS signpost CASCADE');
  });

  it('sends what is new alone, and nothing when all is there', async () => {
    expect(await pushSignpost(database.sql, tools('saw', 'file', 'plane'), 'a')).toMatchObject({ sent: 3, size: 3 });
    expect(await pushSignpost(database.sql, tools('saw', 'file', 'plane', 'clamp'), 'a')).toMatchObject({ sent: 1 });
    expect(await pushSignpost(database.sql, tools('saw', 'file', 'plane', 'clamp'), 'a')).toMatchObject({
      ...{ status: 'same', sent: 0 },
    });
    expect(await first('a', 'clamp')).toBe('clamp.md');
  });

  it('leaves out what is gone, and counts as if it had never been', async () => {
    await pushSignpost(database.sql, tools('saw', 'file', 'vice'), 'b');
    await pushSignpost(database.sql, tools('saw', 'vice'), 'b');
    expect(await stored('b').route('file')).toMatchObject({ decision: 'abstain' });
    const documents = ['saw', 'vice'].map((name) => ({ path: `${name}.md`, text: tools(name).read(`${name}.md`) }));
    const inMemory = buildSignpost(documents, { semantic: false });
    expect(await stored('b').route('vice', { explain: true })).toEqual(inMemory.route('vice', { explain: true }));
  });

  it('to one catalog leaves the others as they are', async () => {
    await pushSignpost(database.sql, tools('rasp'), 'c');
    await pushSignpost(database.sql, tools('awl'), 'd');
    expect([await first('c', 'rasp'), await first('d', 'awl')]).toEqual(['rasp.md', 'awl.md']);
    expect(await stored('c').route('awl')).toMatchObject({ decision: 'abstain' });
  });

  it.each([
    { when: 'while documents are sent', pattern: /INTO signpost\.postings/ },
    { when: 'before terms are counted', pattern: /INTO signpost\.terms/ },
    { when: 'just before readers go over', pattern: /state = 'ready' WHERE/ },
  ])('that ends $when changes nothing, and the next one takes it up', async ({ pattern }) => {
    const catalog = `ended-${pattern.source.length}`;
    await pushSignpost(database.sql, tools('saw'), catalog);
    const more = tools('saw', 'gouge', 'chisel');
    await expect(pushSignpost(endedBefore(pattern), more, catalog)).rejects.toThrow('ended');
    expect(await stored(catalog).size()).toBe(1);
    expect(await stored(catalog).route('chisel')).toMatchObject({ decision: 'abstain' });
    const isSent = !pattern.test('INTO signpost.postings');
    expect(await pushSignpost(database.sql, more, catalog)).toMatchObject({ sent: isSent ? 0 : 2 });
    expect(await first(catalog, 'chisel')).toBe('chisel.md');
  });

  it('keeps as many versions as it is told, and nothing that only others needed', async () => {
    for (const name of ['one', 'two', 'three', 'four']) {
      await pushSignpost(database.sql, tools(name), 'kept');
    }
    const [row] = await database.sql.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM signpost.versions JOIN signpost.catalogs USING (catalog) WHERE name = 'kept'`,
    );
    expect(row?.count).toBe(2);
    const left = await database.sql.query<{ term: string }>(
      `SELECT DISTINCT term FROM signpost.postings JOIN signpost.catalogs USING (catalog) WHERE name = 'kept' ORDER BY term`,
    );
    expect(left.map(({ term }) => term)).toEqual(['four', 'three']);
  });

  it('writes small segments anew, together, once there are many', async () => {
    const names = 'abcdefghijkl'.split('').map((letter) => `tool${letter}`);
    for (let count = 1; count <= names.length; count++) {
      await pushSignpost(database.sql, tools(...names.slice(0, count)), 'grown');
    }
    const [row] = await database.sql.query<{ segments: readonly number[] }>(
      `SELECT segments FROM signpost.versions v JOIN signpost.catalogs c ON version = current WHERE name = 'grown'`,
    );
    expect(row?.segments.length).toBeLessThan(9);
    for (const name of names) expect(await first('grown', name)).toBe(`${name}.md`);
  });

  it('is refused while somebody else pushes to the same catalog', async () => {
    const sql = answering((text) => (/try_advisory/.test(text) ? [{ taken: false }] : undefined));
    await expect(pushSignpost(sql, tools('saw'), 'a')).rejects.toMatchObject({ code: 'SIGNPOST_STORE_BUSY' });
  });

  it.each([
    { what: 'statistics', pattern: /^ANALYZE/ },
    { what: 'removal of versions', pattern: /DELETE FROM signpost\.versions v USING/ },
    { what: 'removal of segments', pattern: /DELETE FROM signpost\.postings/ },
    { what: 'removal of counts', pattern: /DELETE FROM signpost\.terms t/ },
  ])('whose $what fails has pushed, says so, and tells of that alone', async ({ what, pattern }) => {
    const catalog = `late-${pattern.source.length}`;
    const names = ['one', 'two', 'three', 'four'];
    for (const name of names.slice(0, 2)) await pushSignpost(database.sql, tools(name), catalog);
    const told: SignpostError[] = [];
    const onProblem = (problem: SignpostError) => told.push(problem);
    for (const name of names.slice(2)) {
      const pushed = await pushSignpost(endedBefore(pattern), tools(name), catalog, { onProblem });
      expect(pushed).toMatchObject({ status: 'pushed', size: 1, sent: 1 });
      expect(await first(catalog, name)).toBe(`${name}.md`);
    }
    expect(told.map((problem) => problem.code)).toEqual(['SIGNPOST_STORE_UPKEEP', 'SIGNPOST_STORE_UPKEEP']);
    expect(told[1]?.message).toMatch(
      new RegExp(`^Version \\d+ of catalog \`${catalog}\` is there for readers, but .*\\(ended\\)`),
    );
    // Nothing new to push, and what was left is made up for nevertheless.
    expect(await pushSignpost(database.sql, tools('four'), catalog)).toMatchObject({ status: 'same' });
    const left = (table: string, column: string) =>
      database.sql.query<{ count: number }>(
        `SELECT count(DISTINCT ${column})::integer AS count FROM signpost.${table} JOIN signpost.catalogs USING (catalog) WHERE name = $1`,
        [catalog],
      );
    expect(await left('versions', 'version'), what).toEqual([{ count: 2 }]);
    expect(await left('segments', 'segment'), what).toEqual([{ count: 2 }]);
    expect(await left('postings', 'segment'), what).toEqual([{ count: 2 }]);
    expect(await left('contents', 'content'), what).toEqual([{ count: 2 }]);
    const counts = database.sql.query(
      `SELECT term FROM signpost.terms JOIN signpost.catalogs USING (catalog) WHERE name = $1 AND since < (
         SELECT min(version) FROM signpost.versions v WHERE v.catalog = terms.catalog
       ) AND holding > 0 AND term IN ('one', 'two')`,
      [catalog],
    );
    expect(await counts, what).toEqual([]);
  });

  it('whose last answer is lost has pushed when the store has it', async () => {
    await pushSignpost(database.sql, tools('saw'), 'answer');
    let [isGoingOver, isLost] = [false, false];
    const sql: Sql = {
      ...database.sql,
      session: (work) =>
        database.sql.session((connection) =>
          work({
            async query<Row>(text: string, values: readonly SqlValue[] = []) {
              isGoingOver ||= /state = 'ready' WHERE/.test(text);
              if (isLost) throw new Error('lost');
              isLost = isGoingOver && text === 'COMMIT';
              const rows = await connection.query<Row>(text, values);
              if (isLost) throw new Error('lost');
              return rows;
            },
          }),
        ),
    };
    const told: string[] = [];
    const onProblem = ({ code }: SignpostError) => told.push(code);
    expect(await pushSignpost(sql, tools('gouge'), 'answer', { onProblem })).toMatchObject({ status: 'pushed' });
    expect(await first('answer', 'gouge')).toBe('gouge.md');
    expect(told).toEqual(['SIGNPOST_STORE_UPKEEP', 'SIGNPOST_STORE_UPKEEP']);
  });

  it('of nothing takes the place of something only where it may', async () => {
    expect(await pushSignpost(database.sql, tools(), 'emptied')).toMatchObject({ status: 'pushed', size: 0 });
    expect(await pushSignpost(database.sql, tools(), 'emptied')).toMatchObject({ status: 'same' });
    await pushSignpost(database.sql, tools('saw'), 'emptied');
    const refused = pushSignpost(database.sql, tools(), 'emptied');
    await expect(refused).rejects.toMatchObject({ code: 'SIGNPOST_STORE_EMPTY' });
    expect(await first('emptied', 'saw')).toBe('saw.md');
    const allowed = await pushSignpost(database.sql, tools(), 'emptied', { allowEmpty: true });
    expect(allowed).toMatchObject({ status: 'pushed', size: 0 });
    expect(await stored('emptied').size()).toBe(0);
  });

  it.each([
    { name: 'SQL', text: "# '); DROP SCHEMA signpost CASCADE; --\n\n$1 %s \\x00 ';--" },
    { name: 'NUL', text: '# Null\u0000 byte\n\nA \u0000 in the body, and a \ud800 half character.' },
    { name: 'nothing', text: '' },
  ])('takes documents of $name for what they are', async ({ name, text }) => {
    const path = `it's "${name}"; $1\u0000.md`;
    const signpost = buildSignpost([
      { path, text },
      { path: 'b.md', text: '# Other' },
    ]);
    await pushSignpost(database.sql, signpost, 'hostile');
    const id = signpost.catalog.references.find((reference) => reference.path === path)?.id ?? '';
    expect(await stored('hostile').read(id)).toBe(text);
    expect((await stored('hostile').list()).references.map((reference) => reference.id)).toContain(id);
    expect(await countIn('catalogs')).toBeGreaterThan(0);
  });
});

describe('a reader', () => {
  it('ends with the version it began with, and goes over to the next with its next request', async () => {
    await pushSignpost(database.sql, tools('saw', 'file'), 'read');
    const reader = stored('read');
    expect((await reader.route('file')).references[0]?.id).toBe('file.md');
    await pushSignpost(database.sql, tools('saw', 'rasp'), 'read');
    expect((await reader.route('rasp')).references[0]?.id).toBe('rasp.md');
    expect(await reader.route('file')).toMatchObject({ decision: 'abstain' });
  });

  it('begins again when its version was removed while it read', async () => {
    await pushSignpost(database.sql, tools('saw', 'file'), 'gone');
    let isFirst = true;
    const sql: Sql = {
      ...database.sql,
      async query<Row>(text: string, values = []) {
        const rows = await database.sql.query<Row>(text, values);
        if (!(isFirst && /c\.record/.test(text))) return rows;
        isFirst = false;
        return [];
      },
    };
    const decision = await createStoredSignpost(sql, { catalog: 'gone', vectors: undefined }).route('file');
    expect([isFirst, decision.references[0]?.id]).toEqual([false, 'file.md']);
  });

  it.each([
    { what: 'who holds a term', pattern: /FROM signpost\.postings/ },
    { what: 'how many hold a term', pattern: /DISTINCT ON \(term\) term, documents/ },
    { what: 'where an id is', pattern: /AS key, segment/ },
  ])('decides nothing from what is left of a version, when it asks $what', async ({ pattern }) => {
    const catalog = `left-${pattern.source.length}`;
    const versions = [tools('saw', 'file'), tools('saw', 'rasp'), tools('saw', 'gouge')];
    const [before, ...after] = versions;
    if (before) await pushSignpost(database.sql, before, catalog);
    let [isFirst, concurrent] = [true, Promise.resolve<unknown>(undefined)];
    const sql: Sql = {
      ...database.sql,
      async query<Row>(text: string, values = []) {
        if (isFirst && pattern.test(text)) {
          isFirst = false;
          concurrent = reader.route('file');
          for (const version of after) await pushSignpost(database.sql, version, catalog);
        }
        return database.sql.query<Row>(text, values);
      },
    };
    const reader = createStoredSignpost(sql, { catalog, vectors: undefined });
    const decision = await reader.route('saw or file', { explain: true });
    const now = await stored(catalog).route('saw or file', { explain: true });
    expect([isFirst, decision]).toEqual([false, now]);
    // Whichever version it had, it had the whole of it.
    expect(versions.map((version) => version.route('file'))).toContainEqual(await concurrent);
  });

  it('of an id says that nobody has it only while its version is there', async () => {
    await pushSignpost(database.sql, tools('saw'), 'asked');
    let isFirst = true;
    const sql: Sql = {
      ...database.sql,
      async query<Row>(text: string, values = []) {
        if (isFirst && /WHERE catalog = \$1 AND key = /.test(text)) {
          isFirst = false;
          for (const name of ['rasp', 'gouge']) await pushSignpost(database.sql, tools(name), 'asked');
          await pushSignpost(database.sql, tools('saw', 'gouge'), 'asked');
        }
        return database.sql.query<Row>(text, values);
      },
    };
    const found = await createStoredSignpost(sql, { catalog: 'asked', vectors: undefined }).find('saw.md');
    expect([isFirst, found?.id]).toEqual([false, 'saw.md']);
  });
});
