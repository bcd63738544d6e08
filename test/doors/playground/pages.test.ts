/** The files of the page as a server gives them. */

import { expect, it } from 'vitest';
import { createHandler } from '../../../src/doors/http/index.ts';
import { readPages } from '../../../src/doors/playground/pages.ts';
import { buildSignpost } from '../../../src/session/build-signpost.ts';

const get = (path: string, headers: Record<string, string> = {}) =>
  createHandler(buildSignpost([]), { pages: readPages() })(new Request(`http://localhost${path}`, { headers }));

it.each([
  ['/', 'text/html; charset=utf-8'],
  ['/app.js', 'text/javascript; charset=utf-8'],
  ['/app.css', 'text/css; charset=utf-8'],
])('%s comes as %s, with a policy and a tag', async (path, type) => {
  const response = await get(path);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe(type);
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("connect-src 'self'");
  expect(policy).not.toMatch(/unsafe|\*|https?:/);
  const etag = response.headers.get('etag') ?? '';
  const again = await get(path, { 'if-none-match': etag });
  expect([again.status, await again.text()]).toEqual([304, '']);
  expect((await get(path, { 'if-none-match': '"another"' })).status).toBe(200);
});

it('asks for nothing that is not served, and says nothing inline', async () => {
  const html = await (await get('/')).text();
  const asked = [...html.matchAll(/(?:src|href)="([^"]*)"/g)].map(([, address]) => address);
  expect(asked.sort()).toEqual(['app.css', 'app.js', 'data:,']);
  expect(html).not.toMatch(/<script(?![^>]*src)|<style|style=|\son\w+=/);
  const script = await (await get('/app.js')).text();
  expect(script.match(/\beval\(|new Function|"node:|\bimport\(/)).toBeNull();
});
