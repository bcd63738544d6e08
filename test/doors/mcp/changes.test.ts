import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { SkillsClient } from '@modelcontextprotocol/client/ext/skills';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { Client as OldClient } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport as OldStdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport as OldHttpClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  ResourceListChangedNotificationSchema,
  ResourceUpdatedNotificationSchema,
} from '@modelcontextprotocol/sdk/types.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { argumentsFor, me, newClient, startHttp, stdio, type ToolResult } from './clients.ts';

const skill = (name: string, about: string) =>
  `---\nname: ${name}\ndescription: ${about}\n---\n# ${name}\n\n${about}\n`;
let root = '';
const write = (name: string, about: string) => {
  mkdirSync(join(root, name), { recursive: true });
  writeFileSync(join(root, name, 'SKILL.md'), skill(name, about));
};
const open: { close(): Promise<unknown> }[] = [];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'signpost-mcp-'));
  write('invoices', 'Write invoices and send them to customers.');
});
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
  rmSync(root, { recursive: true, force: true });
});

/** The watcher is ready a moment after the server answers: a change is made until it is heard. */
async function until(heard: () => boolean, change: (attempt: number) => void): Promise<void> {
  for (let attempt = 0; attempt < 20 && !heard(); attempt++) {
    change(attempt);
    await vi.waitFor(() => expect(heard()).toBe(true), { timeout: 1000, interval: 50 }).catch(() => {});
  }
  expect(heard()).toBe(true);
}

describe.each(['stdio', 'HTTP'] as const)('a 2.x client over %s', (transport) => {
  async function connect() {
    const client = newClient('auto');
    if (transport === 'stdio') await client.connect(new StdioClientTransport(stdio([root])));
    else {
      await client.connect(new StreamableHTTPClientTransport(new URL(await serverUrl())));
    }
    open.unshift(client);
    return client;
  }

  it('hears of a new skill, and of a text that changed, and asks about them at once', async () => {
    const client = await connect();
    const heard: string[] = [];
    client.setNotificationHandler('notifications/resources/list_changed', () => void heard.push('list'));
    client.setNotificationHandler('notifications/resources/updated', ({ params }) => void heard.push(params.uri));
    await client.listen({ resourcesListChanged: true, resourceSubscriptions: ['skill://invoices/SKILL.md'] });
    await until(
      () => heard.includes('list'),
      (attempt) => write(`shifts-${attempt}`, 'Plan shifts of a team and swap them.'),
    );
    const result = (await client.callTool({ name: 'route', arguments: { query: 'swap my shift' } })) as ToolResult;
    expect(result.structuredContent).toMatchObject({
      candidates: expect.arrayContaining([expect.objectContaining({ id: 'shifts-0/SKILL.md' })]),
    });
    await until(
      () => heard.includes('skill://invoices/SKILL.md'),
      (attempt) => write('invoices', `Write invoices, number ${attempt}.`),
    );
    const { contents } = await client.readResource({ uri: 'skill://invoices/SKILL.md' });
    expect(contents[0]).toMatchObject({ text: expect.stringContaining('number') });
  });

  it('lists skills with digests that hold for what it reads', async () => {
    writeFileSync(join(root, 'invoices', 'guide.md'), '# Guide\r\n\r\nÜber 100 €\u200b – ja.\n');
    const skills = new SkillsClient(await connect());
    expect(skills.supported).toBe(true);
    const [entry, ...others] = (await skills.list()).skills;
    expect(others).toEqual([]);
    if (!entry) throw new Error('no skill is listed');
    expect(await skills.read(entry)).toMatchObject({ verified: true, frontmatter: { name: 'invoices' } });
    expect(await skills.read(entry, 'skill://invoices/guide.md')).toMatchObject({ verified: true });
    expect(await skills.get('skill://invoices/SKILL.md')).toMatchObject({ skill: { uri: entry.uri } });
  });
});

it('keeps its snapshot where it is told to', async () => {
  const file = join(root, '..', `${basename(root)}.snapshot`);
  const client = newClient('auto');
  const { command, args } = stdio([root]);
  await client.connect(new StdioClientTransport({ command, args: [...args, '--snapshot', file] }));
  open.unshift(client);
  await vi.waitFor(() => expect(existsSync(file)).toBe(true), { timeout: 10_000 });
  rmSync(file);
});

it('has what changed before it was watching', async () => {
  for (let index = 0; index < 300; index++) write(`skill-${index}`, `About the matter ${index}.`);
  const client = newClient('legacy');
  await client.connect(new StdioClientTransport(stdio([root])));
  open.push(client);
  write('travel', 'Book trains and hotels.');
  await vi.waitFor(
    async () => {
      const asked = { name: 'list_references', arguments: { under: 'travel' } };
      expect(((await client.callTool(asked)) as ToolResult).structuredContent).toMatchObject({ total: 1 });
    },
    { timeout: 15_000, interval: 250 },
  );
});

