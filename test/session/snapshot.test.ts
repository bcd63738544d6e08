/** What is kept of folders on disk: used while it is fresh, and never believed when it is not. */

import { execFile, execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { buildSnapshot, openSignpost, type SignpostError } from '../../src/index.ts';
import { ownTemporary } from '../own-temporary.ts';

let folder: string;
let root: string;
let file: string;

beforeEach(() => {
  folder = ownTemporary('signpost-snapshot-');
  root = join(folder, 'skills');
  file = join(folder, 'cache/kept.snapshot');
  write('rye/SKILL.md', 'Bake rye bread with sourdough.');
  write('oats/SKILL.md', 'Cook porridge from rolled oats.');
  write('tax/SKILL.md', 'File the yearly tax return.');
});

afterEach(() => {
  chmodSync(root, 0o755);
  rmSync(folder, { recursive: true, force: true });
});

function write(path: string, description: string, body = `# ${path}\n\nText.\n`): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), `---\nname: ${dirname(path)}\ndescription: ${description}\n---\n${body}`);
}

/** Make everything look as if it had been left alone for an hour: what has just changed is never taken for fresh. */
function age(): void {
  const then = Date.now() / 1000 - 3600;
  for (const name of ['', ...readdirSync(root, { recursive: true, encoding: 'utf8' })])
    utimesSync(join(root, name), then, then);
}

/** Spoil a snapshot where it is read only when somebody asks. */
function damage(path: string): void {
  const bytes = readFileSync(path);
  const firstEnd = bytes.readDoubleLE(16);
  bytes.fill(0xff, firstEnd, bytes.readDoubleLE(24));
  writeFileSync(path, bytes);
}

/** Open with what is kept, and tell what was said of it. */
async function open(): Promise<{ first: (query: string) => string | undefined; problems: SignpostError[] }> {
  const problems: SignpostError[] = [];
  const signpost = await openSignpost({
    roots: [root],
    snapshot: file,
    onProblem: (problem) => problems.push(problem),
  });
  return { first: (query) => signpost.route(query).references[0]?.id, problems };
}

/** What all of a signpost comes to, by its documents alone or with what is kept. */
async function stateOf(snapshot: string | false): Promise<unknown> {
  const signpost = await openSignpost({ roots: [root], snapshot });
  const { catalog } = signpost;
  const texts = catalog.references.map(({ id, entryOnly }) => (entryOnly ? '' : signpost.read(id)));
  const excerpts = catalog.references.map(({ id, entryOnly }) => (entryOnly ? {} : signpost.excerpt(id)));
  const decisions = ['bake rye', 'porridge', 'tax return 2026', 'a lion'].map((query) =>
    signpost.route(query, { explain: true, limit: 10 }),
  );
  return { catalog, texts, excerpts, decisions, messages: signpost.messages.map(String) };
}

describe('what is kept', () => {
  it('comes to the same as the documents, bit for bit, when it is made and when it is opened', async () => {
    const plain = await stateOf(false);
    expect(await stateOf(file)).toEqual(plain);
    expect(existsSync(file)).toBe(true);
    expect(await stateOf(file)).toEqual(plain);
  });

  it('is one file, for its owner alone, and nothing is left beside it', async () => {
    await open();
    expect(readdirSync(dirname(file))).toEqual(['kept.snapshot']);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not looked for unless somebody asks', async () => {
    await openSignpost({ roots: [root] });
    expect(existsSync(file)).toBe(false);
  });

  it.each([[''], [1], [null]])('is a path or a flag: %j', async (snapshot) => {
    await expect(openSignpost({ roots: [root], snapshot: snapshot as string })).rejects.toMatchObject({
      code: 'SIGNPOST_BAD_OPTION',
    });
  });
});

