/** The options of an OpenAI-compatible server, checked and put into the form requests are made of. */

import { badOption, checkKeys, checkText, checkWhole, MOST_DIMENSIONS } from '../models/index.ts';
import type { Endpoint } from './post-json.ts';
import { createRedactor } from './redact.ts';

/** Where an OpenAI-compatible server is, which model it should use, and how patient to be with it. */
export interface OpenAiEmbedderOptions {
  /**
   * Where the API begins, without `/embeddings`: `https://api.openai.com/v1`, `http://localhost:11434/v1`. A query, such
   * as a version, is kept. No user and password: those are for `headers`.
   */
  readonly baseUrl: string;
  /** The model as the server calls it. */
  readonly model: string;
  /** Sent as `Authorization: Bearer …` (default: none is sent). No message or error ever holds it. */
  readonly apiKey?: string | undefined;
  /** Ask for vectors of this length (1 to 65,536; default: what the model gives). Not every model can. */
  readonly dimensions?: number | undefined;
  /** Texts a request (1 to 2,048; default: 64). */
  readonly batchSize?: number | undefined;
  /** How long to wait for one answer, in milliseconds (1 to 300,000; default: 10,000). */
  readonly timeoutMs?: number | undefined;
  /** How often a request is made again that failed in a way that may pass (0 to 10; default: 2). */
  readonly retries?: number | undefined;
  /** Further headers; one that is set anyhow is replaced. No message or error holds a value of 8 characters or more. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What requests are made of. */
export interface OpenAiSettings {
  readonly endpoint: Endpoint;
  readonly model: string;
  readonly dimensions: number | undefined;
  readonly batchSize: number;
}

const KEYS = ['baseUrl', 'model', 'apiKey', 'dimensions', 'batchSize', 'timeoutMs', 'retries', 'headers'] as const;
/** OpenAI takes no more texts at once. */
const MOST_TEXTS = 2_048;
/** Node gives up a request by itself after five minutes. */
const LONGEST_MS = 300_000;
const MOST_RETRIES = 10;
/** Shorter values are words and numbers that messages are full of. */
const SHORTEST_SECRET = 8;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Check options.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_OPTION`. What may hold a secret is not shown.
 */
export function readOpenAiOptions(options: OpenAiEmbedderOptions): OpenAiSettings {
  checkKeys(options, KEYS);
  const { baseUrl, model, apiKey, dimensions, batchSize = 64, timeoutMs = 10_000, retries = 2, headers = {} } = options;
  const url = endpointOf(baseUrl);
  checkText('model', model, 'the name of a model');
  // `fetch` would show a key with a line break, as one read from a file has, in its error.
  if (apiKey !== undefined && !(typeof apiKey === 'string' && /^[\x21-\x7e]+$/.test(apiKey))) {
    throw badOption('apiKey', 'text without spaces and line breaks');
  }
  if (dimensions !== undefined) checkWhole('dimensions', dimensions, 1, MOST_DIMENSIONS);
  checkWhole('batchSize', batchSize, 1, MOST_TEXTS);
  checkWhole('timeoutMs', timeoutMs, 1, LONGEST_MS);
  checkWhole('retries', retries, 0, MOST_RETRIES);
  const sent = new Headers({ 'content-type': 'application/json', accept: 'application/json' });
  if (apiKey !== undefined) sent.set('authorization', `Bearer ${apiKey}`);
  for (const [name, value] of headerEntries(headers)) sent.set(name, value);
  const key = apiKey === undefined ? [] : [apiKey];
  const redactor = createRedactor([...key, ...secretsIn([...Object.values(headers), ...url.searchParams.values()])]);
  const suffix = dimensions === undefined ? '' : `, ${dimensions} dimensions`;
  // Of the key alone: a header may hold the name of the model, by which a cache tells it from others.
  const name = createRedactor(key).hide(`${model} at ${url.origin}${url.pathname}${suffix}`);
  return { endpoint: { name, url, headers: sent, redactor, timeoutMs, retries }, model, dimensions, batchSize };
}

/** Of `Bearer x` or `a=x` a server may repeat the `x` alone. */
function secretsIn(values: readonly string[]): string[] {
  const parts = values.flatMap((value) => [value, ...value.split(/[\s=;,]+/)]);
  return parts.filter(({ length }) => length >= SHORTEST_SECRET);
}

function endpointOf(baseUrl: unknown): URL {
  const expected = 'an http or https URL such as http://localhost:11434/v1';
  if (typeof baseUrl !== 'string' || !URL.canParse(baseUrl)) throw badOption('baseUrl', expected);
  const url = new URL(baseUrl);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw badOption('baseUrl', expected);
  // `fetch` takes none, and shows them in its error.
  if (url.username !== '' || url.password !== '') {
    throw badOption('baseUrl', 'a URL without user and password: those are for `headers` or `apiKey`');
  }
  url.pathname = `${url.pathname.replace(/\/+$/, '')}/embeddings`;
  url.hash = '';
  return url;
}

function headerEntries(headers: unknown): [string, string][] {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers)) {
    throw badOption('headers', 'an object of texts');
  }
  return Object.entries(headers).map(([name, value]) => {
    if (!HEADER_NAME.test(name)) throw badOption('headers', 'names of letters, digits and dashes');
    if (typeof value === 'string' && HEADER_VALUE.test(value)) return [name, value];
    throw badOption(`headers.${name}`, 'text on one line, without letters beyond Latin-1');
  });
}
