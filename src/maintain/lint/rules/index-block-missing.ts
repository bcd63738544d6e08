/** An INDEX.md without a block: nobody notices when its list and its folder come apart. */

import { isIndexFile } from '../../../load/catalog/layout.ts';
import { parseMarkdownDocument } from '../../../load/markdown/parse-document.ts';
import { editBetween } from '../edits.ts';
import type { LintRule } from '../rule.ts';

export const indexBlockMissing: LintRule = {
  id: 'index-block-missing',
  *check(project) {
    for (const { path, before, after, broken } of project.plan) {
      const document = project.document(path);
      if (!document || !isIndexFile(path) || document.parsed.blocks.length > 0 || broken) continue;
      if (before === undefined || after === undefined || before === after) continue;
      // A SKILL.md may name its few references by hand, and a page called INDEX.md that says nothing of `type: index` has
      // its neighbours listed by the index above it.
      if (path.includes('/') && document.parsed.fields.type?.trim().toLowerCase() !== 'index') continue;
      const due = parseMarkdownDocument({ path, text: after }).blocks.flatMap(({ entries }) => entries);
      const place = { line: 1, column: 1 };
      if (due.length === 0) {
        const reason =
          'Unexpected `type: index` of a file with nothing to list, expected files beside it, or no `type`';
        yield { path, place, reason };
        continue;
      }
      const reason = 'Unexpected index without an index block, expected `<!-- BEGIN GENERATED INDEX -->` and its END';
      yield { path, place, reason, fix: editBetween(before, after) };
    }
  },
};
