/** Evaluate and lint in a real browser. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { evaluate } from '../../../src/maintain/evaluate/evaluate.ts';
import { parseLabelledRequests } from '../../../src/maintain/evaluate/labelled-requests.ts';
import { lint } from '../../../src/maintain/lint/lint.ts';
import { openStage, type Stage, textOf } from './browser.ts';

const root = mkdtempSync(join(tmpdir(), 'signpost-views-'));
// A browser beside other tests takes its time.
vi.setConfig({ testTimeout: 90_000 });
let stage: Stage;
let url: string;
beforeAll(async () => {
  writeFileSync(join(root, 'keys.md'), '---\ndescription: Keys of a door.\ntriggers: key\n---\n# Keys\n[a](./b.md)\n');
  stage = await openStage();
  url = await stage.serve('--root', 'references');
}, 120_000);
afterAll(async () => {
  await stage.close();
  rmSync(root, { recursive: true });
});
afterEach(() => expect(stage.problems.splice(0)).toEqual([]));

describe('evaluate', () => {
  const wrong = '{"query":"dbt tests as asset checks","expected":["dependencies"]}';
  const text = `${readFileSync('test/doors/cli/fixtures/requests/dbt.jsonl', 'utf8')}\n${wrong}\n`;
  const file = { name: 'requests.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) };

  it('shows the numbers of the library, what was confused, and the misses', async () => {
    const { r1, rows } = evaluate(await openSignpost({ roots: ['references'] }), parseLabelledRequests(text, 'x'));
    const page = await stage.open(`${url}/?view=evaluate`);
    await page.setInputFiles('#labelled', file);
    await page.waitForSelector('.scores');
    expect(await textOf(page, '#scores-title')).toBe(`requests.jsonl: ${rows.length} requests`);
    expect(await textOf(page, '.scores > div:first-child')).toContain(`${r1.hits} of ${r1.rows}`);
    const cell = await page.evaluate<string>("document.querySelector('.matrix .missed').innerText");
    expect(cell).toBe('1');
    expect(await textOf(page, '.matrix .hit')).toBe('1');
    await page.click('.misses a');
    await page.waitForSelector('.decision');
    expect(await page.inputValue('#request')).toBe('dbt tests as asset checks');
    await page.close();
  });

  it('takes a file that is dropped', async () => {
    const page = await stage.open(`${url}/?view=evaluate`);
    await page.waitForSelector('.drop');
    await page.evaluate(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(text)}], 'dropped.jsonl'));
      document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    })()`);
    await page.waitForSelector('#scores-title');
    expect(await textOf(page, '#scores-title')).toContain('dropped.jsonl');
    await page.close();
  });

  it('says which line is wrong', async () => {
    const page = await stage.open(`${url}/?view=evaluate`);
    await page.setInputFiles('#labelled', { ...file, buffer: Buffer.from('{"query":"a"}\nno line\n') });
    await page.waitForSelector('.failure');
    expect(await textOf(page, '.failure')).toContain('body:2');
    await page.close();
  });
});

describe('lint', () => {
  it('shows the findings of the library, with the page of each rule', async () => {
    const findings = lint({ roots: [root] }).files.flatMap(({ messages }) => messages);
    const wrong = await stage.serve('--root', root);
    const page = await stage.open(wrong);
    await page.click('nav >> text=Lint');
    await page.waitForSelector('.finding');
    const counted = findings.filter(({ fatal }) => fatal != null);
    expect(await page.locator('.finding').count()).toBe(counted.length);
    await page.click('label:has-text("info")');
    expect(await page.locator('.finding').count()).toBe(findings.length);
    await page.click('text=What is link-file-missing?');
    await page.waitForSelector('.finding details[open] h3');
    expect(await textOf(page, '.finding details[open] h3')).toBe('link-file-missing');
    await page.close();
  });

  it('says that nothing is wrong', async () => {
    const page = await stage.open(`${url}/?view=lint`);
    await page.waitForSelector('text=Nothing is wrong');
    await page.close();
  });
});
