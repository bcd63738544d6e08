/** Folders that change under a signpost that watches them. */

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openPack } from '../../src/browser.ts';
import { createHandler } from '../../src/doors/http/index.ts';
import { createToolbox } from '../../src/doors/shared/toolbox.ts';
import { openSignpost, packSignpost, type Signpost, SignpostError } from '../../src/index.ts';

let top: string;
let stop: AbortController;
let problems: SignpostError[];
beforeEach(() => {
  top = mkdtempSync(join(tmpdir(), 'signpost-watch-'));
  stop = new AbortController();
  problems = [];
});
afterEach(() => {
  stop.abort();
  rmSync(top, { recursive: true, force: true });
});

function write(path: string, description: string): void {
  mkdirSync(join(top, path, '..'), { recursive: true });
  writeFileSync(join(top, path), `---\ndescription: ${description}\n---\n# ${path}\n`);
}

const watch = (root: string, more: object = {}): Promise<Signpost> =>
  openSignpost({
    roots: [root],
    watch: true,
    signal: stop.signal,
    onProblem: (problem) => problems.push(problem),
    ...more,
  });
const leadsTo = (signpost: Signpost, query: string, id: string | undefined) =>
  vi.waitFor(() => expect(signpost.route(query).references[0]?.id).toBe(id), { timeout: 10_000, interval: 10 });

describe('watch', () => {
  it('takes in what is new, changed, moved and gone', async () => {
    write('root/invoices.md', 'Write invoices and send them.');
    write('root/shifts.md', 'Plan shifts and swap them.');
    const signpost = await watch(join(top, 'root'));
    await leadsTo(signpost, 'send an invoice', 'invoices.md');
    // What comes before everything is watched is not missed either.
    write('root/rye.md', 'Bake dark rye bread.');
    await leadsTo(signpost, 'bake rye bread', 'rye.md');
    write('root/rye.md', 'Repair bicycles and their gears.');
    await leadsTo(signpost, 'repair my bicycle', 'rye.md');
    await leadsTo(signpost, 'bake rye bread', undefined);
    renameSync(join(top, 'root/rye.md'), join(top, 'root/bicycles.md'));
    await leadsTo(signpost, 'repair my bicycle', 'bicycles.md');
    mkdirSync(join(top, 'root/deep'));
    write('root/deep/sourdough.md', 'Feed a sourdough starter.');
    await leadsTo(signpost, 'feed the sourdough', 'deep/sourdough.md');
    rmSync(join(top, 'root/bicycles.md'));
    await leadsTo(signpost, 'repair my bicycle', undefined);
    expect(signpost.catalog.references.map(({ id }) => id)).toEqual(['deep/sourdough.md', 'invoices.md', 'shifts.md']);
    expect(() => signpost.read('bicycles.md')).toThrow(expect.objectContaining({ code: 'SIGNPOST_UNKNOWN_REFERENCE' }));
    expect(problems).toEqual([]);
  });

  it('takes in settings and ignore files above the root', async () => {
    mkdirSync(join(top, '.git'));
    write('docs/invoices.md', 'Write invoices and send them.');
    write('docs/drafts.md', 'Draft letters to customers.');
    const signpost = await watch(join(top, 'docs'));
    await leadsTo(signpost, 'draft a letter', 'drafts.md');
    writeFileSync(join(top, '.gitignore'), 'drafts.md\n');
    await leadsTo(signpost, 'draft a letter', undefined);
    writeFileSync(join(top, 'signpost.config.json'), '{"route":{"abstainBelow":1}}');
    await leadsTo(signpost, 'send an invoice', undefined);
  });

  it('follows a root that is a link to where it leads next', async () => {
    write('one/a.md', 'Write invoices and send them.');
    write('two/b.md', 'Write invoices and send them.');
    symlinkSync(join(top, 'one'), join(top, 'current'));
    const signpost = await watch(join(top, 'current'));
    await leadsTo(signpost, 'send an invoice', 'a.md');
    symlinkSync(join(top, 'two'), join(top, 'next'));
    renameSync(join(top, 'next'), join(top, 'current'));
    await leadsTo(signpost, 'send an invoice', 'b.md');
    write('two/b.md', 'Plan shifts and swap them.');
    await leadsTo(signpost, 'swap my shift', 'b.md');
  });

  it('follows a skill that the root links to, one in its place, and one that is made later', async () => {
    mkdirSync(join(top, '.git'));
    mkdirSync(join(top, 'root'));
    write('kept/a/SKILL.md', 'Write invoices and send them.');
    for (const name of ['a', 'b']) symlinkSync(`../kept/${name}`, join(top, 'root', name));
    const signpost = await watch(join(top, 'root'));
    await leadsTo(signpost, 'send an invoice', 'a/SKILL.md');
    write('kept/a/SKILL.md', 'Plan shifts and swap them.');
    await leadsTo(signpost, 'swap my shift', 'a/SKILL.md');
    write('kept/new/SKILL.md', 'Bake dark rye bread.');
    renameSync(join(top, 'kept/a'), join(top, 'kept/old'));
    renameSync(join(top, 'kept/new'), join(top, 'kept/a'));
    await leadsTo(signpost, 'bake rye bread', 'a/SKILL.md');
    write('kept/b/SKILL.md', 'Write invoices and send them.');
    await leadsTo(signpost, 'send an invoice', 'b/SKILL.md');
    write('kept/b/SKILL.md', 'Repair bicycles and their gears.');
    await leadsTo(signpost, 'repair my bicycle', 'b/SKILL.md');
    expect(problems).toEqual([]);
  });

  it('stays as it was while a root is gone, says so once, and goes on when it is back', async () => {
    write('root/invoices.md', 'Write invoices and send them.');
    const signpost = await watch(join(top, 'root'));
    renameSync(join(top, 'root'), join(top, 'away'));
    await vi.waitFor(() => expect(problems.length).toBeGreaterThan(0), { timeout: 10_000 });
    expect(problems.every((problem) => problem instanceof SignpostError)).toBe(true);
    expect(signpost.route('send an invoice').references[0]?.id).toBe('invoices.md');
    renameSync(join(top, 'away'), join(top, 'root'));
    write('root/shifts.md', 'Plan shifts and swap them.');
    await leadsTo(signpost, 'swap my shift', 'shifts.md');
  });

  it('opens a snapshot, and takes in what changes', async () => {
    write('root/invoices.md', 'Write invoices and send them.');
    const snapshot = join(top, 'kept.snapshot');
    await openSignpost({ roots: [join(top, 'root')], snapshot });
    const signpost = await watch(join(top, 'root'), { snapshot });
    write('root/shifts.md', 'Plan shifts and swap them.');
    await leadsTo(signpost, 'swap my shift', 'shifts.md');
  });

  it('ends with its signal', async () => {
    write('root/invoices.md', 'Write invoices and send them.');
    const signpost = await watch(join(top, 'root'));
    await leadsTo(signpost, 'send an invoice', 'invoices.md');
    stop.abort();
    write('root/shifts.md', 'Plan shifts and swap them.');
    await sleep(1000);
    expect(signpost.catalog.references).toHaveLength(1);
  });

  it.each([
    [{ watch: 'yes' }, /watch/],
    [{ watch: true, onStale: () => {} }, /onStale/],
    [{ watch: true, root: 'x' }, /root/],
  ])('refuses %o', async (options, said) => {
    await expect(openSignpost(options as object)).rejects.toThrow(said);
  });
});

