/** An embedder over HTTP: any server that speaks OpenAI's `/embeddings`. */

import type { Embedder } from '../contracts/models.ts';
import { createCheckedEmbedder } from '../models/index.ts';
import { type OpenAiEmbedderOptions, readOpenAiOptions } from './openai-options.ts';
import { parseEmbeddings } from './parse-embeddings.ts';
import { postJson } from './post-json.ts';

/** Bytes of an answer around its vectors, of a vector (10,000 numbers), and at the most. */
const MOST_AROUND = 1024 * 1024;
const MOST_A_TEXT = 256 * 1024;
const MOST_BYTES = 256 * 1024 * 1024;

/**
 * Make an embedder of a server: OpenAI, Ollama, vLLM, or any other that takes `POST …/embeddings` with
 * `{ model, input }`.
 *
 * @param options
 *   Where it is, which model, how patient to be.
 * @returns
 *   An embedder that sends `batchSize` texts at a time, one request after the other. It rejects with
 *   `SIGNPOST_EMBEDDER_FAILED` when the server does not answer, refuses, or answers with something else than one vector
 *   a text; the message says why, without the key. Its name is made of model, URL and `dimensions`.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION` when an option is not known or out of range. Nothing is sent before `embed` is called.
 * @example
 *   const embedder = createOpenAiEmbedder({ baseUrl: 'http://localhost:11434/v1', model: 'bge-m3' });
 *   const [vector] = await embedder.embed(['rotate the API key']);
 */
export function createOpenAiEmbedder(options: OpenAiEmbedderOptions): Embedder {
  const { endpoint, model, dimensions, batchSize } = readOpenAiOptions(options);
  const { name } = endpoint;
  return createCheckedEmbedder(name, async (texts, { signal }) => {
    const vectors: (readonly unknown[])[] = [];
    for (let at = 0; at < texts.length; at += batchSize) {
      const input = texts.slice(at, at + batchSize).map(sendable);
      const most = Math.min(MOST_AROUND + input.length * MOST_A_TEXT, MOST_BYTES);
      const answer = await postJson(endpoint, { model, input, dimensions }, most, signal);
      for (const vector of parseEmbeddings(answer, { name, count: input.length, dimensions })) vectors.push(vector);
    }
    return vectors;
  });
}

/** OpenAI refuses a whole batch for one empty text, and servers in Python fail at half of a surrogate pair. */
function sendable(text: string): string {
  return text === '' ? ' ' : Buffer.from(text).toString();
}
