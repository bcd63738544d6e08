import { beforeAll, describe, expect, it } from 'vitest';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import { dropRows } from '../../../src/storage/postgres/drop.ts';
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
const NONE = { status: 'none', versions: 0, size: 0 };

/** The same database, in which a drop is ended before some query, or hears of a lock that is taken. */
function answering(pattern: RegExp, answer: () => readonly object[]): Sql {
  return {
    ...database.sql,
    session: (work) =>
      database.sql.session((connection) =>
        work({
          query: async <Row>(text: string, values: readonly SqlValue[] = []) =>
            pattern.test(text) ? (answer() as readonly Row[]) : connection.query<Row>(text, values),
        }),
      ),
  };
}

const ended = (): never => {
  throw new Error('ended');
};

/** How many rows each table has. */
async function rows(): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const table of ['catalogs', 'versions', 'segments', 'documents', 'contents', 'postings', 'terms']) {
    const [row] = await database.sql.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM signpost.${table}`,
    );
    counts[table] = row?.count ?? 0;
  }
  return counts;
}

describe('dropping a catalog', () => {
  beforeAll(async () => {
    // Before anything was pushed there is none either, and nothing is made.
    expect(await dropRows(database.sql, { catalog: 'shed' })).toEqual(NONE);
    expect(await database.sql.query("SELECT FROM pg_namespace WHERE nspname = 'signpost'")).toEqual([]);
    await pushSignpost(database.sql, tools('saw', 'file'), 'kept');
  });

  it('removes all that is its own, and nothing of others', async () => {
    const before = await rows();
    // The same documents as those of the other catalog, and more.
    await pushSignpost(database.sql, tools('saw', 'file', 'rasp'), 'shed');
    await pushSignpost(database.sql, tools('saw', 'gouge'), 'shed');
    const reader = stored('shed');
    expect(await reader.size()).toBe(2);
    expect(await dropRows(database.sql, { catalog: 'shed' })).toEqual({ status: 'dropped', versions: 2, size: 2 });
    expect(await rows()).toEqual(before);
    await expect(reader.route('saw')).rejects.toMatchObject({ code: 'SIGNPOST_UNKNOWN_CATALOG' });
    expect((await stored('kept').route('file')).references[0]?.id).toBe('file.md');
    expect(await dropRows(database.sql, { catalog: 'shed' })).toEqual(NONE);
    await pushSignpost(database.sql, tools('anvil'), 'shed');
    expect((await reader.route('anvil')).references[0]?.id).toBe('anvil.md');
  });

  it.each([
    { when: 'documents are removed', pattern: /DELETE FROM signpost\.documents/ },
    { when: 'the catalog itself is', pattern: /DELETE FROM signpost\.catalogs/ },
  ])('that is ended before $when is seen by readers, and gone on with', async ({ pattern }) => {
    await dropRows(database.sql, { catalog: 'half' });
    const before = await rows();
    await pushSignpost(database.sql, tools('saw', 'chisel'), 'half');
    await expect(dropRows(answering(pattern, ended), { catalog: 'half' })).rejects.toThrow('ended');
    await expect(stored('half').route('chisel')).rejects.toMatchObject({ code: 'SIGNPOST_UNKNOWN_CATALOG' });
    expect(await dropRows(database.sql, { catalog: 'half' })).toMatchObject({ status: 'dropped' });
    expect(await rows()).toEqual(before);
  });

  it('is refused while somebody pushes to it', async () => {
    const sql = answering(/try_advisory/, () => [{ taken: false }]);
    await expect(dropRows(sql, { catalog: 'kept' })).rejects.toMatchObject({ code: 'SIGNPOST_STORE_BUSY' });
    expect(await stored('kept').size()).toBe(2);
  });
});
