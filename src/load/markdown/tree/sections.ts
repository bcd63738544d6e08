/** Which sections of a document are decision trees: told by their headings. */

import type { ScannedHeading } from '../scan.ts';

/** A section that should hold a tree. */
export interface TreeSection {
  readonly heading: string;
  readonly depth: number;
  /** Line of the heading, from 1. */
  readonly line: number;
  /** Offset of the heading. */
  readonly start: number;
  /** Offset of the next heading of the same or a higher rank. */
  readonly end: number;
}

const WHAT = '(?:references?|guides?|files?|docs?|documents?|documentation|skills?|workflows?|pages?|playbooks?)';
const SPEAKS_OF_A_TREE = new RegExp(
  [
    'decision[\\s-]*(?:tree|table|guide|matrix|flow)',
    'routing[\\s-]*(?:table|tree|guide|rules|map|matrix)',
    `(?:which|what) (?:\\w+ )?${WHAT}`,
    `${WHAT} (?:to (?:use|read|load|open|consult|follow|choose|pick)|routing|selection|selector)`,
    `(?:choose|choosing|pick|picking|select|selecting|find|finding) (?:the |a |an |your |the right )*${WHAT}`,
    'where to (?:look|go|start|read)',
    '決策樹|决策树|決定木|ディシジョンツリー|의사\\s*결정\\s*트리|결정\\s*트리',
    'árbol de decisi|arbre de d[ée]cision|entscheidungsbaum|árvore de decis',
  ].join('|'),
  'i',
);

/** A document with more is not read by people. */
const MOST_SECTIONS = 100;

/**
 * Find the sections that should hold a decision tree.
 *
 * @param text
 *   The whole file.
 * @param headings
 *   Its headings in order.
 * @returns
 *   Sections in order. A section inside another is part of the outer one.
 */
export function findTreeSections(text: string, headings: readonly ScannedHeading[]): TreeSection[] {
  const sections: TreeSection[] = [];
  let covered = -1;
  for (const [index, { depth, text: heading, line, start }] of headings.entries()) {
    if (sections.length === MOST_SECTIONS) break;
    if (start < covered || !SPEAKS_OF_A_TREE.test(heading)) continue;
    let next = index + 1;
    while (next < headings.length && (headings[next]?.depth ?? 0) > depth) next++;
    const end = headings[next]?.start ?? text.length;
    sections.push({ heading, depth, line, start, end });
    covered = end;
  }
  return sections;
}
