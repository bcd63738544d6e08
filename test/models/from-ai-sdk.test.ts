/** An embedding model of the AI SDK as an embedder: a real provider, and a server of our own. */

import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { afterEach, describe, expect, it } from 'vitest';
import { fromAiSdk } from '../../src/models/from-ai-sdk.ts';
import { buildSignpost } from '../../src/session/build-signpost.ts';
import { type Answer, embeddings, hang, json, startServer, type TestServer, vectorOf } from './server.ts';
import { thrownBy } from './thrown-by.ts';

const KEY = 'sk-secret-0123456789';

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

/** A server with these answers, and a model of a provider that asks it. */
async function serve(...answers: readonly Answer[]) {
  server = await startServer(...answers);
  const provider = createOpenAICompatible({ name: 'local', baseURL: server.baseUrl, apiKey: KEY });
  return { model: provider.embeddingModel('tiny'), received: server.received };
}

const floats = (vectors: readonly ArrayLike<number>[]) => vectors.map((vector) => Array.from(vector));

describe('fromAiSdk', () => {
  it('asks the provider, and gives a vector a text in their order', async () => {
    const { model, received } = await serve(embeddings());
    const embedder = fromAiSdk(model);
    expect(embedder.name).toBe('local.embedding tiny');
    expect(floats(await embedder.embed(['rotate keys', 'send invoices']))).toEqual(
      ['rotate keys', 'send invoices'].map(vectorOf),
    );
    expect(received).toMatchObject([
      { url: '/v1/embeddings', body: { model: 'tiny', input: ['rotate keys', 'send invoices'] } },
    ]);
    expect(await embedder.embed([])).toEqual([]);
    expect(received).toHaveLength(1);
  });

  it.each([
    [3, undefined, 600, [3, 3, 1]],
    [Number.POSITIVE_INFINITY, undefined, 600, [256, 256, 88]],
    [undefined, undefined, 300, [256, 44]],
  ])('sends as many texts a call as the model takes: %s', async (maxEmbeddingsPerCall, _, count, sizes) => {
    const calls: number[] = [];
    const doEmbed = async ({ values }: { values: string[] }) => {
      calls.push(values.length);
      return { embeddings: values.map(vectorOf) };
    };
    const embedder = fromAiSdk({
      provider: 'p',
      modelId: 'm',
      maxEmbeddingsPerCall: Promise.resolve(maxEmbeddingsPerCall),
      doEmbed,
    });
    const texts = Array.from({ length: maxEmbeddingsPerCall === 3 ? 7 : count }, (_text, at) => `text ${at}`);
    expect(floats(await embedder.embed(texts))).toEqual(texts.map(vectorOf));
    expect(calls).toEqual(sizes);
  });

  it('sends no empty text, and no half of a character', async () => {
    const { model, received } = await serve(embeddings());
    await fromAiSdk(model).embed(['', 'a\ud83d']);
    expect(received[0]?.body.input).toEqual([' ', 'a\ufffd']);
  });

  it.each([
    ['an error of the server', json({ error: { message: 'no such model' } }, 404), /no such model/],
    [
      'a vector too few',
      (received, response) => embeddings((all) => all.slice(1))(received, response),
      /1 vectors for 2 texts/,
    ],
    ['no JSON', (_, response) => response.writeHead(200).end('<html>'), /failed/],
  ] satisfies [string, Answer, RegExp][])('fails with %s, and without the key', async (_what, answer, message) => {
    const { model } = await serve(answer);
    const error = await thrownBy(fromAiSdk(model, 'mine').embed(['a', 'b']));
    expect(error).toMatchObject({ code: 'SIGNPOST_EMBEDDER_FAILED', message: expect.stringMatching(message) });
    expect(error.message).toContain('`mine`');
    expect(error.message).not.toContain(KEY);
  });

  it('ends with the signal', async () => {
    const { model } = await serve(hang);
    const reason = new Error('enough');
    const end = new AbortController();
    const embedding = fromAiSdk(model).embed(['a'], { signal: end.signal });
    end.abort(reason);
    await expect(embedding).rejects.toBe(reason);
  });

  it.each([undefined, null, {}, { doEmbed() {} }, 'openai/text-embedding-3-small'])('takes no %s', (model) => {
    expect(() => Reflect.apply(fromAiSdk, undefined, [model])).toThrow(
      expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }),
    );
  });

  it('decides with a signpost, which goes on without it when it fails', async () => {
    const documents = [
      { path: 'keys.md', text: '---\ndescription: Rotating API keys.\n---\n# Keys\n' },
      { path: 'bills.md', text: '---\ndescription: Sending invoices.\n---\n# Bills\n' },
    ];
    const { model } = await serve(embeddings());
    const decided = await buildSignpost(documents, { embedder: fromAiSdk(model) }).routeAsync('rotate the API keys');
    expect(decided).toMatchObject({ decision: 'route', references: [{ id: 'keys.md' }] });
    expect(decided.degraded).toBeUndefined();
    await server?.close();
    const broken = await buildSignpost(documents, { embedder: fromAiSdk(model) }).routeAsync('rotate the API keys');
    expect(broken.references?.[0]?.id).toBe('keys.md');
    expect(broken.degraded).toMatchObject([{ part: 'embedder', code: 'SIGNPOST_EMBEDDER_FAILED' }]);
  });
});
