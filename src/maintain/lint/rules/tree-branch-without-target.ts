/** A line of a tree that asks, and leads nowhere. */

import type { LintRule } from '../rule.ts';
import { leadsToFiles } from '../trees.ts';

export const treeBranchWithoutTarget: LintRule = {
  id: 'tree-branch-without-target',
  *check(project) {
    for (const { path, parsed, reference } of project.documents) {
      // A tree of actions may well end in a question.
      const leading = parsed.trees.filter(({ heading }) => leadsToFiles(project, reference?.id, heading));
      for (const { lacks, text, line } of leading.flatMap(({ gaps }) => gaps)) {
        if (lacks !== 'target') continue;
        const reason = `Unexpected branch “${text}” without a target, expected a file or what to do behind it`;
        yield { path, place: { line, column: 1 }, reason };
      }
    }
  },
};
