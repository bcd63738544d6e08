/** Real processes: killed at any moment, several at once, and one whose disk is full. */

import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { finishRuns } from '../../../src/load/disk/journal.ts';
import { generateIndex } from '../../../src/maintain/index-blocks/generate-index.ts';
import { block, described, makeFolder, type TestFolder } from '../folder.ts';

/** More of them take minutes: `SIGNPOST_KILLS=200`. */
const KILLS = Number(process.env['SIGNPOST_KILLS'] ?? 20);
const INDEXES = 20;
const tools = mkdtempSync(join(tmpdir(), 'signpost-bin-'));
const program = join(tools, 'signpost.cjs');

beforeAll(() => {
  buildSync({
    entryPoints: [fileURLToPath(new URL('../../../src/doors/cli/bin.ts', import.meta.url))],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    minify: true,
    outfile: program,
    define: { SIGNPOST_VERSION: '"test"' },
    logLevel: 'error',
  });
}, 60_000);
afterAll(() => rmSync(tools, { recursive: true, force: true }));

let folder: TestFolder;
beforeEach(() => {
  folder = makeFolder();
});
afterEach(() => folder.remove());

const generate = (...args: string[]) =>
  spawnSync(process.execPath, [program, 'gen-index', ...args, folder.path], { encoding: 'utf8' });
const start = (...args: string[]): ChildProcess =>
  spawn(process.execPath, [program, 'gen-index', ...args, folder.path], { stdio: 'ignore' });
const indexOf = (at: number) => `d${String(at).padStart(2, '0')}/INDEX.md`;

/** Folders with an index each, all of which have drifted by the same word. */
function drift(word: string): void {
  for (let at = 0; at < INDEXES; at++) {
    folder.write({ [indexOf(at).replace('INDEX', 'a')]: described(`About ${word}.`, word) });
  }
}

/** Each index file's text for a word. */
function expected(word: string): string {
  return `# Top\n\n${block(`- [a](./a.md) — About ${word}. (${word})`)}\n\nafter\n`;
}

function makeTree(): void {
  for (let at = 0; at < INDEXES; at++) folder.write({ [indexOf(at)]: expected('nothing') });
  folder.write({ 'INDEX.md': '# Nothing to generate\n' });
}

const leftovers = () =>
  readdirSync(folder.path, { recursive: true, encoding: 'utf8' }).filter((path) => path.includes('.signpost'));

/** Wait until something is seen on the disk, or the process has ended. */
async function until(run: ChildProcess, isSeen: () => boolean): Promise<void> {
  while (run.exitCode === null && !isSeen()) await sleep(0);
}

describe('a run that is killed', () => {
  it(`leaves each file old or new, ${KILLS} times, and the next run tidies up`, async () => {
    makeTree();
    drift('first');
    const began = performance.now();
    expect(generate().status).toBe(0);
    const wholeMs = performance.now() - began;
    let word = 'first';
    const seen = { untouched: 0, part: 0, whole: 0, leftBehind: 0 };
    for (let kill = 0; kill < KILLS; kill++) {
      const before = word;
      word = `word${kill}`;
      drift(word);
      const run = start();
      const ended = once(run, 'exit');
      // In an order that looks random, each in a slice of its own: of the whole run, of the time it writes in, or of
      // the moment its files change.
      const share = ((kill * 61) % KILLS) / KILLS;
      if (kill % 3 === 0) await sleep(wholeMs * share);
      if (kill % 3 === 1) {
        await until(run, () => readdirSync(join(folder.path, 'd00')).length > 2);
        await sleep(wholeMs * 0.2 * share);
      }
      if (kill % 3 === 2) await until(run, () => folder.read(indexOf(0)) !== expected(before));
      run.kill('SIGKILL');
      await ended;
      const texts = Array.from({ length: INDEXES }, (_, at) => folder.read(indexOf(at)));
      const fresh = texts.filter((text) => text === expected(word)).length;
      expect(texts.filter((text) => text !== expected(word) && text !== expected(before))).toEqual([]);
      if (fresh === 0) seen.untouched++;
      else if (fresh === INDEXES) seen.whole++;
      else seen.part++;
      if (leftovers().length > 0) seen.leftBehind++;
      // Whoever comes next finishes the run or undoes it: never a part of it.
      finishRuns(readdirSync(folder.path).map((name) => join(folder.path, name)));
      const put = Array.from({ length: INDEXES }, (_, at) => folder.read(indexOf(at)));
      expect([0, INDEXES]).toContain(put.filter((text) => text === expected(word)).length);
      const { files } = generateIndex({ roots: [folder.path] });
      expect(files.filter(({ status }) => status !== 'updated' && status !== 'unchanged')).toEqual([]);
      // A command of another test, for the same user, may just be looking whether there is anything to finish.
      for (let wait = 0; wait < 100 && leftovers().length > 0; wait++) await sleep(20);
      expect(leftovers()).toEqual([]);
      for (let at = 0; at < INDEXES; at++) expect(folder.read(indexOf(at))).toBe(expected(word));
    }
    // Otherwise the kills all came too early or too late, and nothing was tried.
    expect(seen.untouched).toBeGreaterThan(KILLS / 10);
    expect(seen.leftBehind).toBeGreaterThan(KILLS / 20);
  }, 600_000);
});

