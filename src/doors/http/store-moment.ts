/** A catalog of a store as the API asks it: every answer is waited for, and is of the version that is current when it begins. */

import { createStoreToolbox, evaluateStored, SignpostError, type StoredSignpost } from '../../index.ts';
import { parseForEvaluation } from './answer-maintainers.ts';
import { examplesOf } from './examples.ts';
import type { Moment } from './moment.ts';

/** Examples are looked for in as many parts of a catalog, of as many references: all of a large one would take long. */
const SAMPLES = 8;
const SAMPLED = 50;

/**
 * Make the moment of a store.
 *
 * @param stored
 *   The catalog.
 * @param onProblem
 *   Told of failures that are not the caller's.
 * @returns
 *   Answers `lint` and `whyNot` by an error: they are about documents, which are not here.
 */
export function storeMoment(stored: StoredSignpost, onProblem: (problem: unknown) => void): Moment {
  const tools = new Map(createStoreToolbox(stored, { onProblem }).map((tool) => [tool.name, tool]));
  const refuse = (what: string) => (): never => {
    throw new SignpostError('SIGNPOST_BAD_OPTION', `Unexpected ${what} over a store, expected the folder itself`);
  };
  return {
    // What is kept would outlive a push.
    isFixed: false,
    call(name, input) {
      const tool = tools.get(name);
      if (!tool) throw new Error(`the toolbox has no ${name}`);
      return tool.call(input);
    },
    route: stored.route,
    whyNot: refuse('why-not'),
    evaluate: async (text) => evaluateStored(stored, parseForEvaluation(text)),
    lint: refuse('lint'),
    async examples(limit) {
      const size = await stored.size();
      const starts = Array.from({ length: SAMPLES }, (_, at) => Math.floor((size * at) / SAMPLES));
      const pages = await Promise.all(
        [...new Set(starts)].map((from) => stored.list({ from, limit: Math.min(SAMPLED, Math.ceil(size / SAMPLES)) })),
      );
      return examplesOf(
        pages.flatMap(({ references }) => references),
        stored.route,
        limit,
      );
    },
    trees: stored.trees,
    size: stored.size,
  };
}
