/** What whoever keeps the documents asks over HTTP, wherever the documents are: how often right, and why not. */

import type { RankedReference } from '../../domain/decision.ts';
import type { Evaluation } from '../../domain/evaluation.ts';
import type { LabelledRequest } from '../../domain/labelled-request.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { WhyNot } from '../../domain/why-not.ts';
import { evaluateStored } from '../../maintain/evaluate/evaluate-stored.ts';
import { parseLabelledRequests } from '../../maintain/evaluate/labelled-requests.ts';
import type { SignpostService } from '../shared/signpost-service.ts';

/** Rows of one evaluation. */
const MOST_EVALUATED = 1000;
/** As long as other requests wait for one that has many parts. */
const TURN_MS = 20;

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
function parseForEvaluation(text: string): LabelledRequest[] {
  const requests = parseLabelledRequests(text, 'body');
  if (requests.length > 0 && requests.length <= MOST_EVALUATED) return requests;
  const reason = `Unexpected ${requests.length} labelled requests, expected 1 to ${MOST_EVALUATED}`;
  throw new SignpostError('SIGNPOST_BAD_OPTION', reason);
}

/**
 * Make what evaluates lines of labelled requests.
 *
 * @returns
 *   Evaluates in turns: what else is asked meanwhile is answered. Over a store one evaluation comes after the other, as each reads what all
 *   references are called. Rejects as `parseForEvaluation` throws, and with `SIGNPOST_BAD_INPUT` for a row that names a reference that is not there.
 */
export function createEvaluator(): (service: SignpostService, text: string) => Promise<Evaluation> {
  let last: Promise<unknown> = Promise.resolve();
  return async (service, text) => {
    const requests = parseForEvaluation(text);
    const turn = takeTurns();
    const route: SignpostService['route'] = async (query, options) => {
      const decision = await service.route(query, options);
      await turn();
      return decision;
    };
    const evaluated = () => evaluateStored({ listAll: service.listAll, route }, requests);
    if (service.signpost) return evaluated();
    const evaluation = last.then(evaluated);
    last = evaluation.catch(() => undefined);
    return evaluation;
  };
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
