/** An entry for a file that is gone. */

import { resolveLink } from '../../../load/catalog/links.ts';
import { linkTo, nearPath } from '../near-path.ts';
import type { LintRule } from '../rule.ts';

const ENTRY = /^Unexpected entry `(.*)`, expected/s;

export const indexEntryMissing: LintRule = {
  id: 'index-entry-missing',
  *check(project) {
    const generated = new Set(project.plan.filter(({ broken }) => !broken).map(({ path }) => path));
    for (const document of project.documents) {
      for (const { ruleId, reason, line } of document.parsed.file.messages) {
        const link = ruleId === 'index-entry-missing' ? ENTRY.exec(reason)?.[1] : undefined;
        if (link === undefined) continue;
        const resolved = resolveLink(document.path, link);
        const near = resolved.kind === 'inside' ? nearPath(project, document, resolved.path) : undefined;
        const meant = near ? `: did you mean \`${linkTo(document, near.path, link)}\`?` : '';
        const how = generated.has(document.path) ? ', or no entry: run gen-index' : '';
        const expected = `a file that exists${how}${meant}`;
        yield {
          path: document.path,
          place: { line: line ?? 1, column: 1 },
          reason: `Unexpected entry \`${link}\`, expected ${expected}`,
        };
      }
    }
  },
};