/** What clients of 2025 do to hear of changes, whichever SDK they are made with. */
interface Subscriber {
  close(): Promise<void>;
  subscribeResource(wanted: { uri: string }): Promise<unknown>;
}
type Hear = (said: string) => void;

const subscribers: readonly { readonly name: string; readonly connect: (hear: Hear) => Promise<Subscriber> }[] = [
  {
    name: 'SDK 1.x over stdio',
    async connect(hear) {
      const client = oldClient(hear);
      await client.connect(new OldStdioClientTransport(stdio([root])));
      return client;
    },
  },
  {
    name: 'SDK 1.x over HTTP',
    async connect(hear) {
      const client = oldClient(hear);
      // Its own types disagree with `exactOptionalPropertyTypes`.
      const transport = new OldHttpClientTransport(new URL(await serverUrl()));
      await client.connect(transport as Parameters<OldClient['connect']>[0]);
      return client;
    },
  },
  {
    name: 'client 2.x (legacy) over HTTP',
    async connect(hear) {
      const client = newClient('legacy');
      client.setNotificationHandler('notifications/resources/list_changed', () => hear('list'));
      client.setNotificationHandler('notifications/resources/updated', ({ params }) => hear(params.uri));
      await client.connect(new StreamableHTTPClientTransport(new URL(await serverUrl())));
      return client;
    },
  },
];

function oldClient(hear: Hear): OldClient {
  const client = new OldClient(me);
  client.setNotificationHandler(ResourceListChangedNotificationSchema, () => hear('list'));
  client.setNotificationHandler(ResourceUpdatedNotificationSchema, ({ params }) => hear(params.uri));
  return client;
}

async function serverUrl(): Promise<string> {
  const server = await startHttp(argumentsFor([root]));
  open.push({ close: () => server.stop() });
  return server.url;
}

it.each(subscribers)('$name hears of the resources it subscribed to, and of no other', async ({ connect }) => {
  write('shifts', 'Plan shifts of a team and swap them.');
  const heard: string[] = [];
  const client = await connect((said) => heard.push(said));
  open.unshift(client);
  await client.subscribeResource({ uri: 'skill://invoices/SKILL.md' });
  await until(
    () => heard.includes('list') && heard.includes('skill://invoices/SKILL.md'),
    (attempt) => {
      write('invoices', `Write invoices, number ${attempt}.`);
      write('shifts', `Plan shifts, number ${attempt}.`);
    },
  );
  expect(heard).not.toContain('skill://shifts/SKILL.md');
});

it('tells of the first change of a text, and of nothing that is wrong', async () => {
  const heard: string[] = [];
  const client = oldClient((said) => heard.push(said));
  const transport = new OldStdioClientTransport({ ...stdio([root]), stderr: 'pipe' });
  let said = '';
  transport.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await client.connect(transport);
  open.push(client);
  await client.subscribeResource({ uri: 'skill://invoices/SKILL.md' });
  const path = join(root, 'invoices/SKILL.md');
  writeFileSync(path, `${readFileSync(path, 'utf8')}And once more.\n`);
  await vi.waitFor(() => expect(heard).toEqual(['skill://invoices/SKILL.md']), { timeout: 15_000, interval: 50 });
  expect(said).toBe('');
});

it('keeps the last catalog while a root is gone, and says so', async () => {
  const client = newClient('auto');
  const transport = new StdioClientTransport({ ...stdio([root]), stderr: 'pipe' });
  let said = '';
  transport.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await client.connect(transport);
  open.push(client);
  const away = `${root}-away`;
  let isWatching = false;
  client.setNotificationHandler('notifications/resources/list_changed', () => {
    isWatching = true;
  });
  await client.listen({ resourcesListChanged: true });
  await until(
    () => isWatching,
    (attempt) => write(`shifts-${attempt}`, 'Plan shifts of a team and swap them.'),
  );
  renameSync(root, away);
  try {
    await vi.waitFor(() => expect(said).toContain('signpost:'), { timeout: 10_000 });
    const result = (await client.callTool({ name: 'route', arguments: { query: 'send an invoice' } })) as ToolResult;
    expect(result.structuredContent).toMatchObject({ references: [{ id: 'invoices/SKILL.md' }] });
  } finally {
    renameSync(away, root);
  }
  // And once it is back it is followed again.
  write('travel', 'Book trains and hotels.');
  await vi.waitFor(
    async () => {
      const { structuredContent } = (await client.callTool({ name: 'list_references', arguments: {} })) as ToolResult;
      expect(JSON.stringify(structuredContent)).toContain('travel/SKILL.md');
    },
    { timeout: 15_000, interval: 250 },
  );
});
