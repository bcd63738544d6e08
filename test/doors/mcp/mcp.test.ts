import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { type AnyClient, type ToolResult, ways } from './clients.ts';

const long = Array.from({ length: 400 }, (_, line) => `Line ${line} of the guide to invoices.`).join('\n');
let root = '';
let outside = '';
beforeAll(() => {
  outside = mkdtempSync(join(tmpdir(), 'signpost-outside-'));
  writeFileSync(join(outside, 'secret.md'), '# Secret\n\nNobody is to read this.');
  root = mkdtempSync(join(tmpdir(), 'signpost-mcp-'));
  const write = (path: string, text: string) => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write(
    'invoices/SKILL.md',
    `---\nname: invoices\ndescription: Write invoices, send them, and follow up on unpaid ones.\n---\n# Invoices\n\nSee [the guide](references/guide.md).\n`,
  );
  write(
    'invoices/references/guide.md',
    `---\ndescription: Numbering, tax and due dates of an invoice.\ntriggers:\n  - number of an invoice\n---\n# Guide\n\n${long}\n\n## Due dates\n\nThirty days.\n`,
  );
  write(
    'shifts/SKILL.md',
    '---\nname: shifts\ndescription: Plan shifts of a team and swap them.\n---\n# Shifts\n\nWho works when.\n',
  );
  symlinkSync(join(outside, 'secret.md'), join(root, 'shifts', 'link.md'));
});
afterAll(() => {
  for (const folder of [root, outside]) rmSync(folder, { recursive: true, force: true });
});

/** Of what list_references answered. */
function idsOf(content: ToolResult['structuredContent'] = {}): string[] {
  return (content['references'] as { id: string }[]).map(({ id }) => id);
}

