/** An entry that says something else than the front matter of its file, in an index that nothing generates. */

import type { LintRule } from '../rule.ts';

export const indexEntryDrift: LintRule = {
  id: 'index-entry-drift',
  *check(project) {
    // Of the others `index-drift` tells, which knows how entries are written here.
    const generated = new Set(project.plan.filter(({ broken }) => !broken).map(({ path }) => path));
    for (const { path, parsed } of project.documents) {
      if (generated.has(path)) continue;
      for (const { ruleId, reason, line } of parsed.file.messages) {
        if (ruleId === 'index-entry-drift') yield { path, place: { line: line ?? 1, column: 1 }, reason };
      }
    }
  },
};
