/** A line of a tree, or a row of a routing table, that names a file and does not say when to open it. */

import type { LintRule } from '../rule.ts';

export const treeBranchWithoutCondition: LintRule = {
  id: 'tree-branch-without-condition',
  *check({ documents }) {
    for (const { path, parsed } of documents) {
      for (const { lacks, text, line } of parsed.trees.flatMap(({ gaps }) => gaps)) {
        if (lacks !== 'condition') continue;
        const reason = `Unexpected branch “${text}” without a condition, expected when to take it`;
        yield { path, place: { line, column: 1 }, reason };
      }
    }
  },
};
