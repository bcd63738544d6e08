import { expect, it } from 'vitest';
import { createHandler } from '../../../src/doors/http/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import { useDatabase } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

const database = useDatabase();
const signpost = buildSignpost([
  {
    path: 'ovens/SKILL.md',
    text: '---\nname: ovens\ndescription: Heating ovens.\nexamples:\n  - light the gas oven\n---\n\n## Decision Tree\n\n- Gas? → [Gas](./gas.md)\n',
  },
  { path: 'ovens/gas.md', text: '# Gas\n\nLight it with a match.\n' },
  { path: 'bread/SKILL.md', text: '---\nname: bread\ndescription: Baking bread at home.\n---\n\nKnead, wait, bake.\n' },
]);

/** Both over the same documents: in memory, and in the store. */
async function handlers() {
  await pushSignpost(database.sql, signpost, 'http');
  const stored = createStoredSignpost(database.sql, { catalog: 'http', vectors: shippedVectors() });
  return { ours: createHandler(signpost), theirs: createHandler(stored) };
}

const post = (path: string, body: unknown) =>
  new Request(`http://localhost${path}`, {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const get = (path: string) => new Request(`http://localhost${path}`);

it.each([
  { name: 'a decision', make: () => post('/v1/route', { query: 'baking bread' }) },
  { name: 'a decision with its reasons', make: () => post('/v1/route', { query: 'gas ovens', explain: true }) },
  { name: 'none', make: () => post('/v1/route', { query: 'repairing a bicycle' }) },
  { name: 'a batch', make: () => post('/v1/route/batch', { requests: [{ query: 'bread' }, { id: 7, query: '' }] }) },
  { name: 'a wrong call', make: () => post('/v1/route', { q: 'bread' }) },
  { name: 'an explanation', make: () => post('/v1/explain', { query: 'how hot an oven' }) },
  { name: 'an evaluation', make: () => post('/v1/evaluate', '{"query":"baking bread","expected":["bread"]}\n') },
  { name: 'no evaluation', make: () => post('/v1/evaluate', '') },
  { name: 'examples', make: () => get('/v1/examples') },
  { name: 'a list', make: () => get('/v1/references?limit=1') },
  { name: 'a text', make: () => get('/v1/references/ovens/gas.md') },
  { name: 'trees', make: () => get('/v1/trees') },
  { name: 'health', make: () => get('/healthz') },
])('gives $name over a store as over documents', async ({ make }) => {
  const { ours, theirs } = await handlers();
  const [here, there] = [await ours(make()), await theirs(make())];
  expect(there.status).toBe(here.status);
  expect(await there.json()).toEqual(await here.json());
});

it.each([
  { name: 'lint', make: () => get('/v1/lint') },
  { name: 'why-not', make: () => post('/v1/why-not', { query: 'bread', reference: 'ovens' }) },
])('says that $name needs the folder', async ({ make }) => {
  const { theirs } = await handlers();
  const response = await theirs(make());
  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'SIGNPOST_BAD_OPTION' });
});

it('answers from what was pushed last', async () => {
  const { theirs } = await handlers();
  const ask = async () => (await theirs(post('/v1/route', { query: 'sharpening a saw' }))).json();
  expect(await ask()).toMatchObject({ decision: 'abstain' });
  const text = '---\ndescription: Sharpening a saw.\n---\n# Saws\n';
  await pushSignpost(database.sql, buildSignpost([{ path: 'saw.md', text }]), 'http');
  expect(await ask()).toMatchObject({ decision: 'route', references: [{ id: 'saw.md' }] });
});

it('gives each example once, and none of an empty catalog', async () => {
  const words = ['anvil', 'bellows', 'chisel', 'drill', 'easel', 'file', 'gouge', 'hammer', 'iron', 'jig'];
  const documents = words.map((word) => ({
    path: `${word}.md`,
    text: `---\ndescription: All about the ${word}.\nexamples:\n  - how do I hold the ${word}\n---\n# ${word}\n`,
  }));
  const stored = createStoredSignpost(database.sql, { catalog: 'tools', vectors: shippedVectors() });
  const examples = async () => {
    const response = await createHandler(stored)(get('/v1/examples?limit=20'));
    return ((await response.json()) as { examples: { id: string }[] }).examples.map(({ id }) => id);
  };
  await pushSignpost(database.sql, buildSignpost(documents), 'tools');
  expect((await examples()).sort()).toEqual(words.map((word) => `${word}.md`));
  await pushSignpost(database.sql, buildSignpost([]), 'tools', { allowEmpty: true });
  expect(await examples()).toEqual([]);
});

it('says so of a catalog that was pushed before trees were kept', async () => {
  const { theirs } = await handlers();
  await database.sql.query('UPDATE signpost.versions SET trees = NULL');
  const response = await theirs(get('/v1/trees'));
  expect(await response.json()).toMatchObject({ status: 500, code: 'SIGNPOST_STORE_OTHER' });
});
