/** A remark to signpost that turns nothing off: misspelt, or for a rule that is not the author's. */

import { remarksOf } from '../remarks.ts';
import type { LintRule } from '../rule.ts';

export const remarkUnknown: LintRule = {
  id: 'remark-unknown',
  *check({ documents }) {
    for (const document of documents) {
      for (const { line, column, problem } of remarksOf(document)) {
        if (problem !== undefined) yield { path: document.path, place: { line, column }, reason: problem };
      }
    }
  },
};
