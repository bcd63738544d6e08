/** A page made so that a parser of markdown would be busy with it: its links and headings were not looked at. */

import type { LintRule } from '../rule.ts';

export const pageUnchecked: LintRule = {
  id: 'page-unchecked',
  *check({ documents }) {
    for (const document of documents) {
      const { path, text } = document;
      // A page without a link or a comment has nothing to check, and is not read for it.
      if (!/\]\(|\]:|<[a-z!]/i.test(text) || document.page.isRead) continue;
      const reason =
        'Unexpected nesting or marks past reading, expected a page people can read: its links were not checked';
      yield { path, place: { line: 1, column: 1 }, reason };
    }
  },
};
