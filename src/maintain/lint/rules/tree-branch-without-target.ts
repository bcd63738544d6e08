/** A line of a tree that asks, and leads nowhere. */

import type { LintRule } from '../rule.ts';

export const treeBranchWithoutTarget: LintRule = {
  id: 'tree-branch-without-target',
  *check({ documents }) {
    for (const { path, parsed } of documents) {
      for (const { lacks, text, line } of parsed.trees.flatMap(({ gaps }) => gaps)) {
        if (lacks !== 'target') continue;
        const reason = `Unexpected branch “${text}” without a target, expected a file or what to do behind it`;
        yield { path, place: { line, column: 1 }, reason };
      }
    }
  },
};
