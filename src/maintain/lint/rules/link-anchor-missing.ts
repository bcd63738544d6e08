/** A link to a heading that its file does not have. */

import { didYouMean } from '../../did-you-mean.ts';
import { localLinks } from '../link-targets.ts';
import type { LintRule } from '../rule.ts';

/** Anchors that every page has. */
const ALWAYS: ReadonlySet<string> = new Set(['', 'top']);

export const linkAnchorMissing: LintRule = {
  id: 'link-anchor-missing',
  *check(project) {
    for (const { document, link, path, anchor } of localLinks(project)) {
      const target = path === undefined ? undefined : project.document(path);
      const wanted = anchor.toLowerCase();
      if (!target || ALWAYS.has(wanted) || target.page.anchors.has(wanted)) continue;
      const { anchors } = target.page;
      const meant = didYouMean(wanted, anchors) ?? [...anchors].find((known) => known.startsWith(`${wanted}-`));
      const where = target === document ? 'of this file' : `of \`${target.path}\``;
      const expected = `a heading ${where}${meant === undefined ? '' : `: did you mean \`#${meant}\`?`}`;
      yield {
        path: document.path,
        place: link.position,
        reason: `Unexpected anchor \`#${anchor}\`, expected ${expected}`,
      };
    }
  },
};
