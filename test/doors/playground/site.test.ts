/** `signpost playground`: a site whose router runs in the browser. */

import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { openSignpost } from '../../../src/index.ts';
import { evaluate } from '../../../src/maintain/evaluate/evaluate.ts';
import { parseLabelledRequests } from '../../../src/maintain/evaluate/labelled-requests.ts';
import { whyNot } from '../../../src/maintain/suggest/why-not.ts';
import { run } from '../cli/run.ts';
import { openStage, picture, type Stage, textOf } from './browser.ts';

const FILES = ['app.css', 'app.js', 'catalog.js', 'index.html', 'vectors.js'];
const folder = mkdtempSync(join(tmpdir(), 'signpost-site-'));
const site = join(folder, 'site');
// A browser beside other tests takes its time.
vi.setConfig({ testTimeout: 90_000 });
let stage: Stage;
let below: string;
let said: string;
beforeAll(async () => {
  stage = await openStage();
  said = (await run(['playground', '--root', 'references', '--out', site])).stdout;
  below = await stage.serveFiles(site, '/docs/ask/');
}, 120_000);
afterAll(async () => {
  await stage.close();
  rmSync(folder, { recursive: true });
});

describe('what is written', () => {
  it('is the page, the catalog and the vectors, each with its size', () => {
    expect(readdirSync(site).sort()).toEqual(FILES);
    for (const name of FILES) {
      const size = (readFileSync(join(site, name)).length / 1000).toFixed(1);
      expect(said).toMatch(new RegExp(`${name} +${size.replace('.', '\\.')} kB +[\\d.]+ kB gzip`));
    }
    expect(readdirSync(folder)).toEqual(['site']);
  });

  it('has no path of this machine, and nothing of Node', () => {
    for (const name of FILES) {
      const text = readFileSync(join(site, name), 'utf8');
      expect(text.includes(process.cwd()), name).toBe(false);
      expect(text.includes('"node:'), name).toBe(false);
    }
    const catalog = readFileSync(join(site, 'catalog.js'), 'utf8');
    const pack = Buffer.from(/"pack":"([^"]*)"/.exec(catalog)?.[1] ?? '', 'base64');
    expect(pack.length).toBeGreaterThan(10_000);
    expect(pack.includes(process.cwd())).toBe(false);
  });
});

describe('where it is written', () => {
  let out: string;
  beforeEach(() => {
    out = mkdtempSync(join(folder, 'out-'));
    mkdirSync(join(out, 'references'));
    writeFileSync(join(out, 'references/keys.md'), '---\ndescription: Keys of a door.\n---\n# Keys\n');
  });
  afterEach(() => rmSync(out, { recursive: true }));
  const write = (to: string) => run(['playground', '--root', 'references', '--out', to], { cwd: out });

  it('is a new folder, an empty one, or that of an earlier site', async () => {
    expect((await write('a/b')).exitCode).toBe(0);
    mkdirSync(join(out, 'empty'));
    expect((await write('empty')).exitCode).toBe(0);
    writeFileSync(join(out, 'empty/app.js'), 'old');
    expect((await write('empty')).exitCode).toBe(0);
    expect(readFileSync(join(out, 'empty/app.js'), 'utf8')).not.toBe('old');
    expect(readdirSync(out).sort()).toEqual(['a', 'empty', 'references']);
  });

  it.each([
    { what: 'other files', files: { 'notes.txt': 'mine' }, said: /Unexpected `notes\.txt` in/ },
    { what: 'a site and other files', files: { 'index.html': 'signpost playground', 'b.txt': '' }, said: /`b\.txt`/ },
    { what: 'a page of somebody else', files: { 'index.html': '<h1>Mine</h1>' }, said: /another page/ },
    { what: 'a script of somebody else', files: { 'app.js': 'mine' }, said: /another page/ },
  ])('is no folder with $what, which stays as it is', async ({ files, said: expected }) => {
    mkdirSync(join(out, 'full'));
    for (const [name, text] of Object.entries(files)) writeFileSync(join(out, 'full', name), text);
    const { exitCode, stderr } = await write('full');
    expect(stderr).toMatch(expected);
    expect(exitCode).toBe(2);
    expect(readdirSync(join(out, 'full')).sort()).toEqual(Object.keys(files).sort());
    for (const [name, text] of Object.entries(files)) {
      expect(readFileSync(join(out, 'full', name), 'utf8')).toBe(text);
    }
  });

  it.skipIf(process.platform === 'win32')('is no folder with a pipe for a page, which nobody waits for', () => {
    mkdirSync(join(out, 'piped'));
    execFileSync('mkfifo', [join(out, 'piped/index.html')]);
    // In a process of its own: one that waits for a pipe cannot be asked to stop.
    const program = resolve('dist/bin/signpost.cjs');
    const args = [program, 'playground', '--root', resolve('references'), '--out', 'piped'];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: out, encoding: 'utf8', timeout: 60_000 });
    expect(stderr).toMatch(/another page/);
    expect(status).toBe(2);
  });

  it('is no file, nor below one', async () => {
    writeFileSync(join(out, 'file'), 'mine');
    expect(await write('file')).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('expected a folder') });
    const below = await write('file/site');
    expect(below).toMatchObject({ exitCode: 2 });
    expect(readFileSync(join(out, 'file'), 'utf8')).toBe('mine');
  });

  it.each([
    { args: ['playground'], said: /without `--out`/ },
    { args: ['playground', 'site'], said: /Unexpected argument `site`/ },
  ])('has to be said: $args', async ({ args, said: expected }) => {
    const { exitCode, stderr } = await run(args, { cwd: out });
    expect(stderr).toMatch(expected);
    expect(exitCode).toBe(2);
  });
});

