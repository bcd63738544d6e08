import { beforeAll, describe, expect, it } from 'vitest';
import { createSignpost, type Signpost, type SignpostError } from '../../../src/index.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import type { Sql, SqlValue } from '../../../src/storage/postgres/sql.ts';
import { useDatabase, useExtensions } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

const WORDS = [
  'pastry',
  'dough',
  'oven',
  'invoice',
  'ledger',
  'tax',
  'piano',
  'violin',
  'sail',
  'anchor',
  'rope',
  'mast',
];

/** A document about two things, another two for every number. */
function documentAt(number: number, said = ''): { readonly path: string; readonly text: string } {
  const [one, other] = [WORDS[number % WORDS.length], WORDS[(number * 5 + 3) % WORDS.length]];
  const description = `Work with ${one} and ${other}, number n${number}${said}.`;
  const body = `How ${one} goes with ${other}. ${WORDS.slice(number % 7).join(' ')}`;
  return { path: `d${number}.md`, text: `---\ndescription: ${description}\n---\n# Part n${number}\n\n${body}\n` };
}

const REQUESTS = [
  'bake a pastry in the oven',
  'tune my violin, number n77',
  'number n250 of the ledgers',
  'the mast and the ropes of a sailing boat',
  'pay taxes',
  'pastri dough',
  'nothing that anybody wrote of: xylophone',
];

