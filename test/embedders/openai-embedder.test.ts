import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { inspect } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { SignpostError } from '../../src/diagnostics/index.ts';
import { createOpenAiEmbedder, type OpenAiEmbedderOptions } from '../../src/embedders/index.ts';
import { thrownBy } from '../models/thrown-by.ts';
import { type Answer, embeddings, hang, json, plain, startServer, type TestServer, vectorOf } from './server.ts';

const KEY = 'sk-secret-0123456789';
/** Asks to be tried again at once, so that no test has to wait. */
const AT_ONCE = { 'retry-after': '0' };

let server: TestServer | undefined;
afterEach(async () => {
  await server?.close();
  server = undefined;
});

type Options = Partial<OpenAiEmbedderOptions>;

/** A server with these answers, and an embedder that asks it. */
async function serve(answers: readonly Answer[], options: Options = {}) {
  const started = await startServer(...answers);
  server = started;
  const embedder = createOpenAiEmbedder({ baseUrl: started.baseUrl, model: 'tiny', ...options });
  return { embedder, received: started.received, baseUrl: started.baseUrl };
}

async function failureOf(answers: readonly Answer[], options: Options = {}, texts = ['a']) {
  const { embedder, received } = await serve(answers, options);
  const error = await thrownBy(embedder.embed(texts));
  expect(error).toBeInstanceOf(SignpostError);
  expect(error.code).toBe('SIGNPOST_EMBEDDER_FAILED');
  return { error, received };
}

describe('a request', () => {
  it('goes to /embeddings with model, texts and key', async () => {
    const { embedder, received } = await serve([embeddings()], { apiKey: KEY, headers: { 'x-team': 'docs' } });
    const vectors = await embedder.embed(['rotate keys', 'send invoices']);
    expect(vectors.map((vector) => [...Array.from(vector)])).toEqual([
      vectorOf('rotate keys'),
      vectorOf('send invoices'),
    ]);
    expect(received).toMatchObject([
      {
        method: 'POST',
        url: '/v1/embeddings',
        body: { model: 'tiny', input: ['rotate keys', 'send invoices'] },
        headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json', 'x-team': 'docs' },
      },
    ]);
    expect(received[0]?.body).not.toHaveProperty('dimensions');
  });

  it('is not made without texts', async () => {
    const { embedder, received } = await serve([embeddings()]);
    expect(await embedder.embed([])).toEqual([]);
    expect(received).toEqual([]);
  });

  it('takes as many texts as the batch is large, the rest in the next one', async () => {
    const { embedder, received } = await serve([embeddings()], { batchSize: 2 });
    const texts = ['one', 'two', 'three', 'four', 'five'];
    expect((await embedder.embed(texts)).map((vector) => Array.from(vector))).toEqual(texts.map(vectorOf));
    expect(received.map(({ body }) => body.input)).toEqual([['one', 'two'], ['three', 'four'], ['five']]);
  });

  it('keeps the query of the URL, and one slash before the path', async () => {
    const { received, baseUrl } = await serve([embeddings()]);
    await createOpenAiEmbedder({ baseUrl: `${baseUrl}//?api-version=3#top`, model: 'tiny' }).embed(['a']);
    expect(received[0]?.url).toBe('/v1/embeddings?api-version=3');
  });

  it('lets a header of the caller replace one that is set anyhow', async () => {
    const { embedder, received } = await serve([embeddings()], { apiKey: KEY, headers: { Authorization: 'Basic x' } });
    await embedder.embed(['a']);
    expect(received[0]?.headers.authorization).toBe('Basic x');
  });

  it('holds nothing that servers choke on', async () => {
    const { embedder, received } = await serve([embeddings()]);
    await embedder.embed(['', 'half \ud83c of a pair', '\ufeffmarked']);
    expect(received[0]?.body.input).toEqual([' ', 'half \ufffd of a pair', '\ufeffmarked']);
  });

  it('asks for a length, and insists on it', async () => {
    const { embedder, received } = await serve([embeddings()], { dimensions: 4 });
    await embedder.embed(['a']);
    expect(received[0]?.body.dimensions).toBe(4);
    await server?.close();
    const { error } = await failureOf([embeddings()], { dimensions: 3 });
    expect(error.message).toMatch(/failed: a vector of 4 dimensions, 3 were asked for$/);
  });
});

