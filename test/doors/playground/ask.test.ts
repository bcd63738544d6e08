/** Asking in a real browser: what is seen, with the mouse and with the keyboard alone. */

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { openStage, type Stage, textOf, until } from './browser.ts';

const CLOUD = 'run dbt Cloud jobs from Dagster';
const AMBIGUOUS = 'front matter or index block';

// A browser beside other tests takes its time.
vi.setConfig({ testTimeout: 90_000 });
let stage: Stage;
let url: string;
beforeAll(async () => {
  stage = await openStage();
  url = await stage.serve('--root', 'references');
}, 120_000);
afterAll(() => stage.close());
afterEach(() => expect(stage.problems.splice(0)).toEqual([]));

const signpost = await openSignpost({ roots: ['references'] });
const focused = (page: Page) => page.evaluate<string>('document.activeElement.innerText || document.activeElement.id');
/** What is on its way while somebody types is shown, too: the answer to the whole request is waited for. */
async function answered(page: Page, query: string, id: string): Promise<void> {
  await until(page, `document.querySelector('.request bdi')?.textContent === ${JSON.stringify(query)}`);
  await until(page, `document.querySelector('.reader-head')?.textContent === ${JSON.stringify(id)}`);
  await page.waitForSelector('.reader .block');
}
const texts = (page: Page, selector: string) => page.locator(selector).allInnerTexts();

