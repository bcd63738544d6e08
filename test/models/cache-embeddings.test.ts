import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/domain/models.ts';
import { SignpostError } from '../../src/domain/signpost-error.ts';
import { cacheEmbeddings } from '../../src/session/cache-embeddings.ts';
import { thrownBy } from '../models/thrown-by.ts';
import { vectorOf } from './server.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'signpost-models-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** An embedder that remembers what it was asked, call by call. */
function recording(name = 'tiny', toVector: (text: string) => readonly number[] = vectorOf) {
  const asked: (readonly string[])[] = [];
  const embedder: Embedder = {
    name,
    async embed(texts) {
      asked.push(texts);
      return texts.map(toVector);
    },
  };
  return { asked, embedder, cached: cacheEmbeddings(embedder, { folder }) };
}

const files = () =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
const TEXTS = ['rotate keys', 'send invoices', 'bake bread'];

describe('cacheEmbeddings', () => {
  it('gives what the embedder gives, under its name', async () => {
    const { cached } = recording();
    expect(cached.name).toBe('tiny');
    expect((await cached.embed(TEXTS)).map((vector) => Array.from(vector))).toEqual(TEXTS.map(vectorOf));
  });

  it('asks nothing in the second run, and gives the same to the last bit', async () => {
    const thirds = (text: string) => [text.length / 3, -0, 1e-40, 3.3e38];
    const first = await recording('tiny', thirds).cached.embed(TEXTS);
    const { asked, cached } = recording('tiny', thirds);
    expect(await cached.embed(TEXTS)).toEqual(first);
    expect(asked).toEqual([]);
  });

  it('asks only for what is missing, each text once', async () => {
    await recording().cached.embed(['send invoices']);
    const { asked, cached } = recording();
    const texts = ['rotate keys', 'send invoices', 'rotate keys', 'bake bread', 'send invoices'];
    expect((await cached.embed(texts)).map((vector) => Array.from(vector))).toEqual(texts.map(vectorOf));
    expect(asked).toEqual([['rotate keys', 'bake bread']]);
  });

  it('asks nothing without texts', async () => {
    const { asked, cached } = recording();
    expect(await cached.embed([])).toEqual([]);
    expect(asked).toEqual([]);
    expect(files()).toEqual([]);
  });

  it('does not mix up models', async () => {
    await recording('tiny').cached.embed(TEXTS);
    const { asked, cached } = recording('large');
    await cached.embed(TEXTS);
    expect(asked).toEqual([TEXTS]);
    expect(files()).toHaveLength(2 * TEXTS.length);
  });

  it('does not mix up a name and a text that together read the same', async () => {
    await recording('a').cached.embed(['bc']);
    const { asked, cached } = recording('ab');
    await cached.embed(['c']);
    expect(asked).toEqual([['c']]);
  });

  it('keeps one small file a text, in folders of two characters', async () => {
    await recording().cached.embed(TEXTS);
    for (const file of files()) {
      expect(file.slice(folder.length)).toMatch(/^\/[\da-f]{2}\/[\da-f]{62}\.vec$/);
      expect(readFileSync(file)).toHaveLength(12 + 4 * 4);
    }
    expect(files()).toHaveLength(TEXTS.length);
  });

  it.each([
    { what: 'empty', damage: (path: string) => truncateSync(path, 0) },
    { what: 'cut by a number', damage: (path: string) => truncateSync(path, 24) },
    { what: 'cut in a number', damage: (path: string) => truncateSync(path, 26) },
    { what: 'without numbers', damage: (path: string) => truncateSync(path, 12) },
    {
      what: 'changed in one bit',
      damage: (path: string) => {
        const bytes = readFileSync(path);
        bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
        writeFileSync(path, bytes);
      },
    },
    { what: 'longer', damage: (path: string) => writeFileSync(path, Buffer.alloc(4), { flag: 'a' }) },
    { what: 'something else', damage: (path: string) => writeFileSync(path, 'not a vector') },
    { what: 'huge', damage: (path: string) => truncateSync(path, 1024 ** 3) },
    {
      what: 'the file of another text',
      damage: (path: string) => writeFileSync(path, readFileSync(files().find((other) => other !== path) ?? '')),
    },
  ])('writes a file anew that is $what', async ({ damage }) => {
    await recording().cached.embed(TEXTS);
    const [path = ''] = files();
    const sound = readFileSync(path);
    damage(path);
    const second = recording();
    expect((await second.cached.embed(TEXTS)).map((vector) => Array.from(vector))).toEqual(TEXTS.map(vectorOf));
    expect(second.asked.map(({ length }) => length)).toEqual([1]);
    expect(readFileSync(path).equals(sound)).toBe(true);
    const third = recording();
    await third.cached.embed(TEXTS);
    expect(third.asked).toEqual([]);
  });

  it('does without a file whose place is taken by a folder', async () => {
    await recording().cached.embed(TEXTS);
    const [path = ''] = files();
    rmSync(path);
    mkdirSync(path);
    const { asked, cached } = recording();
    expect((await cached.embed(TEXTS)).map((vector) => Array.from(vector))).toEqual(TEXTS.map(vectorOf));
    expect(asked.flat()).toHaveLength(1);
    expect(files().filter((file) => file.endsWith('.tmp'))).toEqual([]);
  });

  it('does without a folder that cannot be written', async () => {
    writeFileSync(join(folder, 'file'), '');
    const { asked, embedder } = recording();
    const cached = cacheEmbeddings(embedder, { folder: join(folder, 'file/below') });
    for (let call = 0; call < 2; call++) {
      expect((await cached.embed(TEXTS)).map((vector) => Array.from(vector))).toEqual(TEXTS.map(vectorOf));
    }
    expect(asked).toEqual([TEXTS, TEXTS]);
    expect(files()).toEqual([join(folder, 'file')]);
  });

  it('makes the folder, however deep, and does without one that is deleted', async () => {
    const { asked, embedder } = recording();
    const cached = cacheEmbeddings(embedder, { folder: join(folder, 'a/b/c') });
    await cached.embed(TEXTS);
    rmSync(join(folder, 'a'), { recursive: true });
    await cached.embed(TEXTS);
    await cached.embed(TEXTS);
    expect(asked).toEqual([TEXTS, TEXTS]);
  });

  it('forgets a model that was replaced under its name', async () => {
    await recording('tiny').cached.embed(TEXTS.slice(0, 2));
    const replaced = recording('tiny', (text) => [text.length]);
    expect(await replaced.cached.embed(TEXTS)).toEqual(TEXTS.map(({ length }) => Float32Array.of(length)));
    expect(replaced.asked).toEqual([TEXTS.slice(2), TEXTS.slice(0, 2)]);
    const again = recording('tiny', (text) => [text.length]);
    await again.cached.embed(TEXTS);
    expect(again.asked).toEqual([]);
  });

  it('forgets it, too, when what is left of it is found in a later call', async () => {
    const [old = '', ...others] = TEXTS;
    await recording('tiny').cached.embed([old]);
    const replaced = recording('tiny', (text) => [text.length]);
    await replaced.cached.embed(others);
    expect(await replaced.cached.embed([old])).toEqual([Float32Array.of(old.length)]);
    expect(replaced.asked).toEqual([others, [old]]);
    const again = recording('tiny', (text) => [text.length]);
    await again.cached.embed(TEXTS);
    expect(again.asked).toEqual([]);
  });

  it('keeps what came before a failure', async () => {
    const texts = Array.from({ length: 300 }, (_, at) => `text ${at}`);
    const failing: Embedder = {
      name: 'tiny',
      embed: async (part) => {
        if (part.includes('text 299')) throw new Error('quota');
        return part.map(vectorOf);
      },
    };
    const error = await thrownBy(cacheEmbeddings(failing, { folder }).embed(texts));
    expect(error.message).toBe('Embedder `tiny` failed: quota');
    const { asked, cached } = recording();
    await cached.embed(texts);
    expect(asked).toEqual([texts.slice(256)]);
  });

  it('keeps nothing that is not a vector', async () => {
    const { cached } = recording('tiny', () => [Number.NaN]);
    expect((await thrownBy(cached.embed(TEXTS))).code).toBe('SIGNPOST_EMBEDDER_FAILED');
    expect(files()).toEqual([]);
  });

  it('stops by a signal', async () => {
    const reason = new Error('enough');
    const { asked, cached } = recording();
    expect(await thrownBy(cached.embed(TEXTS, { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(asked).toEqual([]);
  });

  it('takes a function by a name', async () => {
    const asked: string[] = [];
    const embed = (texts: string[]) => {
      asked.push(...texts);
      return texts.map(vectorOf);
    };
    for (const name of ['one', 'one', 'two']) await cacheEmbeddings(embed, { folder, name }).embed(['a']);
    expect(asked).toEqual(['a', 'a']);
  });

  it.each([
    { options: undefined, message: 'Unexpected `options` undefined, expected an object' },
    { options: {}, message: 'Unexpected `folder` undefined, expected the path of a folder' },
    { options: { folder: '' }, message: 'Unexpected `folder` "", expected the path of a folder' },
    { options: { folder: 'x' }, message: 'Unexpected `name` undefined, expected text that tells the model' },
    { options: { foldr: 'x' }, message: /expected one of folder, name: did you mean `folder`\?$/ },
  ])('checks its options: $message', ({ options, message }) => {
    // @ts-expect-error What JavaScript lets through.
    const make = () => cacheEmbeddings((texts) => texts.map(vectorOf), options);
    expect(make).toThrow(SignpostError);
    expect(make).toThrow(message);
  });
});

describe('a cache that is shared', () => {
  const texts = Array.from({ length: 40 }, (_, at) => `text ${at}`);

  it('by calls at once gives each what it asked for', async () => {
    const { cached } = recording();
    const calls = Array.from({ length: 8 }, (_, at) => texts.slice(at, at + 20));
    const vectors = await Promise.all(calls.map((call) => cached.embed(call)));
    expect(vectors.map((call) => call.map((vector) => Array.from(vector)))).toEqual(
      calls.map((call) => call.map(vectorOf)),
    );
  });

  it('by processes at once ends with one whole file a text', async () => {
    const bundle = join(folder, 'models.mjs');
    buildSync({
      entryPoints: [fileURLToPath(new URL('../../src/session/cache-embeddings.ts', import.meta.url))],
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
      logLevel: 'error',
    });
    // Each deletes some of what is kept again and again, so that all of them read, write and delete all the time.
    const script = join(folder, 'run.mjs');
    writeFileSync(
      script,
      `import { readdirSync, rmSync } from 'node:fs';
       import { join } from 'node:path';
       import { cacheEmbeddings } from ${JSON.stringify(pathToFileURL(bundle).href)};
       const [folder, ...texts] = process.argv.slice(2);
       const lengthOf = ({ length }) => [length, length + 0.5];
       const cached = cacheEmbeddings({ name: 'tiny', embed: async (texts) => texts.map(lengthOf) }, { folder });
       for (let round = 0; round < 30; round++) {
         const vectors = await cached.embed(texts);
         if (vectors.some((vector, at) => lengthOf(texts[at]).join() !== vector.join())) process.exitCode = 1;
         for (const [at, name] of readdirSync(folder).entries()) {
           try {
             if ((at + round) % 3 === 0) rmSync(join(folder, name), { recursive: true });
           } catch {} // Another one was there before, or writes there.
         }
       }`,
    );
    const shared = join(folder, 'shared');
    const run = (): ChildProcess => spawn(process.execPath, [script, shared, ...texts], { stdio: 'inherit' });
    const runs = [run(), run(), run(), run()];
    expect(await Promise.all(runs.map(async (child) => (await once(child, 'exit'))[0]))).toEqual([0, 0, 0, 0]);
    const { asked, embedder } = recording('tiny', ({ length }) => [length, length + 0.5]);
    const cached = cacheEmbeddings(embedder, { folder: shared });
    await cached.embed(texts);
    await cached.embed(texts);
    expect(asked.length).toBeLessThanOrEqual(1);
    expect(files().filter((file) => file.startsWith(shared) && !file.endsWith('.vec'))).toEqual([]);
    expect(files().filter((file) => file.startsWith(shared))).toHaveLength(texts.length);
  });
});