describe('a change', () => {
  const changes: readonly [string, () => void, string, string | undefined][] = [
    ['of a text', () => write('rye/SKILL.md', 'Repair a bicycle chain.'), 'bicycle chain', 'rye/SKILL.md'],
    ['that adds a file', () => write('bike/SKILL.md', 'Repair a bicycle chain.'), 'bicycle chain', 'bike/SKILL.md'],
    ['that takes a file', () => rmSync(join(root, 'oats'), { recursive: true }), 'rolled oats porridge', undefined],
    [
      'that moves a file',
      () => renameSync(join(root, 'oats'), join(root, 'mash')),
      'rolled oats porridge',
      'mash/SKILL.md',
    ],
    [
      'that ignores a file',
      () => writeFileSync(join(root, '.signpostignore'), 'oats\n'),
      'rolled oats porridge',
      undefined,
    ],
    ['of a configuration', () => configure('{"route":{"abstainBelow":1}}'), 'rolled oats porridge', undefined],
  ];

  function configure(text: string): void {
    writeFileSync(join(root, 'signpost.config.json'), text);
  }

  it.each(changes)('%s is in the next decision', async (_what, change, query, expected) => {
    age();
    await open();
    change();
    expect((await open()).first(query)).toBe(expected);
    expect(await stateOf(file)).toEqual(await stateOf(false));
  });

  it('right after it was made is seen though size and times are as they were', async () => {
    write('rye/SKILL.md', 'Bake rye bread.');
    const path = join(root, 'rye/SKILL.md');
    const { atime, mtime } = statSync(path);
    await open();
    write('rye/SKILL.md', 'Tame a lioness.');
    utimesSync(path, atime, mtime);
    expect((await open()).first('tame a lioness')).toBe('rye/SKILL.md');
  });

  it('whatever it is, comes to the same as without anything kept', async () => {
    const name = fc.constantFrom('a', 'b', 'c', 'rye');
    const text = fc.constantFrom('Bake rye bread.', 'Tame a lion.', 'File taxes for a baker.', '');
    const edit = fc.oneof(
      fc.record({ kind: fc.constant('write' as const), name, text }),
      fc.record({ kind: fc.constant('remove' as const), name }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
        for (const own of edits) {
          if (own.kind === 'write') write(`${own.name}/SKILL.md`, own.text);
          else rmSync(join(root, own.name), { recursive: true, force: true });
        }
        mkdirSync(root, { recursive: true });
        expect(await stateOf(file)).toEqual(await stateOf(false));
      }),
      { numRuns: 25 },
    );
  });
});

describe('buildSnapshot', () => {
  it('says what it had to do', async () => {
    age();
    const status = async () => (await buildSnapshot({ roots: [root], out: file })).status;
    expect(await status()).toBe('built');
    // Times of a change are looked at, too, and these cannot be set: to them everything has just changed.
    expect(await status()).toBe('same');
    write('rye/SKILL.md', 'Tame a lion.');
    expect(await status()).toBe('built');
  });

  it('leaves what has been left alone for some seconds as it is', async () => {
    await buildSnapshot({ roots: [root], out: file });
    // Nothing can set the time of a change back: only waiting makes one old.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await buildSnapshot({ roots: [root], out: file })).status).toBe('same');
    const before = statSync(file).ino;
    expect((await buildSnapshot({ roots: [root], out: file })).status).toBe('fresh');
    expect(await stateOf(file)).toEqual(await stateOf(false));
    expect(statSync(file).ino).toBe(before);
    write('oats/SKILL.md', 'Tame a lion.');
    expect((await open()).first('tame a lion')).toBe('oats/SKILL.md');
  });

  it('says where it is, and of how many references', async () => {
    const built = await buildSnapshot({ roots: [root], out: file });
    expect(built).toEqual({ path: file, sizeBytes: statSync(file).size, references: 3, status: 'built' });
  });

  it('replaces nothing but a snapshot, and removes nothing beside it', async () => {
    const work = join(folder, 'work.md');
    // As names in the cache folder are; this is another one.
    const old = join(folder, 'db-0123456789abcdef.snapshot');
    writeFileSync(work, 'signpost is what I wrote about for hours of work');
    writeFileSync(old, 'mine');
    utimesSync(old, 0, 0);
    const failing = expect.objectContaining({
      code: 'SIGNPOST_WRITE_FAILED',
      message: expect.stringContaining('kind'),
    });
    await expect(buildSnapshot({ roots: [root], out: work })).rejects.toEqual(failing);
    await buildSnapshot({ roots: [root], out: join(folder, 'new.bin') });
    expect((await buildSnapshot({ roots: [root], out: join(folder, 'new.bin') })).status).toBe('same');
    expect([readFileSync(work, 'utf8'), readFileSync(old, 'utf8')]).toEqual([
      'signpost is what I wrote about for hours of work',
      'mine',
    ]);
  });

  it.skipIf(process.platform === 'win32')('waits for no pipe', async () => {
    for (const name of ['pipe', 'pipe.snapshot']) {
      const pipe = join(folder, name);
      execFileSync('mkfifo', [pipe]);
      await expect(buildSnapshot({ roots: [root], out: pipe })).rejects.toMatchObject({
        code: 'SIGNPOST_WRITE_FAILED',
      });
      const signpost = await openSignpost({ roots: [root], snapshot: pipe });
      expect(signpost.route('bake rye bread').references[0]?.id).toBe('rye/SKILL.md');
      expect(statSync(pipe).isFIFO()).toBe(true);
    }
  });

  it('takes a file whose time lies in the future for what it is', async () => {
    utimesSync(join(root, 'rye/SKILL.md'), 4e9, 4e9);
    await buildSnapshot({ roots: [root], out: file });
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await buildSnapshot({ roots: [root], out: file })).status).toBe('same');
    expect((await buildSnapshot({ roots: [root], out: file })).status).toBe('fresh');
  });

  it('is made from the documents when what was there is damaged where nobody looked', async () => {
    await buildSnapshot({ roots: [root], out: file });
    damage(file);
    expect((await buildSnapshot({ roots: [root], out: file })).status).toBe('built');
    expect(await stateOf(file)).toEqual(await stateOf(false));
  });

  it('fails where it cannot write, and leaves what was there', async () => {
    await buildSnapshot({ roots: [root], out: file });
    const before = readFileSync(file);
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), 'a file where a folder should be');
    await expect(buildSnapshot({ roots: [root], out: file })).rejects.toMatchObject({ code: 'SIGNPOST_WRITE_FAILED' });
    expect(before.length).toBeGreaterThan(0);
  });
});

