/** A file that no index lists, and that generating the indexes would not list either. */

import { folderOf } from '../../../load/catalog/layout.ts';
import { parseMarkdownDocument } from '../../../load/markdown/parse-document.ts';
import { listedBy } from '../project.ts';
import type { LintRule } from '../rule.ts';

export const referenceUnlisted: LintRule = {
  id: 'reference-unlisted',
  *check(project) {
    const listed = new Set<string>();
    const scopes: string[] = [];
    for (const { path, parsed } of project.documents) {
      for (const link of listedBy(
        path,
        parsed.blocks.flatMap(({ entries }) => entries),
      ))
        listed.add(link);
    }
    for (const { path, after, broken } of project.plan) {
      const blocks = project.document(path)?.parsed.blocks ?? [];
      if (blocks.length === 0 || broken || after === undefined) continue;
      scopes.push(path);
      const due = parseMarkdownDocument({ path, text: after }).blocks.flatMap(({ entries }) => entries);
      for (const link of listedBy(path, due)) listed.add(link);
    }
    for (const { path } of project.documents) {
      const index = scopes.find(
        (scope) => scope !== path && lists(project.files.kindOf.bind(project.files), scope, path),
      );
      if (index === undefined || listed.has(path) || scopes.includes(path)) continue;
      const reason = `Unexpected file that no index lists, expected an entry in \`${index}\` or in an index of its folder`;
      yield { path, place: { line: 1, column: 1 }, reason };
    }
  },
};

/** Whether a file stands where an index lists files: below its folder, or below the `references/` of a skill. */
function lists(kindOf: (path: string) => string | undefined, index: string, path: string): boolean {
  const folder = folderOf(index) === '' ? '' : `${folderOf(index)}/`;
  const isSkill = /(?:^|\/)SKILL\.md$/.test(index);
  const base = isSkill && kindOf(`${folder}references`) === 'folder' ? `${folder}references/` : folder;
  return path.startsWith(base);
}
