/** A link that spells a file in another case than the disk: it works on some machines only. */

import { localLinks } from '../link-targets.ts';
import { linkTo } from '../near-path.ts';
import type { LintRule } from '../rule.ts';

export const linkCase: LintRule = {
  id: 'link-case',
  *check(project) {
    const { files } = project;
    for (const { document, link, path } of localLinks(project)) {
      if (path === undefined || project.document(path) || files.kindOf(path) !== undefined) continue;
      const spelled = files.spellingOf(path);
      if (spelled === undefined) continue;
      const meant = linkTo(document, spelled, link.url);
      const fix = link.span && { ...link.span, text: meant };
      yield {
        path: document.path,
        place: link.position,
        reason: `Unexpected case in \`${link.url}\`, expected \`${meant}\` as on disk`,
        fix,
      };
    }
  },
};
