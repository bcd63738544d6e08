/** A backend over the HTTP API that the page was loaded from. */

import type { Evaluation } from '../../../domain/evaluation.ts';
import type { Excerpt } from '../../../domain/excerpt.ts';
import type { DecisionTree } from '../../../domain/reference.ts';
import {
  type Answer,
  type Backend,
  BackendError,
  type Example,
  type Held,
  type Lint,
  type Listing,
} from './backend.ts';

/** Most candidates that one answer shows. */
const CANDIDATES = 8;

/**
 * Make a backend of a server.
 *
 * @param base
 *   Where the page is: the API is looked for beside it, so that both may stand below any path.
 * @param tokenOf
 *   What to send as the token, asked for with each request; `''` for none.
 * @param onTokenWanted
 *   Told when the server wants one, or another one.
 */
export function createServerBackend(base: string, tokenOf: () => string, onTokenWanted: () => void): Backend {
  const ask = async <Body>(path: string, init: RequestInit = {}): Promise<Body> => {
    const token = tokenOf();
    const headers = new Headers(init.headers);
    if (token !== '') headers.set('authorization', `Bearer ${token}`);
    let response: Response;
    try {
      response = await fetch(new URL(path, base), { ...init, headers });
    } catch (thrown) {
      if (init.signal?.aborted) throw thrown;
      throw new BackendError('unreachable', 'The server does not answer. Is signpost serve still running?');
    }
    if (response.ok) return response.json() as Promise<Body>;
    if (response.status === 401) {
      onTokenWanted();
      throw new BackendError('token', token === '' ? 'A token is needed.' : 'The token is not the right one.');
    }
    throw new BackendError('refused', await detailOf(response));
  };
  const post = <Body>(path: string, body: unknown, signal?: AbortSignal) =>
    ask<Body>(path, {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': typeof body === 'string' ? 'application/x-ndjson' : 'application/json' },
      ...(signal && { signal }),
    });
  return {
    route: (query, signal) => post<Answer>('v1/route', { query, limit: CANDIDATES, explain: true }, signal),
    read: (id, from, maxTokens, signal) =>
      ask<Excerpt>(`v1/references/${encodeURIComponent(id)}?from=${from}&max_tokens=${maxTokens}`, { signal }),
    references: (cursor = '0') => ask<Listing>(`v1/references?limit=100&cursor=${encodeURIComponent(cursor)}`),
    examples: async () => (await ask<{ readonly examples: readonly Example[] }>('v1/examples')).examples,
    trees: async () =>
      (await ask<{ readonly trees: Readonly<Record<string, readonly DecisionTree[]>> }>('v1/trees')).trees,
    whyNot: (query, reference) => post<Held>('v1/why-not', { query, reference }),
    evaluate: (lines) => post<Evaluation>('v1/evaluate', lines),
    lint: () => ask<Lint>('v1/lint'),
  };
}

/** What the problem says of itself. */
async function detailOf(response: Response): Promise<string> {
  try {
    const { detail } = (await response.json()) as { readonly detail?: unknown };
    if (typeof detail === 'string' && detail !== '') return detail;
  } catch {
    // Something between the page and the server answered in its own words.
  }
  return `The server answered with ${response.status}.`;
}
