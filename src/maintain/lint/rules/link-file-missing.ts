/** A link to a file that is not there. */

import { localLinks } from '../link-targets.ts';
import { linkTo, nearPath } from '../near-path.ts';
import type { Project } from '../project.ts';
import type { LintRule } from '../rule.ts';
import { treeTargetMissing } from './tree-target-missing.ts';

export const linkFileMissing: LintRule = {
  id: 'link-file-missing',
  *check(project) {
    const inTrees = treeLines(project);
    for (const { document, link, path } of localLinks(project)) {
      // What a template leaves to be filled in.
      if (/\{\{|\$\{|^\$|^\.\.\.$|<|>/.test(link.url)) continue;
      if (path === undefined || project.document(path) || project.files.kindOf(path) !== undefined) continue;
      // Only the case differs, or a tree has said so: those are rules of their own.
      if (project.files.spellingOf(path) !== undefined) continue;
      if (inTrees.has(`${document.path}:${link.position.start.line}`)) continue;
      const near = nearPath(project, document, path);
      const meant = near && linkTo(document, near.path, link.url);
      const expected = meant === undefined ? 'a file that exists' : `a file that exists: did you mean \`${meant}\`?`;
      const fix = near?.moved && link.span && meant !== undefined ? { ...link.span, text: meant } : undefined;
      yield {
        path: document.path,
        place: link.position,
        reason: `Unexpected link to \`${link.url}\`, expected ${expected}`,
        fix,
      };
    }
  },
};

/** The lines on which `tree-target-missing` stands. */
function treeLines(project: Project): Set<string> {
  return new Set(
    [...treeTargetMissing.check(project)].map(
      ({ path, place }) => `${path}:${place && 'line' in place ? place.line : ''}`,
    ),
  );
}
