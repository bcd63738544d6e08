/** An index block that no longer says what its files say of themselves. */

import { describeDrift } from '../../index-blocks/describe-drift.ts';
import type { PlannedFile } from '../../index-blocks/plan-documents.ts';
import { editBetween } from '../edits.ts';
import type { LintRule } from '../rule.ts';

export const indexDrift: LintRule = {
  id: 'index-drift',
  *check(project) {
    for (const planned of project.plan) {
      const document = project.document(planned.path);
      if (!document || document.parsed.blocks.length === 0 || !hasDrifted(planned)) continue;
      const { path, before, after } = planned;
      const fix = editBetween(before, after);
      const line = before.slice(0, fix.start).split('\n').length;
      yield { path, place: { line, column: 1 }, reason: describeDrift(before, after), fix };
    }
  },
};

function hasDrifted(file: PlannedFile): file is PlannedFile & { readonly before: string; readonly after: string } {
  return !file.broken && file.before !== undefined && file.after !== undefined && file.before !== file.after;
}