describe('several runs at once', () => {
  it('lose nothing: the last word stands, and all succeed', async () => {
    makeTree();
    for (let round = 0; round < 3; round++) {
      const runs: ChildProcess[] = [];
      for (let at = 0; at < 6; at++) {
        drift(`round${round}word${at}`);
        runs.push(start());
        await sleep(15);
      }
      const codes = await Promise.all(runs.map(async (run) => (await once(run, 'exit'))[0]));
      expect(codes).toEqual(runs.map(() => 0));
      // Whoever read last has written last, or found it written.
      for (let at = 0; at < INDEXES; at++) expect(folder.read(indexOf(at))).toBe(expected(`round${round}word5`));
      expect(leftovers()).toEqual([]);
    }
  }, 120_000);

  it('give a folder of plain files one INDEX.md', async () => {
    for (let at = 0; at < 20; at++) folder.write({ [`f${at}.md`]: described(`About ${at}.`, 'x') });
    const runs = Array.from({ length: 4 }, () => start('--init'));
    const codes = await Promise.all(runs.map(async (run) => (await once(run, 'exit'))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    expect(generate('--check', '--init', '--strict').status).toBe(0);
    expect(leftovers()).toEqual([]);
  });
});

describe('a process', () => {
  it('that cannot write says which file, and leaves all as they were', () => {
    folder.write({
      'INDEX.md': block(),
      'a/INDEX.md': `---\ntype: index\n---\n${block()}\n`,
      'a/x.md': described('x '.repeat(9_000), 'x'),
      'b.md': described('B.', 'b'),
    });
    const before = folder.all();
    // The limit of a file's size is what a full disk is: a write that fails half way.
    const script = `trap '' XFSZ; ulimit -f 8; exec "$0" "$@"`;
    const args = ['-c', script, process.execPath, program, 'gen-index', folder.path];
    const { status, stderr } = spawnSync('bash', args, { encoding: 'utf8' });
    expect(stderr).toMatch(
      /^signpost: Cannot write `.*INDEX\.md`, nothing was changed: EFBIG: .*\(SIGNPOST_WRITE_FAILED\)$/m,
    );
    expect(status).toBe(2);
    expect(folder.all()).toEqual(before);
  });

  it('names its files as they are, whatever their names', () => {
    const odd = [
      'a b.md',
      'c#d.md',
      '100%.md',
      '%41.md',
      '🚀.md',
      '..md',
      'a..b.md',
      '(x).md',
      "q'uote.md",
      '[y].md',
      'é&amp;.md',
    ];
    folder.write({
      'INDEX.md': block(),
      ...Object.fromEntries(odd.map((name) => [`x y/${name}`, described(name, 'x')])),
    });
    expect(generate()).toMatchObject({ status: 0, stderr: '' });
    const links = [...folder.read('INDEX.md').matchAll(/\]\(\.\/([^)]+)\)/g)].map(([, link = '']) =>
      decodeURIComponent(link),
    );
    expect(links.sort()).toEqual(odd.map((name) => `x y/${name}`).sort());
    expect(generate('--check', '--strict').status).toBe(0);
  });

  it('follows links inside of the root, and circles of them to an end', () => {
    folder.write({ 'INDEX.md': block(), 'real/a.md': described('A.', 'a') });
    mkdirSync(join(folder.path, 'sub'));
    symlinkSync('..', join(folder.path, 'sub/up'));
    symlinkSync('../real/a.md', join(folder.path, 'sub/again.md'));
    symlinkSync('/etc', join(folder.path, 'sub/out'));
    expect(generate().status).toBe(0);
    expect(folder.read('INDEX.md')).toBe(block('- [real/a](./real/a.md) — A. (a)'));
  });

  it('exits with 2 for a configuration that is wrong, and writes nothing', () => {
    folder.write({ 'INDEX.md': block('- stale'), 'a.md': described('A.', 'a'), 'signpost.config.json': '{"indx":1}' });
    const before = folder.all();
    const { status, stderr } = generate();
    expect(stderr).toMatch(/^signpost: Unexpected key `indx` .* did you mean `index`\? \(SIGNPOST_BAD_CONFIG\)$/m);
    expect(status).toBe(2);
    expect(folder.all()).toEqual(before);
  });
});