describe('asking', () => {
  it('begins with examples that lead somewhere, and with all there is', async () => {
    const page = await stage.open(url);
    await page.waitForSelector('.examples button');
    const examples = await texts(page, '.examples button');
    expect(examples).toHaveLength(3);
    expect(await textOf(page, '#references-title')).toContain(String(signpost.catalog.references.length));
    await page.click('.examples button');
    await page.waitForSelector('.decision.route');
    expect(await page.inputValue('#request')).toBe(examples[0]);
    await page.close();
  });

  it('shows what the library decides while one types, with the text and its marks', async () => {
    const page = await stage.open(url);
    const { references, confidence, candidates } = signpost.route(CLOUD, { limit: 8 });
    await page.locator('#request').pressSequentially(CLOUD, { delay: 5 });
    await answered(page, CLOUD, 'dagster-dbt/dbt-cloud.md');
    expect(await textOf(page, '.decision h2')).toBe(references[0]?.title);
    expect(await textOf(page, '.decision code')).toBe(references[0]?.id);
    expect(await textOf(page, '.sureness')).toContain(`${Math.round(confidence * 100)} % sure`);
    expect(await texts(page, '.row .title')).toEqual(candidates.map(({ title }) => title));
    expect(await texts(page, '.request mark')).toEqual(['run', 'dbt', 'Cloud', 'jobs', 'Dagster']);
    expect(await texts(page, '.text mark')).toContain('Dagster');
    expect(await textOf(page, '.text')).toMatch(/^dbt Cloud\s+For projects that dbt Cloud executes\./);
    expect(await textOf(page, '[role=status]')).toContain('Read dbt Cloud');
    await page.close();
  });

  it('breaks a bar down into what the explanation holds', async () => {
    const page = await stage.open(`${url}/?q=${encodeURIComponent(CLOUD)}`);
    await page.waitForSelector('.evidence');
    const { explanation } = signpost.route(CLOUD, { explain: true, limit: 8 });
    const own = explanation?.candidates.find(({ id }) => id === 'dagster-dbt/dbt-cloud.md');
    const labels = Object.values({ ...own?.evidence, ...own?.adjustments }).map(({ label }) => label);
    const shown = (await texts(page, '.details .evidence-head > :first-child')).filter(Boolean);
    expect(shown.length).toBeGreaterThan(5);
    for (const label of shown) expect(labels).toContain(label);
    const widths = await page.evaluate<number[]>(
      "[...document.querySelectorAll('.row .bar')].map((bar) => [...bar.children].reduce((sum, part) => sum + part.offsetWidth, 0))",
    );
    expect(widths).toEqual([...widths].sort((a, b) => b - a));
    expect(widths.at(-1)).toBeGreaterThan(0);
    await page.close();
  });

  it('draws the tree with the branch that was taken', async () => {
    const page = await stage.open(`${url}/?q=${encodeURIComponent(CLOUD)}`);
    await page.waitForSelector('.branch.taken');
    expect(await textOf(page, '.branch.taken')).toContain('Models executed by dbt Cloud');
    expect(await page.locator('.branch').count()).toBe(4);
    expect(await page.locator('.branch.taken').count()).toBe(1);
    await page.close();
  });

  it('has the request in its address, and goes back', async () => {
    const page = await stage.open(url);
    await page.fill('#request', CLOUD);
    await page.waitForSelector('.decision.route');
    await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe(CLOUD);
    await page.click('.text a[data-reference]');
    await until(page, "new URLSearchParams(location.search).has('read')");
    await page.waitForSelector('.reader .block');
    await page.goBack();
    expect(new URL(page.url()).searchParams.has('read')).toBe(false);
    expect(await page.inputValue('#request')).toBe(CLOUD);
    await page.close();
  });

  it('leaves a request out of the address that no address could hold', async () => {
    const page = await stage.open(url);
    await page.fill('#request', `${CLOUD} `.repeat(200));
    await page.waitForSelector('.decision');
    await page.waitForTimeout(600);
    expect(page.url().length).toBeLessThan(200);
    await page.close();
  });

  it('puts the question, and opens what is answered', async () => {
    const decision = signpost.route(AMBIGUOUS);
    if (decision.decision !== 'ambiguous') throw new Error('another request is needed');
    const page = await stage.open(`${url}/?q=${encodeURIComponent(AMBIGUOUS)}`);
    await page.waitForSelector('.options button');
    expect(await textOf(page, '.decision h2')).toBe(decision.question.text);
    const [, second] = decision.question.options;
    expect(await page.locator('.reader').count()).toBe(0);
    await page.click('.options button:nth-of-type(2)');
    await page.waitForSelector('.reader .block');
    expect(await textOf(page, '.reader-head code')).toBe(second?.id);
    await page.close();
  });

  it('says what to do when none answers', async () => {
    const page = await stage.open(`${url}/?q=bake+a+chocolate+cake`);
    await page.waitForSelector('.decision.abstain');
    expect(await textOf(page, '.decision')).toContain('None of these references answers it');
    expect(await page.locator('.request mark').count()).toBe(0);
    await page.click('text=all references');
    await until(page, "document.activeElement.matches('[aria-labelledby=references-title]')");
    expect(await page.inputValue('#request')).toBe('');
    await page.close();
  });

  it('holds the choice against a candidate, and against any other reference', async () => {
    const page = await stage.open(`${url}/?q=${encodeURIComponent('checks in dbt Cloud')}`);
    await page.waitForSelector('.row');
    await page.click('.row:has-text("Asset checks")');
    await page.click('text=Why not this?');
    await page.waitForSelector('.why-not tbody tr');
    expect(await textOf(page, '.why-not')).toMatch(/would turn it|No phrase/);
    await page.click('text=Did you expect another reference?');
    await page.fill('#expected', 'evaluation');
    await page.click('text=Compare');
    await page.waitForSelector('.expected .why-not');
    expect(await textOf(page, '.expected .why-not')).toContain('signpost/evaluation.md');
    await page.fill('#expected', 'no-such-thing');
    await page.click('text=Compare');
    await page.waitForSelector('.expected .failure');
    expect(await textOf(page, '.expected .failure')).toContain('no-such-thing');
    await page.close();
  });
});

