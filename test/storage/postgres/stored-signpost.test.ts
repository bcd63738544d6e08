import { describe, expect, it } from 'vitest';
import type { SourceDocument } from '../../../src/domain/reference.ts';
import type { Signpost } from '../../../src/index.ts';
import { evaluate } from '../../../src/maintain/evaluate/evaluate.ts';
import { evaluateStored } from '../../../src/maintain/evaluate/evaluate-stored.ts';
import { parseLabelledRequests } from '../../../src/maintain/evaluate/labelled-requests.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import type { Sql, SqlValue } from '../../../src/storage/postgres/sql.ts';
import { useDatabase } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

const database = useDatabase();

const push = (signpost: Signpost, catalog: string) => pushSignpost(database.sql, signpost, catalog);
const stored = (catalog: string) => createStoredSignpost(database.sql, { catalog, vectors: shippedVectors() });

const DOCUMENTS: readonly SourceDocument[] = [
  {
    path: 'bread/SKILL.md',
    text: `---\nname: bread\ndescription: Baking bread. Use when a loaf is wanted.\n---\n\n## Decision Tree\n\n- Sour dough and starters? → [Sour dough](./references/sourdough.md)\n- Rolls and buns? → [Rolls](./references/rolls.md)\n`,
  },
  { path: 'bread/references/sourdough.md', text: '# Sour dough\n\nFeeding a starter with rye flour, every day.\n' },
  { path: 'bread/references/rolls.md', text: '# Rolls\n\nShaping rolls and buns, glazing with milk.\n' },
  {
    path: 'soup/SKILL.md',
    text: '---\nname: soup\ndescription: "Cooking soup: stock, vegetables. Not for stews."\npaths: ["**/*.soup"]\n---\n\nSimmer the stock\u0000 slowly.\n',
  },
  {
    path: 'house/SKILL.md',
    text: '---\nname: house\ndescription: Rules of the house.\nalwaysApply: true\n---\n\nBe kind.\n',
  },
  {
    root: 'theirs',
    path: 'aaa-soup/SKILL.md',
    text: '---\nname: aaa-soup\ndescription: "Vegetables, stock, cooking soup."\ntriggers: ["a loaf is wanted"]\n---\n\nSlowly.\n',
  },
];
const QUERIES = [
  'feed my sour dough starter',
  'rolls and buns with a glaze',
  'what should I bake',
  'simmering stock for soup',
  'sourdogh startr',
  'fix the car',
  '',
  'bake rolls and then cook a vegetable soup',
];

