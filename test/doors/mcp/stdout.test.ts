import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { argumentsFor } from './clients.ts';

it('writes nothing but the protocol, whatever it reads, and ends with its client', async () => {
  const root = mkdtempSync(join(tmpdir(), 'signpost-mcp-'));
  // A document with something wrong in every part, so that there is much to complain of.
  writeFileSync(join(root, 'a.md'), '---\ntriggers: [\n---\n# A\n\n## Decision tree\n\n- to where?\n');
  writeFileSync(join(root, 'SKILL.md'), '---\nname: X Y\n---\n[gone](gone.md)\n');
  const child = spawn(process.execPath, argumentsFor([root]), { stdio: 'pipe' });
  let out = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  const send = (message: unknown) =>
    child.stdin.write(`${typeof message === 'string' ? message : JSON.stringify(message)}\n`);
  const initialize = {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'raw', version: '1' },
  };
  send({ jsonrpc: '2.0', id: 1, method: 'initialize', params: initialize });
  send({ jsonrpc: '2.0', method: 'notifications/initialized' });
  send('this is no JSON');
  send('');
  send({ jsonrpc: '2.0', id: 2, method: 'no/such/method' });
  send({ jsonrpc: '2.0', id: 3, method: 'skills/list', params: {} });
  send({ jsonrpc: '2.0', id: 4, method: 'tools/call', params: { name: 'route', arguments: { query: 'a\u0000b' } } });
  const exited = new Promise((resolve) => child.once('exit', resolve));
  await new Promise<void>((resolve) => {
    child.stdout.on('data', () => {
      if (/"id":4/.test(out)) resolve();
    });
  });
  child.stdin.end();
  expect(await exited).toBe(0);
  const messages = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(messages.every(({ jsonrpc }) => jsonrpc === '2.0')).toBe(true);
  expect(
    messages
      .map(({ id }) => id)
      .filter(Boolean)
      .sort(),
  ).toEqual([1, 2, 3, 4]);
  rmSync(root, { recursive: true, force: true });
});
