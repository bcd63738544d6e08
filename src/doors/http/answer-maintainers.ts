/** What whoever keeps the documents asks over HTTP, wherever the documents are: how often right, and why not. */

import type { RankedReference } from '../../domain/decision.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import type { Signpost } from '../../domain/signpost.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import { evaluate } from '../../maintain/evaluate/evaluate.ts';
import { parseLabelledRequests } from '../../maintain/evaluate/labelled-requests.ts';

/** Rows of one evaluation. */
const MOST_EVALUATED = 1000;
/** As long as other requests wait for one that has many parts. */
const TURN_MS = 20;
/** As deep as the candidates of an evaluation go. */
const RANKED = 10;

/** The choice of a request, held against a reference, as it is sent: where folders are is nobody's matter. */
export function withoutRoots({ decision, winner, wanted, path, isChosen, isTried, evidence, edit }: WhyNot): object {
  const lost = edit?.lost.map((request) => ({
    ...request,
    before: request.before ?? null,
    after: request.after ?? null,
  }));
  return {
    decision,
    winner: withoutRoot(winner),
    wanted: withoutRoot(wanted),
    path,
    isChosen,
    isTried,
    evidence,
    edit: edit ? { ...edit, lost } : null,
  };
}

function withoutRoot(reference: RankedReference | undefined): object | null {
  if (!reference) return null;
  const { id, title, score, confidence } = reference;
  return { id, title, score, confidence };
}

/**
 * Parse lines of labelled requests, as many as one evaluation may have.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_INPUT` for a line that is none; `SIGNPOST_BAD_OPTION` for none, or too many.
 */
export function parseForEvaluation(text: string): LabelledRequest[] {
  const requests = parseLabelledRequests(text, 'body');
  if (requests.length > 0 && requests.length <= MOST_EVALUATED) return requests;
  const reason = `Unexpected ${requests.length} labelled requests, expected 1 to ${MOST_EVALUATED}`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
}

/**
 * Evaluate lines of labelled requests, in turns: what else is asked meanwhile is answered.
 *
 * @throws {SignpostError}
 *   As `parseForEvaluation` does; `SIGNPOST_BAD_INPUT` for a row that names a reference that is not there.
 */
export async function evaluateInTurns(signpost: Signpost, text: string): Promise<Evaluation> {
  const requests = parseForEvaluation(text);
  const { catalog, route } = signpost;
  const decisions = new Map<string, ReturnType<typeof route>>();
  const turn = takeTurns();
  for (const { query } of requests) {
    // With what a miss is explained by: to find that out at the end would be a turn of seconds.
    decisions.set(query, route(query, { limit: RANKED, explain: true }));
    await turn();
  }
  return evaluate({ catalog, route: (query, options) => decisions.get(query) ?? route(query, options) }, requests);
}

/**
 * Make what work that takes long calls after each step, so that other requests are answered between two turns of it.
 *
 * @returns
 *   Waits until they are, once a turn has been taken; else for nothing.
 */
export function takeTurns(): () => Promise<void> {
  let started = performance.now();
  return async () => {
    if (performance.now() - started < TURN_MS) return;
    await new Promise((resolve) => setTimeout(resolve, 0));
    started = performance.now();
  };
}
