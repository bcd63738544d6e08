import { describe, expect, it } from 'vitest';
import type { ToolAnswer } from '../../../src/doors/shared/answers.ts';
import { createToolbox } from '../../../src/doors/shared/toolbox.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { createStoredSignpost } from '../../../src/session/stored-signpost.ts';
import { useDatabase } from './database.ts';
import { pushSignpost } from './push-signpost.ts';

const database = useDatabase();
const signpost = buildSignpost([
  { path: 'ovens/SKILL.md', text: '---\nname: ovens\ndescription: Heating ovens.\n---\n\n## Gas\n\nLight it.\n' },
  { path: 'bread/SKILL.md', text: '---\nname: bread\ndescription: Baking bread at home.\n---\n\nKnead, wait, bake.\n' },
]);

async function toolbox() {
  await pushSignpost(database.sql, signpost, 'tools');
  return createToolbox(createStoredSignpost(database.sql, { catalog: 'tools', vectors: shippedVectors() }));
}

describe('tools over a store', () => {
  it.each([
    { name: 'route', input: { query: 'baking bread', text_tokens: 100 } },
    { name: 'route', input: { query: 'repairing a bicycle' } },
    { name: 'route', input: { limit: 3 } },
    { name: 'read_reference', input: { id: 'ovens/SKILL.md', section: 'Gas' } },
    { name: 'read_reference', input: { id: 'ovens/SKILL.md', max_tokens: 3 } },
    { name: 'list_references', input: '' },
    { name: 'list_references', input: { limit: 1, under: 'b' } },
    { name: 'list_references', input: { cursor: 'first' } },
    { name: 'explain', input: { query: 'how hot an oven' } },
  ])('answer as those over documents do: $name $input', async ({ name, input }) => {
    const theirs = (await toolbox()).find((tool) => tool.name === name);
    const ours = createToolbox(signpost).find((tool) => tool.name === name);
    expect(unmarked(await theirs?.call(input))).toEqual(unmarked(await ours?.call(input)));
  });

  it('know an id as it is listed, where one alone is', async () => {
    const paths = ['a\nb.md', 'a\u202e.md', 'a\u200b.md'];
    await pushSignpost(database.sql, buildSignpost(paths.map((path) => ({ path, text: '# A page\n' }))), 'hidden');
    const stored = createStoredSignpost(database.sql, { catalog: 'hidden', vectors: shippedVectors() });
    const read = createToolbox(stored).find(({ name }) => name === 'read_reference');
    expect((await read?.call({ id: 'a b.md' }))?.structured).toMatchObject({ id: 'a\nb.md' });
    expect(await read?.call({ id: 'a\ufffd.md' })).toMatchObject({ code: 'SIGNPOST_UNKNOWN_REFERENCE' });
  });

  it('say what is wrong with an id, and with what needs the folders', async () => {
    const tools = await toolbox();
    const call = (name: string, input: object) => tools.find((tool) => tool.name === name)?.call(input);
    expect(await call('read_reference', { id: 'none' })).toMatchObject({
      ...{ isError: true, code: 'SIGNPOST_UNKNOWN_REFERENCE' },
    });
    expect(await call('explain', { query: 'bread', why_not: 'ovens' })).toMatchObject({
      ...{ isError: true, code: 'SIGNPOST_BAD_OPTION' },
    });
  });
});

/** An answer without the marks around a text, which are others each time. */
function unmarked(answer: ToolAnswer | undefined): object {
  return JSON.parse(JSON.stringify({ ...answer }).replace(/(?<=--- (?:begin|end) )\w+/g, ''));
}