describe('a file that is not to be believed', () => {
  const spoil: readonly [string, (bytes: Buffer) => Buffer | string][] = [
    ['nothing', () => ''],
    ['text', () => 'signpost, but not a snapshot'.repeat(10)],
    ['half of one', (bytes) => bytes.subarray(0, bytes.length / 2)],
    ['one with more behind it', (bytes) => Buffer.concat([bytes, Buffer.from('more')])],
    ['one of an older version', (bytes) => Buffer.from(bytes).fill(0, 8, 12)],
    ['one that says it is endless', (bytes) => Buffer.from(bytes).fill(0x7f, 16, 32)],
    ['one with a bit turned in what is read first', (bytes) => flipped(bytes, 200)],
  ];

  function flipped(bytes: Buffer, at: number): Buffer {
    const copy = Buffer.from(bytes);
    copy[at] = (copy[at] ?? 0) ^ 1;
    return copy;
  }

  it.each(spoil)('is made anew, with a word: %s', async (_what, change) => {
    await open();
    writeFileSync(file, change(readFileSync(file)));
    const { first, problems } = await open();
    expect(problems.map(({ code }) => code)).toEqual(['SIGNPOST_BAD_SNAPSHOT']);
    expect(first('bake rye bread')).toBe('rye/SKILL.md');
    expect((await open()).problems).toEqual([]);
  });

  it.skipIf(process.getuid === undefined)('is one that everybody may write to', async () => {
    await open();
    chmodSync(file, 0o666);
    expect((await open()).problems.map(({ message }) => message)).toEqual([
      expect.stringContaining('anybody may write to it'),
    ]);
  });

  it.skipIf(process.getuid === undefined)('has a second name, in a folder that others may write to', async () => {
    await open();
    linkSync(file, join(folder, 'second'));
    expect((await open()).problems).toEqual([]);
    linkSync(file, join(folder, 'third'));
    chmodSync(dirname(file), 0o1777);
    expect((await open()).problems.map(({ message }) => message)).toEqual([expect.stringContaining('another name')]);
  });

  it('is one of other roots', async () => {
    await open();
    const other = join(folder, 'other');
    mkdirSync(other);
    writeFileSync(join(other, 'lion.md'), '---\ndescription: Tame a lion.\n---\n# Lion\n');
    const signpost = await openSignpost({ roots: [other], snapshot: file });
    expect(signpost.route('tame a lion').references[0]?.id).toBe('lion.md');
  });

  it('is a folder, or a link that leads nowhere: then the documents are read each time', async () => {
    mkdirSync(file, { recursive: true });
    expect((await open()).first('bake rye bread')).toBe('rye/SKILL.md');
    rmSync(file, { recursive: true });
    symlinkSync(join(folder, 'nowhere/at/all'), file);
    expect((await open()).first('bake rye bread')).toBe('rye/SKILL.md');
  });

  it('is not removed when another has taken its place', async () => {
    await open();
    const signpost = await openSignpost({ roots: [root], snapshot: file, onStale: () => {} });
    damage(file);
    // Through another file that gets its name: what is open is still the damaged one.
    await buildSnapshot({ roots: [root], out: join(folder, 'good.snapshot') });
    renameSync(join(folder, 'good.snapshot'), file);
    const good = statSync(file).ino;
    expect(signpost.route('bake rye bread').references[0]?.id).toBe('rye/SKILL.md');
    expect(statSync(file).ino).toBe(good);
  });

  it('is done without by who follows the folders', async () => {
    await open();
    // A fresh one is read from the disk, and only waiting makes it fresh.
    await new Promise((resolve) => setTimeout(resolve, 2100));
    await open();
    const stop = new AbortController();
    const signpost = await openSignpost({ roots: [root], snapshot: file, watch: true, signal: stop.signal });
    write('oats/SKILL.md', 'Tame a lion.');
    await vi.waitFor(() => expect(signpost.route('tame a lion').decision).toBe('route'), { timeout: 10_000 });
    damage(file);
    expect(signpost.route('file the tax return').references[0]?.id).toBe('tax/SKILL.md');
    stop.abort();
  });

  it('a turned bit anywhere is told, or changes nothing: never another answer', async () => {
    age();
    await open();
    const whole = readFileSync(file);
    const right = JSON.stringify(await stateOf(file));
    // Fresh it has to be taken for, or nothing of it is read: what is compared is what the reader makes of the bytes.
    const { readSnapshot } = await import('../../src/storage/snapshot/file.ts');
    const { openPack } = await import('../../src/storage/pack/open-pack.ts');
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (at) => {
        writeFileSync(file, flipped(whole, at), { mode: 0o600 });
        const read = readSnapshot({ path: file, isNamed: true });
        if (read.kind !== 'snapshot') return;
        try {
          const opened = openPack(read.sections);
          for (const { id } of opened.catalog.references) expect(opened.textOf(id)).toBeDefined();
          opened.route('bake rye bread', { limit: 5 });
          for (const bytes of read.sections.all().values()) expect(bytes).toBeDefined();
          expect.unreachable('a turned bit went unnoticed');
        } catch (error) {
          expect(error).toMatchObject({ code: 'SIGNPOST_BAD_SNAPSHOT' });
          expect(existsSync(file)).toBe(false);
        }
      }),
      { numRuns: 60 },
    );
    expect(JSON.stringify(await stateOf(file))).toBe(right);
  });
});

