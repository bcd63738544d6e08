/**
 * The common shape every way of writing a tree is brought to: lines with lines below them. What a line means
 * (condition, outcome, targets) is decided later, in one place for all of them.
 */

import type { Segment } from './segments.ts';

/** A longer line is no branch anybody wrote, and the patterns that read lines would be long at it. */
export const LONGEST_LINE = 1000;

/** A line and the lines that belong below it. */
export interface TreeOutline {
  readonly segments: readonly Segment[];
  /** Line in the file, from 1. */
  readonly line: number;
  /** Headings are conditions as they stand: no arrow or colon in them divides. */
  readonly whole: boolean;
  readonly children: TreeOutline[];
}

/** A line that nothing has been put below yet. */
export function outline(segments: readonly Segment[], line: number, whole = false): TreeOutline {
  return { segments, line, whole, children: [] };
}
