import { describe, expect, it } from 'vitest';
import type { EmbedOptions } from '../../src/domain/models.ts';
import { SignpostError } from '../../src/domain/signpost-error.ts';
import { toEmbedder } from '../../src/models/to-embedder.ts';
import { thrownBy } from './thrown-by.ts';

const lengths = (texts: readonly string[]) => texts.map((text) => [text.length, 1]);

/** A function that gives this, whatever it is asked. */
function giving(value: unknown): () => never {
  return () => value as never;
}

describe('toEmbedder', () => {
  it.each([
    { what: 'a function', embedder: lengths },
    { what: 'a function that promises', embedder: async (texts: string[]) => lengths(texts) },
    { what: 'typed arrays', embedder: (texts: string[]) => lengths(texts).map((v) => Float64Array.from(v)) },
    { what: 'an embedder', embedder: { name: 'lengths', embed: async (texts: readonly string[]) => lengths(texts) } },
  ])('takes $what', async ({ embedder }) => {
    const vectors = await toEmbedder(embedder).embed(['a', 'bcd']);
    expect(vectors).toEqual([Float32Array.of(1, 1), Float32Array.of(3, 1)]);
  });

  it('calls an embedder as its method, with the options of the call', async () => {
    class Model {
      readonly name = 'model';
      readonly factor = 2;
      seen: EmbedOptions | undefined;

      async embed(texts: readonly string[], options?: EmbedOptions) {
        this.seen = options;
        return texts.map(({ length }) => [length * this.factor]);
      }
    }
    const model = new Model();
    const { signal } = new AbortController();
    expect(await toEmbedder(model).embed(['ab'], { signal })).toEqual([Float32Array.of(4)]);
    expect(model.seen?.signal).toBe(signal);
  });

  it('names a function by what it is called', () => {
    expect(toEmbedder(lengths).name).toBe('function lengths');
    expect(toEmbedder((texts) => lengths(texts)).name).toBe('function');
    expect(toEmbedder(lengths, 'lengths, version 2').name).toBe('lengths, version 2');
  });

  it('leaves one that checks already as it is', () => {
    const embedder = toEmbedder(lengths);
    expect(toEmbedder(embedder)).toBe(embedder);
  });

  it('does not ask without texts', async () => {
    expect(await toEmbedder(giving('nonsense')).embed([])).toEqual([]);
  });

  it('gives a function a list of its own, and keeps vectors of its own', async () => {
    const shared = [0];
    const embedder = toEmbedder((texts) => texts.splice(0).map(() => shared));
    const texts = ['a', 'b'];
    const vectors = await embedder.embed(texts);
    shared[0] = 9;
    expect(texts).toEqual(['a', 'b']);
    expect(vectors).toEqual([Float32Array.of(0), Float32Array.of(0)]);
  });

  it('takes a vector of zeros, as of a text that says nothing', async () => {
    expect(await toEmbedder(giving([[0, 0]])).embed([''])).toEqual([Float32Array.of(0, 0)]);
  });

  it.each([
    { what: 'nothing', value: undefined, reason: 'what it gave is no list of vectors' },
    {
      what: 'one vector instead of a list',
      value: Float32Array.of(1, 2),
      reason: 'what it gave is no list of vectors',
    },
    { what: 'numbers', value: [1, 2], reason: 'what it gave for text 0 is no list of 1 to 65536 numbers' },
    { what: 'too few', value: [[1]], reason: '1 vectors for 2 texts' },
    { what: 'too many', value: [[1], [2], [3]], reason: '3 vectors for 2 texts' },
    { what: 'a hole', value: Array(2), reason: 'what it gave for text 0 is no list of 1 to 65536 numbers' },
    { what: 'null', value: [[1], null], reason: 'what it gave for text 1 is no list of 1 to 65536 numbers' },
    { what: 'no dimension', value: [[], []], reason: 'what it gave for text 0 is no list of 1 to 65536 numbers' },
    { what: 'a length that is none', value: [{ length: 1e9 }, [1]], reason: /^what it gave for text 0 is no list/ },
    { what: 'two lengths', value: [[1, 2], [1]], reason: 'a vector of 1 dimensions after one of 2' },
    { what: 'NaN', value: [[1], [Number.NaN]], reason: 'its vector for text 1 has no finite float32 number at 0' },
    {
      what: 'infinity',
      value: [
        [1, -Infinity],
        [1, 1],
      ],
      reason: /text 0 has no finite float32 number at 1$/,
    },
    { what: 'more than float32 holds', value: [[1e39], [1]], reason: /text 0 has no finite float32 number at 0$/ },
    { what: 'texts', value: [['1'], ['2']], reason: /text 0 has no finite float32 number at 0$/ },
    { what: 'bigints', value: [BigInt64Array.of(1n), [1]], reason: /text 0 has no finite float32 number at 0$/ },
  ])('rejects $what', async ({ value, reason }) => {
    const error = await thrownBy(toEmbedder(giving(value), 'x').embed(['a', 'b']));
    expect(error).toBeInstanceOf(SignpostError);
    expect(error.code).toBe('SIGNPOST_EMBEDDER_FAILED');
    expect(error.message.replace('Embedder `x` failed: ', '')).toMatch(reason);
  });

  it('rejects vectors of another length than those of an earlier call', async () => {
    const embedder = toEmbedder((texts) => texts.map((text) => [...text].map(() => 1)), 'x');
    await embedder.embed(['ab']);
    const error = await thrownBy(embedder.embed(['abc']));
    expect(error.message).toBe('Embedder `x` failed: a vector of 3 dimensions after one of 2');
  });

  it.each([
    { what: 'an error', thrown: new Error('out of\nmemory'), message: 'out of memory' },
    { what: 'a text', thrown: 'no', message: 'no' },
    { what: 'nothing', thrown: undefined, message: 'undefined' },
    { what: 'what has no text', thrown: Object.create(null), message: 'something without a message' },
    { what: 'a long text', thrown: 'x'.repeat(1_000), message: `${'x'.repeat(200)}…` },
  ])('says what a function threw, $what, with the cause', async ({ thrown, message }) => {
    const throwing = () => {
      throw thrown;
    };
    for (const embedder of [throwing, async () => throwing()]) {
      const error = await thrownBy(toEmbedder(embedder, 'x').embed(['a']));
      expect(error.code).toBe('SIGNPOST_EMBEDDER_FAILED');
      expect(error.message).toBe(`Embedder \`x\` failed: ${message}`);
      expect(error.cause).toBe(thrown);
    }
  });

  it('lets an error of our own through', async () => {
    const own = new SignpostError('SIGNPOST_EMBEDDER_FAILED', 'as it is');
    expect(await thrownBy(toEmbedder(() => Promise.reject(own)).embed(['a']))).toBe(own);
  });

  it('rejects with the reason of a signal, before and while it asks', async () => {
    const reason = new Error('enough');
    const asked: string[] = [];
    const embedder = toEmbedder(async (texts, { signal }) => {
      asked.push(...texts);
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped'))));
    });
    expect(await thrownBy(embedder.embed(['a'], { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(asked).toEqual([]);
    const controller = new AbortController();
    const embedding = thrownBy(embedder.embed(['b'], { signal: controller.signal }));
    controller.abort(reason);
    expect(await embedding).toBe(reason);
  });

  it.each([
    { embedder: undefined, message: 'Unexpected `embedder` undefined, expected a function or `{ name, embed }`' },
    { embedder: 'bge-m3', message: 'Unexpected `embedder` "bge-m3", expected a function or `{ name, embed }`' },
    { embedder: { name: 'x' }, message: 'Unexpected `embedder` (an object), expected a function or `{ name, embed }`' },
    { embedder: { embed: lengths }, message: 'Unexpected `name` undefined, expected text that tells the model' },
    { embedder: lengths, name: ' ', message: 'Unexpected `name` " ", expected text that tells the model' },
    {
      embedder: { name: 'x', embed: lengths },
      name: 'y',
      message: 'Unexpected `name` "y", expected none beside an embedder, whose name is "x"',
    },
  ])('does not take $embedder as $name', ({ embedder, name, message }) => {
    // @ts-expect-error What JavaScript lets through.
    const make = () => toEmbedder(embedder, name);
    expect(make).toThrow(message);
    expect(make).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
  });
});