it('keeps no process alive', () => {
  write('root/invoices.md', 'Write invoices and send them.');
  const script = `
    import { openSignpost } from 'signpost';
    const signpost = await openSignpost({ roots: [process.argv[1]], watch: true });
    console.log(signpost.route('send an invoice').decision);
  `;
  const said = execFileSync(process.execPath, ['--input-type=module', '-e', script, join(top, 'root')], {
    encoding: 'utf8',
    timeout: 20_000,
  });
  expect(said).toBe('route\n');
});

it('is asked for each moment by what keeps answers, packs and tools', async () => {
  write('root/invoices.md', 'Write invoices and send them.');
  const signpost = await watch(join(top, 'root'), { route: { limit: 3 } });
  const handler = createHandler(signpost);
  const [route] = createToolbox(signpost);
  const body = JSON.stringify({ query: 'swap my shift' });
  const ask = async () =>
    (await handler(new Request('http://localhost/v1/route', { method: 'POST', body }))).json() as Promise<object>;
  expect(await ask()).toMatchObject({ decision: 'abstain' });
  write('root/shifts.md', 'Plan shifts and swap them.');
  await leadsTo(signpost, 'swap my shift', 'shifts.md');
  expect(await ask()).toMatchObject({ references: [{ id: 'shifts.md' }] });
  expect((await route?.call({ query: 'swap my shift' }))?.text).toContain('shifts.md');
  const { pack, vectors } = await packSignpost(signpost);
  const opened = openPack(pack, vectors ? { vectors } : {});
  expect(opened.route('swap my shift').candidates.map(({ id }) => id)).toEqual(
    signpost.route('swap my shift').candidates.map(({ id }) => id),
  );
});
