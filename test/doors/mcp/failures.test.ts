import { Client, InMemoryTransport } from '@modelcontextprotocol/client';
import { expect, it } from 'vitest';
import { createServers } from '../../../src/doors/mcp/server.ts';
import { type LiveSignpost, type Signpost, SignpostError } from '../../../src/index.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';

/** A client of a server over a signpost, and what the server told of problems. */
async function clientOf(signpost: Signpost) {
  const live: LiveSignpost = { current: () => signpost, onChange: () => () => {} };
  const problems: unknown[] = [];
  const source = { source: signpost, live, version: '0.0.0', onProblem: (problem: unknown) => problems.push(problem) };
  const [near, far] = InMemoryTransport.createLinkedPair();
  await createServers(source)(true).connect(far);
  const client = new Client({ name: 'test', version: '0.0.0' });
  await client.connect(near);
  return { client, problems };
}

const failure = new SignpostError('SIGNPOST_BAD_SNAPSHOT', 'Snapshot `/home/anna/keys.snapshot` is damaged');

it('a completion that fails says nothing of the machine either', async () => {
  const damaged = {
    ...buildSignpost([]),
    get catalog(): never {
      throw failure;
    },
  };
  const { client, problems } = await clientOf(damaged);
  const ref = { type: 'ref/resource' as const, uri: 'skill://{+path}' };
  const said = await client.complete({ ref, argument: { name: 'path', value: 'k' } }).catch(String);
  expect(said).toContain('its log says why');
  expect(said).not.toContain('/home');
  expect(problems).toEqual([failure]);
  await client.close();
});

it('a resource that cannot be read says nothing of the machine, and its log says all', async () => {
  const text = '---\nname: keys\ndescription: Keys of a door.\n---\n\nTurn them.\n';
  const signpost = buildSignpost([{ path: 'keys/SKILL.md', text }]);
  const damaged = {
    ...signpost,
    read: () => {
      throw failure;
    },
  };
  const { client, problems } = await clientOf(damaged);
  const said = await client.readResource({ uri: 'skill://keys/SKILL.md' }).catch(String);
  expect(said).toContain('its log says why');
  expect(said).not.toContain('/home');
  expect(problems).toEqual([failure]);
  await client.close();
});