describe('a database with extensions', () => {
  const database = useExtensions();
  const plain = useDatabase();
  const documents = Array.from({ length: 300 }, (_, number) => documentAt(number));
  let inMemory: Signpost;

  /** What a reader asks of the database, with what it answers. */
  function asking(catalog: string, mostExact?: number) {
    const asked: string[] = [];
    const sql = {
      ...database.sql,
      query<Row>(text: string, values: readonly SqlValue[] = []) {
        asked.push(text);
        return database.sql.query<Row>(text, values);
      },
    };
    const options = { catalog, vectors: shippedVectors(), ...(mostExact === undefined ? {} : { mostExact }) };
    return { asked, stored: createStoredSignpost(sql, options) };
  }
  /** The same database; what a push asks of it is heard before it is answered. */
  const heard = (hear: (text: string) => void): Sql => ({
    ...database.sql,
    session: (work) =>
      database.sql.session((connection) =>
        work({
          query<Row>(text: string, values: readonly SqlValue[] = []) {
            hear(text);
            return connection.query<Row>(text, values);
          },
        }),
      ),
  });
  const tells = (asked: readonly string[]) =>
    ['found_by_words', 'found_by_meaning', ', wholes FROM', 'signpost.postings'].filter((part) =>
      asked.some((text) => text.includes(part)),
    );

  beforeAll(async () => {
    inMemory = createSignpost(documents);
    await pushSignpost(database.sql, inMemory, 'many', { mostExact: 0 });
  });

  it('finds candidates by them in a large catalog, and decides and explains as in memory', async () => {
    const { asked, stored } = asking('many', 0);
    for (const request of REQUESTS) {
      const options = { explain: true, limit: 3 };
      expect(await stored.route(request, options), request).toEqual(inMemory.route(request, options));
    }
    // The meaning of all documents is not read, nor who holds a term.
    expect(tells(asked)).toEqual(['found_by_words', 'found_by_meaning']);
  });

  it('compares all of a small one', async () => {
    const { asked, stored } = asking('many');
    expect(await stored.route('pay taxes')).toEqual(inMemory.route('pay taxes'));
    expect(tells(asked)).toEqual([', wholes FROM', 'signpost.postings']);
  });

  it('compares words alone for who has no vectors', async () => {
    const stored = createStoredSignpost(database.sql, { catalog: 'many', vectors: undefined, mostExact: 0 });
    const own = createSignpost(documents, { semantic: false });
    expect(await stored.route('pay taxes', { explain: true })).toEqual(own.route('pay taxes', { explain: true }));
  });

  it('finds what is current though other versions hold as much', async () => {
    for (const said of [' once', ' twice', ' thrice']) {
      const changed = createSignpost(documents.slice(0, 150).map((_, number) => documentAt(number, said)));
      await pushSignpost(database.sql, changed, 'changing', { keep: 3, mostExact: 0 });
    }
    const now = createSignpost(documents.slice(0, 150).map((_, number) => documentAt(number, ' at last')));
    await pushSignpost(database.sql, now, 'changing', { keep: 3, mostExact: 0 });
    const { stored } = asking('changing', 0);
    for (const request of REQUESTS) expect(await stored.route(request), request).toEqual(now.route(request));
  });

  it('keeps catalogs apart', async () => {
    const few = createSignpost([documentAt(1000), documentAt(1001)]);
    await pushSignpost(database.sql, few, 'few', { mostExact: 0 });
    const { stored } = asking('few', 0);
    expect(await stored.route('number n1000')).toEqual(few.route('number n1000'));
    expect(await stored.route('number n77')).toEqual(few.route('number n77'));
  });

  it('goes on without them when they are taken away, and takes them up when they come back', async () => {
    const { asked, stored } = asking('many', 0);
    const decided = inMemory.route('pay taxes');
    await database.sql.query('DROP EXTENSION pg_textsearch CASCADE');
    await database.sql.query('DROP EXTENSION vector CASCADE');
    expect(await stored.route('pay taxes')).toEqual(decided);
    expect(tells(asked)).toEqual([', wholes FROM', 'signpost.postings']);
    await database.sql.query('CREATE EXTENSION pg_textsearch');
    await database.sql.query('CREATE EXTENSION vector');
    expect(await pushSignpost(database.sql, inMemory, 'many', { mostExact: 0 })).toMatchObject({
      status: 'same',
      sent: 0,
    });
    asked.length = 0;
    expect(await stored.route('pay taxes')).toEqual(decided);
    expect(tells(asked)).toEqual(['found_by_words', 'found_by_meaning']);
  });

  it('are left to the owner of the tables to be made use of', async () => {
    const query = (text: string) => database.sql.query(text);
    await query('CREATE ROLE pusher');
    await query('GRANT ALL ON SCHEMA signpost TO pusher');
    await query('GRANT ALL ON ALL TABLES IN SCHEMA signpost TO pusher');
    await query('GRANT CREATE ON DATABASE postgres TO pusher');
    await query('SET ROLE pusher');
    try {
      const few = createSignpost([documentAt(2000), documentAt(2001)]);
      expect(await pushSignpost(database.sql, few, 'theirs', { mostExact: 0 })).toMatchObject({ status: 'pushed' });
      const { asked, stored } = asking('theirs', 0);
      expect(await stored.route('number n2000')).toEqual(few.route('number n2000'));
      expect(tells(asked)).toEqual([', wholes FROM', 'signpost.postings']);
    } finally {
      await query('RESET ROLE');
    }
  });

  it('make no index for a catalog that is compared whole', async () => {
    const few = createSignpost([documentAt(3000), documentAt(3001)]);
    const indexes = () => database.sql.query("SELECT FROM pg_indexes WHERE tablename = 'contents'");
    const before = (await indexes()).length;
    await pushSignpost(database.sql, few, 'small', { mostExact: 2 });
    expect(await indexes()).toHaveLength(before);
    await pushSignpost(database.sql, few, 'small', { mostExact: 1 });
    expect(await indexes()).toHaveLength(before + 3);
  });

  it('are asked for an index only where there is none, and leave none of other vectors', async () => {
    const asked: string[] = [];
    const sql = heard((text) => asked.push(text));
    await pushSignpost(database.sql, inMemory, 'many', { mostExact: 0 });
    await database.sql.query(
      `CREATE INDEX contents_meaning_1_3 ON signpost.contents USING hnsw ((meaning::vector(3)) vector_ip_ops)
       WHERE catalog = 1 AND cardinality(meaning) = 3`,
    );
    await pushSignpost(sql, inMemory, 'many', { mostExact: 0 });
    expect(asked.filter((text) => /INDEX/.test(text))).toEqual(['DROP INDEX IF EXISTS signpost.contents_meaning_1_3']);
  });

  it('that fail leave the version that was pushed', async () => {
    const few = createSignpost([documentAt(4000), documentAt(4001)]);
    const problems: SignpostError[] = [];
    const onProblem = (problem: SignpostError) => problems.push(problem);
    const sql = heard((text) => {
      if (/CREATE INDEX/.test(text)) throw new Error('refused');
    });
    expect(await pushSignpost(sql, few, 'unindexed', { mostExact: 0, onProblem })).toMatchObject({ status: 'pushed' });
    expect(problems).toMatchObject([{ code: 'SIGNPOST_STORE_INDEX' }]);
    const { stored } = asking('unindexed', 0);
    expect(await stored.route('number n4000')).toEqual(few.route('number n4000'));
  });

  it('is not needed', async () => {
    await pushSignpost(plain.sql, inMemory, 'many', { mostExact: 0 });
    const stored = createStoredSignpost(plain.sql, { catalog: 'many', vectors: shippedVectors(), mostExact: 0 });
    expect(await stored.route('pay taxes')).toEqual(inMemory.route('pay taxes'));
  });
});

describe('extensions in a schema that nobody searches', () => {
  const database = useExtensions('Out of the way');

  it('are found there by pushes and by readers', async () => {
    const inMemory = createSignpost(Array.from({ length: 100 }, (_, number) => documentAt(number)));
    const problems: SignpostError[] = [];
    const onProblem = (problem: SignpostError) => problems.push(problem);
    await pushSignpost(database.sql, inMemory, 'many', { mostExact: 0, onProblem });
    expect(problems).toEqual([]);
    const stored = createStoredSignpost(database.sql, { catalog: 'many', vectors: shippedVectors(), mostExact: 0 });
    for (const request of REQUESTS) expect(await stored.route(request), request).toEqual(inMemory.route(request));
  });
});
