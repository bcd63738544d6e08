/** The evaluation of a catalog whose answers are waited for, as of a store: then they are counted as `evaluate` counts them. */

import type { Decision } from '../../domain/decision.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { StoredSignpost } from '../../domain/stored-signpost.ts';
import { type EvaluateOptions, evaluate, RANKED, resolver } from './evaluate.ts';

/**
 * Evaluate a catalog of a store on labelled requests.
 *
 * @param stored
 *   What is asked, one request after the other; or whatever else answers as a store does. A push meanwhile shows in those that come after it.
 * @param requests
 *   As for `evaluate`.
 * @param options
 *   `onRow` is called as each answer comes (optional).
 * @returns
 *   The numbers that `evaluate` gives of the same catalog in process.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` when a row names a reference that the catalog does not hold, before anything is asked.
 * @example
 *   const { r1 } = await evaluateStored(stored, parseLabelledRequests(text, 'requests.jsonl'));
 */
export async function evaluateStored(
  stored: Pick<StoredSignpost, 'route' | 'listAll'>,
  requests: readonly LabelledRequest[],
  { onRow }: EvaluateOptions = {},
): Promise<Evaluation> {
  const catalog = await stored.listAll();
  const resolve = resolver(catalog);
  for (const { query, expected, acceptable, not } of requests) {
    for (const key of [...(expected ?? []), ...acceptable, ...not]) resolve(key, query);
  }
  const decisions = new Map<string, Decision>();
  for (const [index, { query }] of requests.entries()) {
    // With its evidence, which is told of what it gets wrong.
    if (!decisions.has(query)) decisions.set(query, await stored.route(query, { limit: RANKED, explain: true }));
    onRow?.(index + 1, requests.length);
  }
  const route = (query: string): Decision => {
    const decision = decisions.get(query);
    if (!decision) throw new Error('every request has been asked');
    return decision;
  };
  return evaluate({ catalog, route }, requests);
}
