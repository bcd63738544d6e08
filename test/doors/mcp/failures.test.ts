import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { expect, it } from 'vitest';
import { createServers } from '../../../src/doors/mcp/server.ts';
import { createSignpost, type LiveSignpost, SignpostError } from '../../../src/index.ts';

it('a resource that cannot be read says nothing of the machine, and its log says all', async () => {
  const text = '---\nname: keys\ndescription: Keys of a door.\n---\n\nTurn them.\n';
  const signpost = createSignpost([{ path: 'keys/SKILL.md', text }]);
  const failure = new SignpostError('SIGNPOST_BAD_SNAPSHOT', 'Snapshot `/home/anna/keys.snapshot` is damaged');
  const damaged = {
    ...signpost,
    read: () => {
      throw failure;
    },
  };
  const live: LiveSignpost = { current: () => damaged, onChange: () => () => {} };
  const problems: unknown[] = [];
  const source = { asked: { live }, version: '0.0.0', onProblem: (problem: unknown) => problems.push(problem) };
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createServers(source)(true).connect(far);
  const client = new Client({ name: 'test', version: '0.0.0' });
  await client.connect(near);
  const said = await client.readResource({ uri: 'skill://keys/SKILL.md' }).catch(String);
  expect(said).toContain('its log says why');
  expect(said).not.toContain('/home');
  expect(problems).toEqual([failure]);
  await client.close();
});
