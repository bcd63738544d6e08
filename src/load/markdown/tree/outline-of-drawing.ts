/** Drawings (`├─ └─`, `+--`) and indented text in a fence → outline. Depth is where the words begin. */

import { LONGEST_LINE, outline, type TreeOutline } from './outline.ts';
import { segmentsOfText, textOf } from './segments.ts';

/** Everything before the words: rails, corners, dashes, bullets. An arrow's head is left to the words. */
const RAILS = /^(?:[\s│┃║┆┊├┝┞┟┠┣└┗╰┌┏╭┬┴┼─━═╌┄]|\|(?=[\s|+`]|$)|[+`\\|]-+|-(?=\s))*/u;
const CORNER = /[├┝┞┟┠┣└┗╰┌┏╭]|[+`\\|](?=-)|-(?=\s)/gu;
/** A corner that ends in an arrow's head: `└─> quickstart.md`. */
const ARROW_HEAD = /^[>►▶]\s*/;
/** The right edge of a box. */
const RIGHT_EDGE = /[│┃║┐┘]+$/u;

interface Level {
  readonly node: TreeOutline;
  /** Column of the words. */
  readonly words: number;
  /** Column of the corner that hangs the line on its parent; -1 for a line without one. */
  readonly corner: number;
}

/**
 * Read a drawing.
 *
 * @param drawing
 *   The fence's content.
 * @param firstLine
 *   Line in the file of its first line, from 1.
 * @returns
 *   The lines that hang on no other, with the rest below them.
 */
export function outlineOfDrawing(drawing: string, firstLine: number): TreeOutline[] {
  const roots: TreeOutline[] = [];
  const levels: Level[] = [];
  for (const [index, raw] of drawing.split(/\r?\n/).entries()) {
    if (raw.length > LONGEST_LINE) continue;
    const line = raw.replace(/\t/g, '    ').trimEnd().replace(RIGHT_EDGE, '').trimEnd();
    const rails = RAILS.exec(line)?.[0] ?? '';
    const words = line.slice(rails.length);
    if (words.trim() === '') continue;
    const node = outline(segmentsOfText(words.replace(ARROW_HEAD, '→ ')), firstLine + index);
    const cornerAt = lastCorner(rails);
    const parent = levels.findLast((level) => hangsOn(level, rails.length, cornerAt));
    (parent ? parent.node.children : roots).push(node);
    levels.length = parent ? levels.indexOf(parent) + 1 : 0;
    levels.push({ node, words: rails.length, corner: cornerAt });
  }
  return roots;
}

/**
 * A line with a corner hangs on the nearest line whose words begin at the corner or left of it. A line without
 * one goes on from the nearest line whose own corner, or words where it has none, is left of it.
 */
function hangsOn(level: Level, words: number, corner: number): boolean {
  if (corner >= 0) return level.words <= corner && textOf(level.node.segments) !== '';
  return level.corner >= 0 ? level.corner < words : level.words < words;
}

function lastCorner(rails: string): number {
  return [...rails.matchAll(CORNER)].at(-1)?.index ?? -1;
}
