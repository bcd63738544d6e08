import { expect, it } from 'vitest';
import { createSignpost } from '../../src/index.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';

const DOCUMENTS = [{ path: 'rye.md', text: '---\ndescription: Bake rye bread with sourdough.\n---\n# Rye\n' }];

it('gives what is built at once', async () => {
  const signpost = await createSignpost(DOCUMENTS, { route: { explain: true } });
  const built = buildSignpost(DOCUMENTS, { route: { explain: true } });
  expect(signpost.catalog).toEqual(built.catalog);
  expect(signpost.route('rye bread')).toEqual(built.route('rye bread'));
});

it('takes the documents as they are when it is called', async () => {
  const documents = [...DOCUMENTS];
  const promise = createSignpost(documents);
  documents.length = 0;
  expect((await promise).catalog.references).toHaveLength(1);
});

it('rejects what is no list of documents, and options out of range', async () => {
  await expect(createSignpost(Object('rye.md'))).rejects.toMatchObject({ code: 'SIGNPOST_BAD_DOCUMENT' });
  await expect(createSignpost([], { route: { limit: 0 } })).rejects.toMatchObject({ code: 'SIGNPOST_BAD_OPTION' });
});
