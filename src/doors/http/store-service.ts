/** A catalog of a store as the API asks it: every answer is waited for, and each call is of the version that is current then. */

import { SignpostError } from '../../domain/signpost-error.ts';
import type { StoredSignpost, StoredVersion } from '../../domain/stored-signpost.ts';
import { evaluateStored } from '../../maintain/evaluate/evaluate-stored.ts';
import { createStoreToolbox } from '../shared/store-toolbox.ts';
import { parseForEvaluation } from './answer-maintainers.ts';
import { examplesOf } from './examples.ts';
import type { SignpostService } from './signpost-service.ts';

/** Examples are looked for in as many parts of a catalog, of as many references: all of a large one would take long. */
const SAMPLES = 8;
const SAMPLED = 50;

/**
 * Make the service of a store.
 *
 * @param stored
 *   The catalog.
 * @param onProblem
 *   Told of failures that are not the caller's.
 * @returns
 *   Answers `lint` and `whyNot` by an error: they are about documents, which are not here.
 */
export function storeService(stored: StoredSignpost, onProblem: (problem: unknown) => void): SignpostService {
  const tools = new Map(createStoreToolbox(stored, { onProblem }).map((tool) => [tool.name, tool]));
  const refuse = (what: string) => (): never => {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${what} over a store, expected the folder itself`);
  };
  let evaluating: Promise<unknown> = Promise.resolve();
  return {
    call(name, input) {
      const tool = tools.get(name);
      if (!tool) throw new Error(`the toolbox has no ${name}`);
      return tool.call(input);
    },
    route: stored.route,
    whyNot: refuse('why-not'),
    evaluate(text) {
      // One after the other: each reads what all references are called.
      const evaluation = evaluating.then(() => evaluateStored(stored, parseForEvaluation(text)));
      evaluating = evaluation.catch(() => undefined);
      return evaluation;
    },
    lint: refuse('lint'),
    examples: (limit) => stored.atOnce((version) => examplesIn(version, limit)),
    trees: stored.trees,
    size: stored.size,
  };
}

async function examplesIn(version: StoredVersion, limit: number): ReturnType<typeof examplesOf> {
  const size = await version.size();
  const starts = Array.from({ length: SAMPLES + 1 }, (_, at) => Math.floor((size * at) / SAMPLES));
  const parts = starts.slice(1).map((end, at) => ({ from: starts[at] ?? 0, limit: end - (starts[at] ?? 0) }));
  const pages = await Promise.all(
    parts
      .filter(({ limit }) => limit > 0)
      .map(({ from, limit }) => version.list({ from, limit: Math.min(SAMPLED, limit) })),
  );
  return examplesOf(
    pages.flatMap(({ references }) => references),
    version.route,
    limit,
  );
}
