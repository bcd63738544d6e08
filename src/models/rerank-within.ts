/** A reranker held to a deadline: scores in time, or the reason why there are none. */

import type { Degraded, RerankCandidate, Reranker } from '../domain/models.ts';
import { within } from './deadline.ts';
import { messageOf, oneLine } from './foreign-text.ts';

/** What a reranker came to. */
export type RerankOutcome =
  /** One finite score a candidate, in their order; the higher the better, comparable within this outcome only. */
  | { readonly kind: 'scored'; readonly scores: readonly number[] }
  /** The first ranking stands. */
  | { readonly kind: 'degraded'; readonly degraded: Degraded };

/**
 * Ask a reranker, and wait for it no longer than agreed.
 *
 * Never throws or rejects, whatever the reranker does, then or later. Past the deadline the signal it was given is
 * aborted. One that blocks the thread cannot be interrupted; its scores count when they come.
 *
 * @param reranker
 *   Who judges. It gets a frozen list: scores of one that it had sorted would go to the wrong candidates.
 * @param query
 *   Text as the agent wrote it.
 * @param candidates
 *   In the order of the first ranking. Of none nobody is asked, and there are no scores.
 * @param deadlineMs
 *   How long to wait, in milliseconds, 0 or more.
 * @returns
 *   Scores, or `SIGNPOST_RERANKER_LATE` or `SIGNPOST_RERANKER_FAILED` with a message.
 * @example
 *   const outcome = await rerankWithin(reranker, query, candidates, 300);
 *   if (outcome.kind === 'scored') console.log(outcome.scores);
 */
export async function rerankWithin(
  reranker: Reranker,
  query: string,
  candidates: readonly RerankCandidate[],
  deadlineMs: number,
): Promise<RerankOutcome> {
  if (candidates.length === 0) return { kind: 'scored', scores: [] };
  return await within(
    (signal) => callReranker(reranker, query, candidates, signal),
    deadlineMs,
    () => degraded('SIGNPOST_RERANKER_LATE', `The reranker did not answer within ${deadlineMs} ms`),
  );
}

/** Never rejects, so that nobody has to be there when it fails after the deadline. */
async function callReranker(
  reranker: Reranker,
  query: string,
  candidates: readonly RerankCandidate[],
  signal: AbortSignal,
): Promise<RerankOutcome> {
  try {
    const given: unknown = await reranker(query, Object.freeze([...candidates]), { signal });
    if (!Array.isArray(given)) return failed('what it gave is no list of scores');
    if (given.length !== candidates.length) return failed(`${given.length} scores for ${candidates.length} candidates`);
    const scores: number[] = [];
    for (const [at, { id }] of candidates.entries()) {
      const score: unknown = given[at];
      if (typeof score !== 'number' || !Number.isFinite(score)) return failed(`no finite score for \`${id}\``);
      scores.push(score);
    }
    return { kind: 'scored', scores };
  } catch (thrown) {
    return failed(oneLine(messageOf(thrown)));
  }
}

function failed(reason: string): RerankOutcome {
  return degraded('SIGNPOST_RERANKER_FAILED', `The reranker failed: ${reason}`);
}

function degraded(code: Degraded['code'], message: string): RerankOutcome {
  return { kind: 'degraded', degraded: { part: 'reranker', code, message } };
}