describe.each(ways)('MCP with $name', ({ connect }) => {
  let client: AnyClient;
  const call = async (name: string, args: Record<string, unknown>) =>
    (await client.callTool({ name, arguments: args })) as ToolResult;
  const textOf = ({ content }: ToolResult) => content.map(({ text }) => text).join('\n');
  beforeAll(async () => {
    client = await connect([root]);
  }, 30_000);
  afterAll(() => client.close());

  it('lists four tools that only read, with schemas for what they take and give', async () => {
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(['route', 'read_reference', 'list_references', 'explain']);
    for (const { annotations, inputSchema, outputSchema } of tools) {
      expect(annotations).toMatchObject({ readOnlyHint: true, idempotentHint: true });
      expect(inputSchema).toMatchObject({ type: 'object' });
      expect(outputSchema).toMatchObject({ type: 'object' });
    }
  });

  it('decides as the library does', async () => {
    const signpost = await openSignpost({ roots: [root] });
    for (const query of ['swap my shift on Friday', 'what number does the invoice get', 'bake a cake', '']) {
      const decision = signpost.route(query);
      const { structuredContent } = await call('route', { query });
      expect(structuredContent).toMatchObject({
        decision: decision.decision,
        confidence: decision.confidence,
        references: decision.references.map(({ id, confidence }) => ({ id, confidence })),
      });
    }
  });

  it('takes what was asked before for a follow-up', async () => {
    const context = { history: ['swap my shift on Friday'], files: ['a.ts'] };
    const { structuredContent } = await call('route', { query: 'and on Monday?', context });
    expect(structuredContent).toMatchObject({ decision: 'route', references: [{ id: 'shifts/SKILL.md' }] });
    expect((await call('route', { query: 'and on Monday?' })).structuredContent).toMatchObject({ decision: 'abstain' });
  });

  it('gives the text of the winner within the budget when it is asked for', async () => {
    const result = await call('route', { query: 'what number does the invoice get', text_tokens: 100 });
    expect(result.structuredContent).toMatchObject({ excerpt: { id: 'invoices/references/guide.md' } });
    const { excerpt } = result.structuredContent as { readonly excerpt: { readonly tokens: number } };
    expect(excerpt.tokens).toBeLessThanOrEqual(100);
    expect(textOf(result)).toMatch(
      /Read on with read_reference \{"id": "invoices\/references\/guide\.md", "from": \d+\}/,
    );
    expect((await call('route', { query: 'what number does the invoice get' })).structuredContent).not.toHaveProperty(
      'excerpt',
    );
  });

  it('reads a reference in pieces that make the whole', async () => {
    let text = '';
    let from: unknown = 0;
    let pieces = 0;
    while (from !== undefined) {
      const { structuredContent } = await call('read_reference', { id: 'guide', from, max_tokens: 1500 });
      text += /--- begin (\w+) ---\n(.*)\n--- end \1 ---$/s.exec(String(structuredContent?.['text']))?.[2];
      from = structuredContent?.['next'];
      pieces++;
    }
    expect(pieces).toBeGreaterThan(2);
    expect(text).toBe(`# Guide\n\n${long}\n\n## Due dates\n\nThirty days.\n`);
  });

  it('reads a section', async () => {
    const result = await call('read_reference', { id: 'invoices/references/guide.md', section: 'due-dates' });
    expect(textOf(result)).toMatch(/ begin (\w+) ---\n## Due dates\n\nThirty days\.\n\n--- end \1 ---$/);
    expect(result.structuredContent).toMatchObject({ section: 'Due dates' });
  });

  it('lists references in pages', async () => {
    const first = await call('list_references', { limit: 2 });
    expect(first.structuredContent).toMatchObject({ total: 3, nextCursor: '2' });
    const rest = await call('list_references', { limit: 2, cursor: '2' });
    expect(rest.structuredContent).not.toHaveProperty('nextCursor');
    const ids = [first, rest].flatMap(({ structuredContent }) => idsOf(structuredContent));
    expect(ids).toEqual(['invoices/SKILL.md', 'invoices/references/guide.md', 'shifts/SKILL.md']);
    const under = await call('list_references', { under: 'shifts/' });
    expect(under.structuredContent).toMatchObject({ total: 1 });
  });

  it('explains a choice, and why it is not another', async () => {
    expect(textOf(await call('explain', { query: 'swap my shift' }))).toMatch(/shifts\/SKILL\.md: score/);
    expect(textOf(await call('explain', { query: 'swap my shift', why_not: 'invoices' }))).toMatch(/trigger/);
  });

  it.each([
    { name: 'read_reference', args: { id: 'invoice' }, said: /did you mean `invoices\/SKILL\.md`/ },
    { name: 'read_reference', args: { id: 'nothing' }, said: /list_references shows them all.*UNKNOWN_REFERENCE/ },
    { name: 'read_reference', args: { id: 'guide', section: 'Due date' }, said: /did you mean `Due dates`/ },
    { name: 'list_references', args: { cursor: 'x' }, said: /expected `nextCursor`/ },
    { name: 'route', args: { query: 5 }, said: /query.*expected string/s },
    { name: 'route', args: { query: 'x', limit: 1000 }, said: /limit/ },
  ])('says what to do about $name $args', async ({ name, args, said }) => {
    const result = await call(name, args);
    expect(result.isError).toBe(true);
    expect(textOf(result)).toMatch(said);
    expect(textOf(result)).not.toMatch(/\n\s+at |node_modules|\.ts:\d/);
  });

  it('serves every reference as a resource, with a template and completion', async () => {
    const { resources } = await client.listResources();
    expect(resources.map(({ uri }) => uri)).toEqual([
      'skill://invoices/SKILL.md',
      'skill://invoices/references/guide.md',
      'skill://shifts/SKILL.md',
    ]);
    const [contents] = (await client.readResource({ uri: 'skill://shifts/SKILL.md' })).contents;
    expect(contents).toMatchObject({ mimeType: 'text/markdown', text: expect.stringContaining('Who works when.') });
    const { resourceTemplates } = await client.listResourceTemplates();
    expect(resourceTemplates.map(({ uriTemplate }) => uriTemplate)).toEqual(['skill://{+path}']);
    const ref = { type: 'ref/resource', uri: 'skill://{+path}' } as const;
    const { completion } = await client.complete({ ref, argument: { name: 'path', value: 'inv' } });
    expect(completion.values).toEqual(['invoices/SKILL.md', 'invoices/references/guide.md']);
  });

  it.each([
    'skill://../secret.md',
    'skill://shifts/../../secret.md',
    'skill://shifts/%2e%2e/%2e%2e/etc/passwd',
    'skill://shifts/..%2f..%2fsecret.md',
    'skill://shifts/link.md',
    'skill://shifts\\..\\secret.md',
    'skill:///etc/passwd',
    'skill://C:/Windows/win.ini',
    'skill://shifts/SKILL.md%00',
    'skill://shifts',
    'file:///etc/passwd',
  ])('reads nothing outside of the roots: %s', async (uri) => {
    await expect(client.readResource({ uri })).rejects.toThrow(/not found|invalid|Invalid/i);
    const result = await call('read_reference', { id: uri.replace(/^\w+:\/\//, '') });
    if (uri === 'skill://shifts') expect(textOf(result)).toContain('Who works when.');
    else expect(result).toMatchObject({ isError: true });
  });
});
