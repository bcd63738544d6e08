/** An index longer than an agent is advised to read at once. */

import { describeExcess, sizeOf } from '../../index-blocks/index-size.ts';
import type { LintRule } from '../rule.ts';

export const indexOverBudget: LintRule = {
  id: 'index-over-budget',
  *check({ documents, config }) {
    for (const { path, text, reference } of documents) {
      if (reference?.kind !== 'index' && reference?.kind !== 'skill') continue;
      const excess = describeExcess(sizeOf(text), config.index?.budget);
      if (excess !== undefined) yield { path, place: { line: 1, column: 1 }, reason: excess };
    }
  },
};
