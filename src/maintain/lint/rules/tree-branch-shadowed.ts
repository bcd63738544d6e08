/** A branch that no request can take: whatever holds for it holds as well for another that leads elsewhere. */

import type { ResolvedBranch } from '../../../domain/reference.ts';
import { analyze } from '../../../text/analyze.ts';
import type { LintRule } from '../rule.ts';
import { isFallback } from '../trees.ts';

export const treeBranchShadowed: LintRule = {
  id: 'tree-branch-shadowed',
  *check(project) {
    const first = new Map<string, ResolvedBranch>();
    for (const branch of project.catalog.branches) {
      if (branch.fallback) continue;
      const document = project.documentOf(branch.owner);
      if (!document) continue;
      const [own = [], ...above] = [...branch.conditions]
        .reverse()
        .map((condition) => [...new Set(analyze(condition))].sort());
      const condition = branch.conditions.at(-1) ?? '';
      const place = { line: branch.line, column: 1 };
      if (own.length === 0) {
        // It says which way is left when no other holds.
        if (isFallback(condition)) continue;
        const reason = `Unexpected condition “${condition}” of stop words alone, which no request can meet, expected what the request is about`;
        yield { path: document.path, place, reason };
        continue;
      }
      const key = JSON.stringify([branch.owner, branch.heading, own, above.flat().sort()]);
      const other = first.get(key);
      if (!other) first.set(key, branch);
      else if (
        branch.targets.some((target) => !other.targets.includes(target)) &&
        condition !== other.conditions.at(-1)
      ) {
        const reason = `Unexpected condition “${condition}”, which “${other.conditions.at(-1)}” of line ${other.line} shadows with the same words, expected a word that tells the two apart`;
        yield { path: document.path, place, reason };
      }
    }
  },
};
