/** Which sections of a document are decision trees: told by their headings. */

import { anyOf } from '../../../text/languages/any-language.ts';
import type { ScannedHeading } from '../scan-lines.ts';

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

const SPEAKS_OF_A_TREE = new RegExp(anyOf('decisionTreeHeadings'), 'i');

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