describe('an answer', () => {
  it('is put into the order of the texts by its `index`', async () => {
    const { embedder } = await serve([embeddings((entries) => entries.reverse())]);
    const texts = ['one', 'three', 'fourteen'];
    expect((await embedder.embed(texts)).map((vector) => Array.from(vector))).toEqual(texts.map(vectorOf));
  });

  it.each([
    { what: 'no JSON', answer: plain('<html>Bad gateway</html>'), reason: /no JSON: <html>Bad gateway<\/html>$/ },
    { what: 'cut off', answer: plain('{"data": [{"index": 0'), reason: /no JSON: \{"data": \[\{"index": 0$/ },
    { what: 'empty', answer: plain(''), reason: /no JSON: it is empty$/ },
    { what: 'null', answer: json(null), reason: /without a list `data`$/ },
    { what: 'without data', answer: json({ object: 'list' }), reason: /without a list `data`$/ },
    { what: 'of too few vectors', answer: embeddings((entries) => entries.slice(1)), reason: /1 vectors for 2 texts$/ },
    {
      what: 'of too many vectors',
      answer: embeddings((entries) => [...entries, ...entries.slice(1)]),
      reason: /3 vectors for 2 texts$/,
    },
    {
      what: 'of two vectors for one text',
      answer: embeddings(([first]) => (first === undefined ? [] : [first, first])),
      reason: /two vectors for text 0$/,
    },
    {
      what: 'with an index there is no text for',
      answer: json({ data: [0, 2].map((index) => ({ index, embedding: [1] })) }),
      reason: /`index` is none of 0 to 1$/,
    },
    {
      what: 'without an index',
      answer: json({ data: [{ embedding: [1] }, { embedding: [1] }] }),
      reason: /`index` is none of 0 to 1$/,
    },
    {
      what: 'of something else than entries',
      answer: json({ data: [null, 'x'] }),
      reason: /`index` is none of 0 to 1$/,
    },
    {
      what: 'of base64',
      answer: json({ data: [0, 1].map((index) => ({ index, embedding: 'AACAPw==' })) }),
      reason: /an `embedding` of text 0 that is no list$/,
    },
    {
      what: 'with a text among the numbers',
      answer: json({ data: [0, 1].map((index) => ({ index, embedding: [1, index === 1 ? '2' : 2] })) }),
      reason: /its vector for text 1 has no finite float32 number at 1$/,
    },
    {
      what: 'of vectors of two lengths',
      answer: json({ data: [0, 1].map((index) => ({ index, embedding: index === 1 ? [1, 2] : [1] })) }),
      reason: /a vector of 2 dimensions after one of 1$/,
    },
  ])('that is $what is a failure, and not asked for again', async ({ answer, reason }) => {
    const { error, received } = await failureOf([answer], {}, ['one', 'two']);
    expect(error.message).toMatch(reason);
    expect(received).toHaveLength(1);
  });

  it('is read up to a size', async () => {
    let sent = 0;
    const endless: Answer = (_received, response) => {
      const chunk = Buffer.alloc(64 * 1024, ' ');
      const more = () => {
        while (!response.destroyed && response.write(chunk)) sent += chunk.length;
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    };
    const { error, received } = await failureOf([endless]);
    expect(error.message).toMatch(/an answer of more than \d+ bytes$/);
    expect(received).toHaveLength(1);
    // What is on its way in buffers comes on top.
    expect(sent).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('a server that refuses', () => {
  it('is asked again when it says "later"', async () => {
    const { embedder, received } = await serve([json({}, 429, AT_ONCE), json({}, 503, AT_ONCE), embeddings()]);
    expect(await embedder.embed(['a'])).toHaveLength(1);
    expect(received).toHaveLength(3);
    expect(received[2]?.body).toEqual(received[0]?.body);
  });

  it('is asked again by itself after a moment', async () => {
    const { embedder, received } = await serve([json({}, 500), embeddings()]);
    const began = performance.now();
    await embedder.embed(['a']);
    // Timers may fire a little early.
    expect(performance.now() - began).toBeGreaterThan(200);
    expect(received).toHaveLength(2);
  });

  it.each([408, 409, 429, 500, 502, 529])('with %i is asked three times, then no more', async (status) => {
    const { error, received } = await failureOf([json({ error: { message: 'overloaded' } }, status, AT_ONCE)]);
    expect(received).toHaveLength(3);
    expect(error.message).toBe(
      `Embedder \`tiny at ${server?.baseUrl}/embeddings\` failed 3 times: HTTP ${status}: overloaded`,
    );
  });

  it.each([400, 401, 403, 404, 413, 422])('with %i is not asked again', async (status) => {
    const { error, received } = await failureOf([json({ error: { message: 'no such model' } }, status, AT_ONCE)]);
    expect(received).toHaveLength(1);
    expect(error.message).toBe(
      `Embedder \`tiny at ${server?.baseUrl}/embeddings\` failed: HTTP ${status}: no such model`,
    );
  });

  it.each([
    { what: 'breaks off', end: (response: ServerResponse) => response.destroy() },
    { what: 'hangs', end: () => undefined },
  ])('is not asked again when its message $what', async ({ end }) => {
    const cut: Answer = (_received, response) => {
      response.writeHead(400, { 'content-length': '1000' });
      response.write('{"error":', () => end(response));
    };
    const { error, received } = await failureOf([cut, embeddings()], { timeoutMs: 200 });
    expect(error.message).toMatch(/ failed: HTTP 400$/);
    expect(received).toHaveLength(1);
  });

  it('is asked once without retries', async () => {
    const { received } = await failureOf([json({}, 500)], { retries: 0 });
    expect(received).toHaveLength(1);
  });

  it('does not lead the request to another host', async () => {
    const { error, received } = await failureOf([json({}, 307, { location: 'http://127.0.0.1:9/' })], { apiKey: KEY });
    expect(error.message).toMatch(/failed: HTTP 307: \{\}$/);
    expect(received).toHaveLength(1);
  });

  it.each([
    { what: 'of OpenAI', body: '{"error":{"message":"too long","type":"x"}}', shown: ': too long' },
    { what: 'of Ollama', body: '{"error":"model not found"}', shown: ': model not found' },
    { what: 'of FastAPI', body: '{"detail":"Not Found"}', shown: ': Not Found' },
    { what: 'of vLLM', body: '{"object":"error","message":"bad input"}', shown: ': bad input' },
    { what: 'as a page', body: '<h1>\n  Not\u0007 found\n</h1>', shown: ': <h1> Not found </h1>' },
    { what: 'as JSON of no known form', body: '[1]', shown: ': [1]' },
    { what: 'that is empty', body: '', shown: '' },
    { what: 'that is long', body: 'x'.repeat(100_000), shown: `: ${'x'.repeat(200)}…` },
  ])('is quoted: a message $what', async ({ body, shown }) => {
    const { error } = await failureOf([plain(body, 400)]);
    expect(error.message.replace(/^.* failed: /, '')).toBe(`HTTP 400${shown}`);
  });
});

describe('a connection', () => {
  it('that is refused is tried again, then a failure with its cause', async () => {
    const { embedder } = await serve([embeddings()], { retries: 1 });
    await server?.close();
    const error = await thrownBy(embedder.embed(['a']));
    expect(error.code).toBe('SIGNPOST_EMBEDDER_FAILED');
    expect(error.message).toMatch(/ failed 2 times: connect ECONNREFUSED 127\.0\.0\.1:\d+$/);
    expect(inspect(error.cause)).toContain('ECONNREFUSED');
  });

  it('that breaks off in the middle of an answer is tried again', async () => {
    const broken: Answer = (_received, response) => {
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"data":', () => response.destroy());
    };
    const { embedder, received } = await serve([broken, embeddings()]);
    expect(await embedder.embed(['a'])).toHaveLength(1);
    expect(received).toHaveLength(2);
  });

  it('that hangs is given up after a while', async () => {
    const { error, received } = await failureOf([hang], { timeoutMs: 100, retries: 0 });
    expect(error.message).toMatch(/ failed: no answer within 100 ms$/);
    expect(received).toHaveLength(1);
  });

  it('that hangs in the middle of an answer is given up, and tried again', async () => {
    const stuck: Answer = (_received, response) => response.writeHead(200).write('{"data":');
    const { error, received } = await failureOf([stuck], { timeoutMs: 100, retries: 1 });
    expect(error.message).toMatch(/ failed 2 times: no answer within 100 ms$/);
    expect(received).toHaveLength(2);
  });
});

describe('a signal', () => {
  const reason = new Error('nobody waits any more');

  it('that is aborted before sends nothing', async () => {
    const { embedder, received } = await serve([embeddings()]);
    expect(await thrownBy(embedder.embed(['a'], { signal: AbortSignal.abort(reason) }))).toBe(reason);
    expect(received).toEqual([]);
  });

  it('ends a request', async () => {
    const controller = new AbortController();
    const { embedder, received } = await serve([() => controller.abort(reason)]);
    expect(await thrownBy(embedder.embed(['a'], { signal: controller.signal }))).toBe(reason);
    expect(received).toHaveLength(1);
  });

  it('ends the wait for the next attempt', async () => {
    const controller = new AbortController();
    const refuse: Answer = (received, response) => {
      response.on('close', () => setTimeout(() => controller.abort(reason), 50));
      json({}, 429, { 'retry-after': '3600' })(received, response);
    };
    const { embedder, received } = await serve([refuse]);
    const began = performance.now();
    expect(await thrownBy(embedder.embed(['a'], { signal: controller.signal }))).toBe(reason);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect(received).toHaveLength(1);
  });

  it('ends the batches that are left', async () => {
    const controller = new AbortController();
    const { embedder, received } = await serve(
      [
        (request, response) => {
          response.on('close', () => controller.abort(reason));
          embeddings()(request, response);
        },
        hang,
      ],
      { batchSize: 1 },
    );
    expect(await thrownBy(embedder.embed(['a', 'b', 'c'], { signal: controller.signal }))).toBe(reason);
    expect(received.length).toBeLessThanOrEqual(2);
  });
});

describe('the key', () => {
  /** Everything of an error that could end up in a log. */
  const everythingOf = (error: Error) => [inspect(error, { depth: 20, showHidden: true }), error.stack].join('\n');

  it.each([
    { what: 'a refusal', answer: json({ error: { message: `Incorrect key ${KEY}` } }, 401) },
    { what: 'a page', answer: plain(`<p>${KEY}</p>`, 400) },
    { what: 'broken JSON', answer: plain(`${KEY} is no JSON`) },
    { what: 'broken JSON in the middle', answer: plain(`{"key":"${KEY}",}`) },
    { what: 'a message that is cut', answer: plain(`${'x'.repeat(190)}${KEY}`, 400) },
    { what: 'a header', answer: json({}, 400, { 'x-key': KEY }) },
  ])('is not shown when a server repeats it in $what', async ({ answer }) => {
    const { error } = await failureOf([answer], { apiKey: KEY });
    expect(everythingOf(error)).not.toContain(KEY);
    expect(everythingOf(error)).not.toContain(KEY.slice(0, 8));
  });

  it.each([
    { what: 'JSON', quote: (key: string) => JSON.stringify([key]) },
    { what: 'JSON with escaped slashes', quote: (key: string) => JSON.stringify([key]).replaceAll('/', '\\/') },
    { what: 'a URL', quote: encodeURIComponent },
  ])('is not shown as $what writes it', async ({ quote }) => {
    const key = 'sk-secret/"0123456789"';
    const { error } = await failureOf([plain(quote(key), 400)], { apiKey: key });
    expect(everythingOf(error)).not.toContain('0123456789');
  });

  it('is not shown when what comes back is the request itself, and no HTTP', async () => {
    const echo = createTcpServer((socket) => socket.pipe(socket));
    echo.listen(0, '127.0.0.1');
    await once(echo, 'listening');
    const address = echo.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const baseUrl = `http://127.0.0.1:${port}/v1?token=0123456789abcdef`;
    const embedder = createOpenAiEmbedder({ baseUrl, model: 'tiny', apiKey: KEY, retries: 0 });
    const error = await thrownBy(embedder.embed(['a']));
    echo.close();
    expect(error.message).toMatch(/ failed: Response does not match the HTTP\/1\.1 protocol/);
    expect(everythingOf(error)).not.toContain(KEY);
    expect(everythingOf(error)).not.toContain('0123456789abcdef');
  });

  it('is not shown in a header or in the query of the URL, whole or without what stands before it', async () => {
    const { baseUrl } = await serve([plain('neither 0123456789abcdef nor fedcba9876543210', 400)]);
    const headers = { 'api-key': 'Token fedcba9876543210' };
    const embedder = createOpenAiEmbedder({ baseUrl: `${baseUrl}?token=0123456789abcdef`, model: 'tiny', headers });
    const error = await thrownBy(embedder.embed(['a']));
    expect(error.message).toMatch(/\/v1\/embeddings` failed: HTTP 400: neither \[secret\] nor \[secret\]$/);
  });

  it.each([
    { what: 'a key with a line break', options: { apiKey: `${KEY}\n` } },
    { what: 'a key beyond Latin-1', options: { apiKey: `${KEY}’` } },
    { what: 'a key under another name', options: { apikey: KEY } },
    { what: 'a header with a line break', options: { headers: { authorization: `Bearer\n${KEY}` } } },
    { what: 'a header that is no text', options: { headers: { authorization: [KEY] } } },
    { what: 'a password in the URL', options: { baseUrl: `http://me:${KEY}@localhost/v1` } },
    { what: 'a key instead of the URL', options: { baseUrl: KEY } },
  ])('is not shown in the error of an option: $what', ({ options }) => {
    const make = () => createOpenAiEmbedder({ baseUrl: 'http://localhost/v1', model: 'tiny', ...(options as object) });
    expect(make).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
    expect(make).not.toThrow(KEY);
  });
});

describe('options', () => {
  const fine = { baseUrl: 'http://localhost:11434/v1', model: 'tiny' };

  it.each([
    { options: undefined, message: 'Unexpected `options` undefined, expected an object' },
    {
      options: { ...fine, timeout: 5 },
      message:
        'Unexpected `option` "timeout", expected one of baseUrl, model, apiKey, dimensions, batchSize, timeoutMs, retries, headers: did you mean `timeoutMs`?',
    },
    { options: { ...fine, batch_size: 5 }, message: /did you mean `batchSize`\?$/ },
    { options: { ...fine, modle: 'x' }, message: /did you mean `model`\?$/ },
    { options: { ...fine, url: 'x' }, message: /did you mean `baseUrl`\?$/ },
    { options: { ...fine, colour: 'x' }, message: /, headers$/ },
    { options: { model: 'tiny' }, message: /^Unexpected `baseUrl`, expected an http or https URL/ },
    { options: { ...fine, baseUrl: 'localhost:11434/v1' }, message: /^Unexpected `baseUrl`, expected an http/ },
    { options: { ...fine, baseUrl: 'file:///etc/passwd' }, message: /^Unexpected `baseUrl`, expected an http/ },
    { options: { ...fine, baseUrl: 'http://me@localhost/v1' }, message: /without user and password/ },
    { options: { ...fine, model: ' ' }, message: 'Unexpected `model` "", expected the name of a model' },
    { options: { ...fine, model: 7 }, message: 'Unexpected `model` 7, expected the name of a model' },
    { options: { ...fine, apiKey: '' }, message: 'Unexpected `apiKey`, expected text without spaces and line breaks' },
    { options: { ...fine, dimensions: 0 }, message: /^Unexpected `dimensions` 0, expected a whole number from 1 to/ },
    {
      options: { ...fine, batchSize: 1.5 },
      message: /^Unexpected `batchSize` 1\.5, expected a whole number from 1 to/,
    },
    { options: { ...fine, batchSize: '8' }, message: /^Unexpected `batchSize` "8", expected a whole number/ },
    { options: { ...fine, timeoutMs: Number.NaN }, message: /^Unexpected `timeoutMs` NaN, expected a whole number/ },
    { options: { ...fine, retries: -1 }, message: 'Unexpected `retries` -1, expected a whole number from 0 to 10' },
    { options: { ...fine, retries: {} }, message: /^Unexpected `retries` \(an object\), expected a whole number/ },
    { options: { ...fine, headers: [] }, message: 'Unexpected `headers`, expected an object of texts' },
    { options: { ...fine, headers: { 'a b': 'c' } }, message: /^Unexpected `headers`, expected names of letters/ },
    { options: { ...fine, headers: { a: 1 } }, message: /^Unexpected `headers\.a`, expected text on one line/ },
  ])('are checked: $message', ({ options, message }) => {
    // @ts-expect-error What JavaScript lets through.
    const make = () => createOpenAiEmbedder(options);
    expect(make).toThrow(SignpostError);
    expect(make).toThrow(message);
    expect(make).toThrow(expect.objectContaining({ code: 'SIGNPOST_BAD_OPTION' }));
  });

  it('that are undefined are as if they were not there', () => {
    const { name } = createOpenAiEmbedder({ ...fine, apiKey: undefined, dimensions: undefined, headers: undefined });
    expect(name).toBe('tiny at http://localhost:11434/v1/embeddings');
  });

  it('make the name, but for secrets and patience', () => {
    const { name } = createOpenAiEmbedder({
      ...fine,
      baseUrl: 'https://example.test/v1?token=0123456789abcdef',
      apiKey: KEY,
      dimensions: 256,
      timeoutMs: 5,
      headers: { 'x-model': 'tiny-tiny-tiny' },
    });
    expect(name).toBe('tiny at https://example.test/v1/embeddings, 256 dimensions');
  });
});
