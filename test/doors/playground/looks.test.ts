/** What the page looks like: accessible by axe in light and dark, and no wider than a phone. */

import axe from 'axe-core';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openStage, picture, type Stage, until } from './browser.ts';

const rows = [
  '{"query":"dbt tests as asset checks","expected":["dependencies"]}',
  '{"query":"run dbt Cloud jobs from Dagster","expected":["dbt-cloud"]}',
].join('\n');

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

/** The states a page can be in, and how one gets there. */
const states: readonly {
  readonly name: string;
  readonly search: string;
  readonly reach: (page: Page) => Promise<unknown>;
}[] = [
  { name: 'start', search: '', reach: (page) => page.waitForSelector('.examples button') },
  {
    name: 'route',
    search: '?q=run+dbt+Cloud+jobs+from+Dagster',
    reach: async (page) => {
      await page.waitForSelector('.branch.taken');
      await page.waitForSelector('.reader .block');
    },
  },
  {
    name: 'why-not',
    search: '?q=checks+in+dbt+Cloud',
    reach: async (page) => {
      await page.click('.row:has-text("Asset checks")');
      await page.click('text=Why not this?');
      await page.waitForSelector('.why-not');
      await page.click('text=Did you expect another reference?');
    },
  },
  {
    name: 'ambiguous',
    search: '?q=front+matter+or+index+block',
    reach: (page) => page.waitForSelector('.options button'),
  },
  { name: 'abstain', search: '?q=bake+a+cake', reach: (page) => page.waitForSelector('.decision.abstain') },
  {
    name: 'read',
    search: '?read=signpost/front-matter.md',
    reach: (page) => page.waitForSelector('.reader table'),
  },
  {
    name: 'evaluate',
    search: '?view=evaluate',
    reach: async (page) => {
      const buffer = Buffer.from(rows);
      await page.setInputFiles('#labelled', { name: 'requests.jsonl', mimeType: 'text/plain', buffer });
      await page.waitForSelector('.matrix');
    },
  },
  { name: 'lint', search: '?view=lint', reach: (page) => page.waitForSelector('#lint-title') },
];
const looks: readonly { readonly look: string; readonly options: BrowserContextOptions }[] = [
  { look: 'light', options: { colorScheme: 'light' } },
  { look: 'dark', options: { colorScheme: 'dark' } },
  {
    look: 'phone',
    options: { colorScheme: 'light', viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true },
  },
];

async function violations(page: Page): Promise<string[]> {
  // A page with this policy runs no script but its own: the browser is asked to, past it.
  await page.evaluate(axe.source);
  return page.evaluate<string[]>(
    "axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')))",
  );
}

describe.each(looks)('$look', ({ look, options }) => {
  it.each(states)('$name: nothing that axe finds, nothing beside the page', async ({ name, search, reach }) => {
    const page = await stage.open(`${url}/${search}`, { ...options, reducedMotion: 'reduce' });
    await reach(page);
    expect(await violations(page)).toEqual([]);
    // Of its own accord a phone makes room for what is too wide.
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
    await picture(page, `${name}-${look}`);
    await page.close();
  });
});

it('changes the look, and stays so', async () => {
  const page = await stage.open(url, { colorScheme: 'light' });
  const ground = () => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
  const light = await ground();
  await page.click('.theme');
  await until(page, "document.documentElement.dataset.theme === 'light'");
  expect(await ground()).toBe(light);
  await page.click('.theme');
  await until(page, "document.documentElement.dataset.theme === 'dark'");
  const dark = await ground();
  expect(dark).not.toBe(light);
  await page.reload();
  await until(page, "document.documentElement.dataset.theme === 'dark'");
  expect(await ground()).toBe(dark);
  await page.close();
});

it('moves nothing for whoever wants no motion', async () => {
  const moves = async (reducedMotion: 'reduce' | 'no-preference') => {
    const page = await stage.open(`${url}/?q=dbt+Cloud`, { reducedMotion });
    await page.waitForSelector('.fill');
    const took = await page.evaluate<string>("getComputedStyle(document.querySelector('.fill')).transitionDuration");
    await page.close();
    return took;
  };
  expect(await moves('reduce')).toBe('0s');
  expect(await moves('no-preference')).not.toBe('0s');
});