it('is used with the keyboard alone', async () => {
  const page = await stage.open(url);
  await page.waitForSelector('.examples button');
  expect(await focused(page)).toBe('request');
  await page.keyboard.press('Tab');
  await page.keyboard.press('/');
  expect(await focused(page)).toBe('request');
  await page.keyboard.type(CLOUD);
  await answered(page, CLOUD, 'dagster-dbt/dbt-cloud.md');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toContain('dbt Cloud');
  await page.keyboard.press('ArrowDown');
  expect(await focused(page)).toContain('dbt in Dagster');
  await until(page, "document.querySelector('.reader-head code')?.innerText === 'dagster-dbt/INDEX.md'");
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await until(page, "document.activeElement.matches('.reader')");
  const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
  expect(outline).toBe('solid');
  await page.keyboard.press('Escape');
  await until(page, "document.activeElement.matches('.row')");
  expect(await focused(page)).toContain('dbt in Dagster');
  await page.keyboard.press('Escape');
  expect(await focused(page)).toBe('request');
  await page.keyboard.press('Enter');
  await until(page, "document.activeElement.matches('.reader')");
  expect(await textOf(page, '.reader-head h2')).toBe('dagster-dbt/dbt-cloud.md');
  // Typed into a field a slash is a slash.
  await page.keyboard.press('/');
  await page.keyboard.press('/');
  expect(await page.inputValue('#request')).toBe(`${CLOUD}/`);
  await page.close();
});

it('reads the first candidate of what was typed, however soon Enter comes', async () => {
  const page = await stage.open(`${url}/?q=${encodeURIComponent('How do I write triggers?')}`);
  await page.waitForSelector('.reader .block');
  await page.fill('#request', CLOUD);
  await page.keyboard.press('Enter');
  await until(page, "document.activeElement.matches('.reader')");
  expect(await textOf(page, '.reader-head h2')).toBe('dagster-dbt/dbt-cloud.md');
  await until(page, "document.querySelector('.text h3')?.textContent === 'dbt Cloud'");
  await page.close();
});

it('asks for the token where one is needed, and keeps it out of the address and of the next session', async () => {
  const guarded = await stage.serve('--root', 'references', '--token', 'open sesame');
  const page = await stage.open(`${guarded}/?q=${encodeURIComponent(CLOUD)}`);
  await page.waitForSelector('#token');
  await page.fill('#token', 'wrong');
  await page.click('text=Go on');
  await page.waitForSelector('.failure >> text=not the right one');
  await page.fill('#token', 'open sesame');
  await page.click('text=Go on');
  await page.waitForSelector('.decision.route');
  expect(page.url()).not.toContain('sesame');
  expect(await page.evaluate('JSON.stringify({ ...localStorage }) + document.cookie')).not.toContain('sesame');
  await page.reload();
  await page.waitForSelector('.decision.route');
  const other = await stage.open(`${guarded}/`);
  await other.waitForSelector('#token');
  await page.close();
  await other.close();
});

it('says that the server is gone, and goes on when it is asked to', async () => {
  const gone = await stage.serve('--root', 'references');
  const page = await stage.open(gone);
  await page.waitForSelector('.examples button');
  await stage.endServer();
  await page.fill('#request', CLOUD);
  await page.waitForSelector('.failure');
  expect(await textOf(page, '.failure')).toContain('does not answer');
  const { port } = new URL(gone);
  await stage.serve('--root', 'references', '--port', port);
  await page.click('text=Try again');
  await page.waitForSelector('.decision.route');
  await page.close();
});

it('says what to do in an empty folder, and shows what is written into it', async () => {
  const root = mkdtempSync(join(tmpdir(), 'signpost-empty-'));
  const empty = await stage.serve('--root', root);
  const page = await stage.open(empty);
  await page.waitForSelector('text=There is none yet');
  await page.fill('#request', 'send an invoice');
  await page.waitForSelector('.decision.abstain');
  writeFileSync(join(root, 'invoices.md'), '---\ndescription: Write invoices and send them.\n---\n# Invoices\n');
  await expect
    .poll(
      async () => {
        await page.fill('#request', '');
        await page.fill('#request', 'send an invoice');
        await page.waitForTimeout(400);
        return page.locator('.decision.route').count();
      },
      { timeout: 15_000, interval: 300 },
    )
    .toBe(1);
  await page.close();
  rmSync(root, { recursive: true });
});
