/** Sections that speak of a decision tree → decision trees. */

import type { VFile } from 'vfile';
import type { DecisionTree } from '../../../domain/reference.ts';
import { reportMessage } from '../../../domain/report-message.ts';
import { type Effort, parseMarkdown } from '../processor.ts';
import { branchesOf } from './branches.ts';
import { outlineOfSection } from './outline-of-section.ts';
import type { TreeSection } from './sections.ts';

/** Headings that promise a tree, rather than only sound like one. */
const PROMISES = /decision[\s-]*tree|routing[\s-]*table/i;

/**
 * Parse the decision tree of a section.
 *
 * @param file
 *   The document; a section that promises a tree and holds none is reported on it.
 * @param text
 *   The whole file.
 * @param section
 *   Where the tree stands.
 * @param effort
 *   What may be spent on parsing it.
 * @returns
 *   The tree, or `undefined` when the section holds no branch.
 */
export function parseTree(file: VFile, text: string, section: TreeSection, effort: Effort): DecisionTree | undefined {
  const tree = parseMarkdown(text.slice(section.start, section.end), effort);
  if (!tree) {
    const reason = `Unexpected section \`${section.heading}\` nested past reading, expected a tree people can read`;
    reportMessage(file, 'tree-empty', reason, { line: section.line, column: 1 });
    return undefined;
  }
  const roots = outlineOfSection(tree.children.slice(1), section.line);
  const { branches, gaps } = branchesOf(roots, section.heading);
  if (branches.length > 0) return { heading: section.heading, branches, gaps, line: section.line };
  if (PROMISES.test(section.heading)) {
    const reason = `Unexpected section \`${section.heading}\` without a branch, expected "condition → [file](./file.md)"`;
    reportMessage(file, 'tree-empty', reason, {
      line: section.line,
      column: 1,
    });
  }
  return undefined;
}
