/** A link that leaves the root: whoever installs the folder alone does not have what it leads to. */

import { localLinks } from '../link-targets.ts';
import type { LintRule } from '../rule.ts';

export const linkLeavesRoot: LintRule = {
  id: 'link-leaves-root',
  *check(project) {
    for (const { document, link, path } of localLinks(project)) {
      if (path !== undefined) continue;
      const reason = `Unexpected link to \`${link.url}\` outside of the root, expected a file inside it`;
      yield { path: document.path, place: link.position, reason };
    }
  },
};
