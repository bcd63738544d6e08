/** Two references with one title: in an index and in a question they look the same. */

import { placeOfField } from '../fields.ts';
import { referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

export const titleDuplicate: LintRule = {
  id: 'title-duplicate',
  *check(project) {
    const first = new Map<string, string>();
    for (const { reference, document } of referencesOf(project)) {
      // Titles are told apart where they are written: one taken from a heading or a file name is nobody's choice.
      const title = document.parsed.fields.title?.replace(/\s+/g, ' ').trim();
      if (!title) continue;
      const key = title.toLowerCase();
      const other = first.get(key);
      if (other === undefined) first.set(key, reference.path);
      else {
        const reason = `Unexpected title \`${title}\`, which \`${other}\` has already, expected a title of its own`;
        yield { path: document.path, place: placeOfField(document, ['title']), reason };
      }
    }
  },
};
