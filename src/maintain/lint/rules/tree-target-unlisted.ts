/** A branch that leads to a file which the index beside the tree does not list: tree and index have come apart. */

import type { Project, ProjectDocument } from '../project.ts';
import { listedBy } from '../project.ts';
import type { LintRule } from '../rule.ts';

export const treeTargetUnlisted: LintRule = {
  id: 'tree-target-unlisted',
  *check(project) {
    const listed = new Map<string, ReadonlySet<string>>();
    for (const { owner, targets, line } of project.catalog.branches) {
      const document = project.documentOf(owner);
      if (!document || document.parsed.blocks.length === 0) continue;
      const known = listed.get(owner) ?? reachOf(project, document);
      listed.set(owner, known);
      for (const target of targets) {
        const path = project.documentOf(target)?.path;
        if (path === undefined || path === document.path || known.has(path)) continue;
        const reason = `Unexpected target \`${path}\` outside of the index, expected a file that an index block of this file lists`;
        yield { path: document.path, place: { line, column: 1 }, reason };
      }
    }
  },
};

/** What a document's blocks list, and what the indexes among that list in turn. */
function reachOf(project: Project, document: ProjectDocument): ReadonlySet<string> {
  const reached = new Set<string>();
  const open = [document];
  for (let next = open.pop(); next; next = open.pop()) {
    for (const path of listedBy(
      next.path,
      next.parsed.blocks.flatMap(({ entries }) => entries),
    )) {
      if (reached.has(path)) continue;
      reached.add(path);
      const inner = project.document(path);
      if (inner) open.push(inner);
    }
  }
  return reached;
}
