/** A link to a heading that its file does not have. */

import { didYouMean } from '../../../text/did-you-mean.ts';
import { localLinks } from '../link-targets.ts';
import type { LintRule } from '../rule.ts';

/** Anchors that every page has. */
const ALWAYS: ReadonlySet<string> = new Set(['', 'top']);

/** Comparing costs far more than looking up: past this many anchors of a root nothing is suggested. */
const MOST_SUGGESTED = 500;

export const linkAnchorMissing: LintRule = {
  id: 'link-anchor-missing',
  *check(project) {
    const known = new Map<string, string | undefined>();
    for (const { document, link, path, anchor } of localLinks(project)) {
      const target = path === undefined ? undefined : project.document(path);
      const wanted = anchor.toLowerCase();
      if (!target || ALWAYS.has(wanted) || target.page.anchors.has(wanted)) continue;
      const key = `${target.path}#${wanted}`;
      if (!known.has(key) && known.size < MOST_SUGGESTED) known.set(key, nearest(wanted, target.page.anchors));
      const meant = known.get(key);
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

function nearest(wanted: string, anchors: ReadonlySet<string>): string | undefined {
  return didYouMean(wanted, anchors) ?? [...anchors].find((anchor) => anchor.startsWith(`${wanted}-`));
}