describe('of an empty catalog', () => {
  it('is kept like any other', async () => {
    rmSync(root, { recursive: true });
    mkdirSync(root);
    await open();
    await new Promise((resolve) => setTimeout(resolve, 2100));
    expect((await open()).problems).toEqual([]);
    expect((await buildSnapshot({ roots: [root], out: file })).status).toBe('fresh');
    expect(await stateOf(file)).toEqual(await stateOf(false));
  });
});

describe('many at once', () => {
  it('all answer, and leave one whole file', { timeout: 60_000 }, async () => {
    const bin = join(import.meta.dirname, '../../dist/bin/signpost.cjs');
    const env = { ...process.env, SIGNPOST_CACHE: join(folder, 'cache') };
    const args = [bin, 'route', '--root', root, '--json', 'bake rye bread'];
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => promisify(execFile)(process.execPath, args, { env })),
    );
    for (const { stdout, stderr } of runs) {
      expect(JSON.parse(stdout)).toMatchObject({ decision: 'route', references: [{ id: 'rye/SKILL.md' }] });
      expect(stderr).toBe('');
    }
    expect(readdirSync(env.SIGNPOST_CACHE)).toEqual([expect.stringMatching(/^skills-[\da-f]{16}\.snapshot$/)]);
  });

  it('leave roots as they are, and ask no right to write to them', async () => {
    chmodSync(root, 0o555);
    expect((await open()).first('bake rye bread')).toBe('rye/SKILL.md');
    expect(readdirSync(root).sort()).toEqual(['oats', 'rye', 'tax']);
  });
});