describe('a catalog in a store', () => {
  it.each(QUERIES)('decides and explains as one in memory does: %s', async (query) => {
    const signpost = buildSignpost(DOCUMENTS);
    await push(signpost, 'kitchen');
    const options = { explain: true, limit: 10 };
    expect(await stored('kitchen').route(query, options)).toEqual(signpost.route(query, options));
  });

  it('says in each decision that it has no vectors to compare by, and once among the messages', async () => {
    await push(buildSignpost(DOCUMENTS), 'lacking');
    const options = { catalog: 'lacking', vectors: undefined };
    const lacking = createStoredSignpost(database.sql, { ...options, lack: 'They are not here' });
    const degraded = [{ part: 'vectors', code: 'SIGNPOST_VECTORS_MISSING', message: 'They are not here' }];
    const { route } = buildSignpost(DOCUMENTS, { semantic: false });
    for (const query of QUERIES) expect(await lacking.route(query)).toEqual({ ...route(query), degraded });
    const told = (await lacking.messages()).filter(({ ruleId }) => ruleId === 'SIGNPOST_VECTORS_MISSING');
    expect(told.map(({ reason }) => reason)).toEqual(['They are not here']);
    expect(await createStoredSignpost(database.sql, options).route('fix the car')).not.toHaveProperty('degraded');
  });

  it('finds candidates by words alone where meanings of whole documents are not kept', async () => {
    await push(buildSignpost(DOCUMENTS), 'large');
    const asked: string[] = [];
    const sql: Sql = {
      ...database.sql,
      query<Row>(text: string, values: readonly SqlValue[] = []) {
        asked.push(text);
        return database.sql.query<Row>(text, values);
      },
    };
    const options = { catalog: 'large', vectors: shippedVectors(), mostWholes: DOCUMENTS.length - 1 };
    const large = createStoredSignpost(sql, options);
    expect((await large.route('simmering stock for soup')).references[0]?.id).toBe('soup/SKILL.md');
    expect(asked.filter((text) => text.includes(', wholes FROM'))).toEqual([]);
  });

  it('looks for what each of many candidates brings up at once', async () => {
    const words = Array.from(
      { length: 30 },
      (_, at) => `zw${String.fromCharCode(97 + (at % 26))}${at < 26 ? 'o' : 'u'}rt`,
    );
    const signpost = buildSignpost(
      words.map((word, at) => ({
        path: `cakes-${at}/SKILL.md`,
        text: `---\nname: cakes-${at}\ndescription: Baking cakes. Not for ${word} cakes.\n---\n`,
      })),
    );
    await push(signpost, 'cakes');
    const query = 'baking cakes for a party';
    expect(await stored('cakes').route(query, { limit: 10 })).toEqual(signpost.route(query, { limit: 10 }));
  });

  it.each([
    { name: 'files', context: { files: ['tomato.soup'] } },
    { name: 'history', context: { history: ['feed my sour dough starter', 'rolls'] } },
    { name: 'languages', context: { languages: ['rye'] } },
  ])('takes a context of $name as one in memory does', async ({ context }) => {
    const signpost = buildSignpost(DOCUMENTS);
    await push(signpost, 'kitchen');
    const options = { explain: true, context };
    expect(await stored('kitchen').route('and that?', options)).toEqual(signpost.route('and that?', options));
  });

  it('gives texts, parts of them, lists and messages as they were pushed', async () => {
    const signpost = buildSignpost(DOCUMENTS);
    await push(signpost, 'kitchen');
    const kitchen = stored('kitchen');
    expect(await kitchen.size()).toBe(signpost.catalog.references.length);
    expect(await kitchen.read('soup/SKILL.md')).toBe(DOCUMENTS[3]?.text);
    expect(await kitchen.excerpt('bread/references/rolls.md', { section: 'Rolls' })).toEqual(
      signpost.excerpt('bread/references/rolls.md', { section: 'Rolls' }),
    );
    expect((await kitchen.messages()).map(String)).toEqual(signpost.messages.map(String));
    const page = await kitchen.list({ under: 'bread/', from: 1, limit: 1 });
    expect(page.total).toBe(3);
    expect(page.references.map(({ id }) => id)).toEqual(['bread/references/rolls.md']);
    const all = await kitchen.listAll();
    expect(all.references).toEqual((await kitchen.list({ limit: 1000 })).references);
    expect([...all.parents].sort()).toEqual([...signpost.catalog.parents].sort());
    expect(await kitchen.trees()).toEqual(signpost.catalog.trees);
    expect((await kitchen.find('house/SKILL.md'))?.reading).toBe('always');
    expect(await kitchen.find('none.md')).toBeUndefined();
    await expect(kitchen.read('none.md')).rejects.toMatchObject({ code: 'SIGNPOST_UNKNOWN_REFERENCE' });
  });

  it('is evaluated as one in memory is', async () => {
    const signpost = buildSignpost(DOCUMENTS);
    await push(signpost, 'kitchen');
    const requests = parseLabelledRequests(
      [
        { query: 'feed my sour dough starter', expected: ['bread/references/sourdough.md'] },
        { query: 'simmering stock', expected: ['bread'] },
        { query: 'fix the car', expected: [] },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
      'requests.jsonl',
    );
    const seen: number[] = [];
    const evaluation = await evaluateStored(stored('kitchen'), requests, { onRow: (done) => seen.push(done) });
    expect(evaluation).toEqual(evaluate(signpost, requests));
    expect(evaluation.misses.map(({ row }) => row.query)).toEqual(['simmering stock']);
    expect(seen).toEqual([1, 2, 3]);
    const unknown = [{ query: 'x', expected: ['cellar'], acceptable: [], not: [] }];
    await expect(evaluateStored(stored('kitchen'), unknown)).rejects.toMatchObject({ code: 'SIGNPOST_BAD_INPUT' });
  });

  it.each([
    { name: 'a limit of 0', options: { limit: 0 } },
    { name: 'half a document', options: { from: 0.5 } },
    { name: 'an option nobody knows', options: { below: 'bread' } },
  ])('refuses to list with $name', async ({ options }) => {
    await expect(stored('kitchen').list(options)).rejects.toMatchObject({ code: 'SIGNPOST_BAD_OPTION' });
  });

  it('says so when nothing was pushed', async () => {
    await expect(stored('cellar').route('wine')).rejects.toMatchObject({ code: 'SIGNPOST_UNKNOWN_CATALOG' });
  });
});
