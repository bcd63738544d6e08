/** A signpost as the API asks it: each request the one of its time. */

import type { Signpost } from '../../domain/signpost.ts';
import { createToolbox, type ExplainsWhyNot } from '../shared/toolbox.ts';
import { evaluateInTurns } from './answer-maintainers.ts';
import { examplesOf } from './examples.ts';
import type { Linted, SignpostService } from './signpost-service.ts';

/** How it answers for whoever keeps the documents: from folders, or from what is in memory. */
export interface Maintenance {
  readonly whyNot: ExplainsWhyNot;
  /** What is wrong with the documents. */
  readonly lint: (signpost: Signpost, signal: AbortSignal) => Promise<Linted>;
}

/**
 * Make the services of a signpost.
 *
 * @param current
 *   The signpost, or what gives the one of this moment.
 * @param maintenance
 *   How it answers for whoever keeps the documents.
 * @param onProblem
 *   Told of failures that are not the caller's.
 * @returns
 *   Gives the service of now: the same as long as it is the same signpost.
 */
export function servicesOf(
  current: Signpost | (() => Signpost),
  maintenance: Maintenance,
  onProblem: (problem: unknown) => void,
): () => SignpostService {
  let last: { readonly signpost: Signpost; readonly service: SignpostService } | undefined;
  return () => {
    const signpost = typeof current === 'function' ? current() : current;
    if (last?.signpost !== signpost) last = { signpost, service: serviceOf(signpost, maintenance, onProblem) };
    return last.service;
  };
}

function serviceOf(
  signpost: Signpost,
  { whyNot, lint }: Maintenance,
  onProblem: (problem: unknown) => void,
): SignpostService {
  const tools = new Map(createToolbox(signpost, { onProblem, whyNot }).map((tool) => [tool.name, tool]));
  return {
    call(name, input) {
      const tool = tools.get(name);
      if (!tool) throw new Error(`the toolbox has no ${name}`);
      return tool.call(input);
    },
    route: signpost.route,
    whyNot: (question) => whyNot(signpost, question),
    evaluate: (text) => evaluateInTurns(signpost, text),
    lint: (signal) => lint(signpost, signal),
    examples: (limit) => examplesOf(signpost.catalog.references, signpost.route, limit),
    trees: () => signpost.catalog.trees,
    size: () => signpost.catalog.references.length,
  };
}
