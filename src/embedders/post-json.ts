/** JSON to a server and back: with patience, again when it may help, and with an answer of limited size. */

import { setTimeout as pause } from 'node:timers/promises';
import { embedderFailed, oneLine } from '../models/index.ts';
import type { Redactor } from './redact.ts';
import { retryDelayMs } from './retry-delay.ts';

/** A server, and how to treat it. */
export interface Endpoint {
  /** What to call it in errors. */
  readonly name: string;
  readonly url: URL;
  readonly headers: Headers;
  /** Hides what the headers hold. */
  readonly redactor: Redactor;
  /** How long to wait for one answer, its end included, 1 or more. */
  readonly timeoutMs: number;
  /** How often a request is made again, 0 or more. */
  readonly retries: number;
}

/** What came of one attempt. */
type Attempt =
  | { readonly kind: 'answered'; readonly answer: unknown }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      readonly cause: Error | undefined;
      /** Whether it may succeed later. */
      readonly isPassing: boolean;
      readonly retryAfter: string | undefined;
    };

/** Statuses below 500 that say "later". */
const PASSING: ReadonlySet<number> = new Set([408, 409, 429]);
/** Of an answer that says what went wrong only the start is shown. */
const MOST_OF_ERROR = 64 * 1024;

/**
 * Send JSON with POST, and read the JSON that comes back.
 *
 * A request is made again, after a delay that doubles or that the server asks for, when its status is 408, 409, 429 or
 * 500 and above, when the connection fails, and when the answer does not come in time. Redirects are not followed: what
 * the headers hold is for this server.
 *
 * @param endpoint
 *   Where to.
 * @param body
 *   What to send.
 * @param mostBytes
 *   The size of the longest answer that is read.
 * @param signal
 *   Ends it (optional); it rejects with the reason of the signal.
 * @returns
 *   What the server answered; nothing of it is checked.
 * @throws {SignpostError}
 *   `SIGNPOST_EMBEDDER_FAILED` with status and start of the server's message, or what became of the connection.
 */
export async function postJson(
  endpoint: Endpoint,
  body: unknown,
  mostBytes: number,
  signal: AbortSignal | undefined,
): Promise<unknown> {
  const text = JSON.stringify(body);
  for (let attempt = 1; ; attempt++) {
    signal?.throwIfAborted();
    const outcome = await post(endpoint, text, mostBytes, signal);
    if (outcome.kind === 'answered') return outcome.answer;
    if (!outcome.isPassing || attempt > endpoint.retries) {
      throw embedderFailed(endpoint.name, outcome.reason, { cause: outcome.cause, attempts: attempt });
    }
    await waitFor(retryDelayMs(attempt, outcome.retryAfter, Date.now()), signal);
  }
}

async function post(
  { url, headers, redactor, timeoutMs }: Endpoint,
  body: string,
  mostBytes: number,
  signal: AbortSignal | undefined,
): Promise<Attempt> {
  // Not `AbortSignal.any` and `timeout`: their timers and listeners would outlive the request.
  const controller = new AbortController();
  const stop = () => controller.abort();
  signal?.addEventListener('abort', stop, { once: true });
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    stop();
  }, timeoutMs);
  try {
    const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal: controller.signal });
    if (!response.ok) return refusal(response, redactor.hide(messageIn(await readRefusal(response, signal))));
    const { text, isWhole } = await readStart(response, mostBytes);
    return isWhole ? parseAnswer(text, redactor) : lasting(`an answer of more than ${mostBytes} bytes`);
  } catch (thrown) {
    signal?.throwIfAborted();
    const cause = redactor.hideIn(thrown);
    const reason = isLate ? `no answer within ${timeoutMs} ms` : oneLine(deepestOf(cause).message);
    return { kind: 'failed', reason, cause, isPassing: true, retryAfter: undefined };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', stop);
  }
}

async function readStart(response: Response, mostBytes: number): Promise<{ text: string; isWhole: boolean }> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    // Leaving the loop ends the download.
    if (size > mostBytes) break;
  }
  return { text: Buffer.concat(chunks).toString('utf8'), isWhole: size <= mostBytes };
}

/** The status has said no: a message that breaks off or hangs does not make that a connection worth another attempt. */
async function readRefusal(response: Response, signal: AbortSignal | undefined): Promise<string> {
  try {
    return (await readStart(response, MOST_OF_ERROR)).text;
  } catch {
    signal?.throwIfAborted();
    return '';
  }
}

function refusal({ status, headers }: Response, message: string): Attempt {
  return {
    kind: 'failed',
    reason: `HTTP ${status}${message === '' ? '' : `: ${oneLine(message)}`}`,
    cause: undefined,
    isPassing: PASSING.has(status) || status >= 500,
    retryAfter: headers.get('retry-after') ?? undefined,
  };
}

function parseAnswer(text: string, redactor: Redactor): Attempt {
  try {
    return { kind: 'answered', answer: JSON.parse(text) };
  } catch {
    // Without the cause: it quotes the answer, and may cut a secret in two that is not found then.
    const start = oneLine(redactor.hide(text));
    return lasting(`an answer that is no JSON: ${start === '' ? 'it is empty' : start}`);
  }
}

function lasting(reason: string): Attempt {
  return { kind: 'failed', reason, cause: undefined, isPassing: false, retryAfter: undefined };
}

/** `{ "error": { "message" } }` as of OpenAI, `{ "error" }`, `{ "message" }`, `{ "detail" }`, or whatever text it is. */
function messageIn(text: string): string {
  try {
    const { error, message, detail } = JSON.parse(text);
    const found = [error?.message, error, message, detail].find((value) => typeof value === 'string');
    return found ?? text;
  } catch {
    return text;
  }
}

/** "fetch failed" says less than its cause. */
function deepestOf(error: Error): Error {
  return error.cause instanceof Error ? deepestOf(error.cause) : error;
}

async function waitFor(delayMs: number, signal: AbortSignal | undefined): Promise<void> {
  try {
    await pause(delayMs, undefined, { ...(signal && { signal }) });
  } catch (thrown) {
    signal?.throwIfAborted();
    throw thrown;
  }
}