describe('the site', () => {
  afterEach(() => expect(stage.problems.splice(0)).toEqual([]));

  it('decides as the library does, below any path, and asks nobody', async () => {
    const signpost = await openSignpost({ roots: ['references'] });
    const page = await stage.open(below);
    await page.waitForSelector('.examples button');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const query of ['run dbt Cloud jobs from Dagster', 'How do I write triggers?', 'failing dbt tests']) {
      const { decision, references, confidence, candidates } = signpost.route(query, { limit: 8 });
      await page.fill('#request', query);
      await page.waitForSelector(`.request >> text=${query}`);
      expect(await page.locator(`.decision.${decision}`).count()).toBe(1);
      expect(await textOf(page, '.decision code')).toBe(references[0]?.id);
      expect(await textOf(page, '.sureness')).toContain(`${Math.round(confidence * 100)} % sure`);
      expect(await page.locator('.row .title').allInnerTexts()).toEqual(candidates.map(({ title }) => title));
      await page.waitForSelector('.reader .block');
    }
    await page.fill('#request', 'bake a chocolate cake');
    await page.waitForSelector('.decision.abstain');
    expect(asked).toEqual([]);
    await page.close();
  });

  it('has the findings of lint from when it was written, and every view that the page of a server has', async () => {
    const page = await stage.open(`${below}?view=lint`);
    await page.waitForSelector('text=Nothing is wrong');
    expect(await page.locator('nav button').allInnerTexts()).toEqual(['Ask', 'Evaluate', 'Lint']);
    await page.close();
  });

  it('says why it is not another reference, as the library does', async () => {
    const question = { query: 'checks in dbt Cloud', reference: 'asset-checks' };
    const { edit } = whyNot({ root: 'references', ...question });
    const page = await stage.open(`${below}?q=${encodeURIComponent(question.query)}`);
    await page.waitForSelector('.row');
    await page.click('.row:has-text("Asset checks")');
    await page.click('text=Why not this?');
    await page.waitForSelector('.why-not tbody tr');
    expect(edit?.kind).toBe('trigger');
    expect(await textOf(page, '.why-not')).toContain(edit?.kind === 'trigger' ? edit.trigger : '');
    await page.close();
  });

  it('evaluates a file of labelled requests in the page, with the numbers of the library', async () => {
    const text = readFileSync('test/doors/cli/fixtures/requests/dbt.jsonl', 'utf8');
    const { r1, rows } = evaluate(await openSignpost({ roots: ['references'] }), parseLabelledRequests(text, 'x'));
    const page = await stage.open(`${below}?view=evaluate`);
    const file = { name: 'requests.jsonl', mimeType: 'application/x-ndjson', buffer: Buffer.from(text) };
    await page.setInputFiles('#labelled', file);
    await page.waitForSelector('.scores');
    expect(await textOf(page, '#scores-title')).toBe(`requests.jsonl: ${rows.length} requests`);
    expect(await textOf(page, '.scores > div:first-child')).toContain(`${r1.hits} of ${r1.rows}`);
    await page.close();
  });

  it('works from a file, without any server', async () => {
    const page = await stage.open(`${pathToFileURL(join(site, 'index.html')).href}?q=run+dbt+Cloud+jobs+from+Dagster`);
    await page.waitForSelector('.reader .block');
    expect(await textOf(page, '.decision code')).toBe('dagster-dbt/dbt-cloud.md');
    await picture(page, 'site-from-a-file');
    await page.close();
  });

  it('has nothing that axe finds', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await stage.open(`${below}?q=run+dbt+Cloud+jobs+from+Dagster`, {
        colorScheme,
        reducedMotion: 'reduce',
      });
      await page.waitForSelector('.reader .block');
      await page.evaluate(axe.source);
      const found = await page.evaluate<string[]>(
        'axe.run(document).then(({ violations }) => violations.map(({ id }) => id))',
      );
      expect(found).toEqual([]);
      await page.close();
    }
  });

  it('says that its catalog is missing, and goes on once it is there', async () => {
    const broken = join(folder, 'broken');
    mkdirSync(broken);
    for (const name of FILES) if (name !== 'catalog.js') copyFileSync(join(site, name), join(broken, name));
    const url = await stage.serveFiles(broken, '/');
    const page = await stage.open(`${url}?q=dbt+Cloud`);
    await page.waitForSelector('.failure');
    expect(await textOf(page, '.failure')).toContain('cannot be loaded');
    copyFileSync(join(site, 'catalog.js'), join(broken, 'catalog.js'));
    await page.click('text=Try again');
    await page.waitForSelector('.decision.route');
    await page.close();
  });
});
