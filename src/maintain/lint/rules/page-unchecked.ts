/** A page made so that a parser of markdown would be busy with it: its links and headings were not looked at. */

import type { LintRule } from '../rule.ts';

export const pageUnchecked: LintRule = {
  id: 'page-unchecked',
  *check({ documents }) {
    for (const { path, text, page } of documents) {
      // A page without a link or a comment has nothing to check.
      if (!/\]\(|\]:|<[a-z!]/i.test(text) || page.isRead) continue;
      const reason =
        'Unexpected nesting or marks past reading, expected a page people can read: its links were not checked';
      yield { path, place: { line: 1, column: 1 }, reason };
    }
  },
};
