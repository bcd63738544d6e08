/** A section's markdown → outline: headings, bold questions, lists, fences and tables under one another. */

import type { Code, List, Nodes, Paragraph } from 'mdast';
import { LONGEST_LINE, outline, type TreeOutline } from './outline.ts';
import { outlineOfDrawing } from './outline-of-drawing.ts';
import { outlineOfGraph } from './outline-of-graph.ts';
import { outlineOfTable } from './outline-of-table.ts';
import { type Segment, segmentsOfNodes, splitArrows, splitLines, textOf } from './segments.ts';

/** Fences in these languages hold drawings; in any other, code. */
const DRAWN = /^(?:|te?xt|plain(?:text)?|ascii|tree|diagram|markdown|md|none)$/i;
const GRAPH = /^(?:dot|graphviz|gv|mermaid)$/i;
const ENUMERATED = /^(?:[A-Z]|\d+)[).]\s/;

/**
 * Bring a section to the common shape.
 *
 * @param nodes
 *   The section's content as mdast, without its own heading.
 * @param firstLine
 *   Line in the file of line 1 of the parsed section.
 */
export function outlineOfSection(nodes: readonly Nodes[], firstLine: number): TreeOutline[] {
  const roots: TreeOutline[] = [];
  const headings: { depth: number; node: TreeOutline }[] = [];
  let question: TreeOutline | undefined;
  for (const node of nodes) {
    if (node.type === 'heading') {
      while ((headings.at(-1)?.depth ?? 0) >= node.depth) headings.pop();
      const condition = outline(segmentsOfNodes(node.children), lineOf(node, firstLine), true);
      (headings.at(-1)?.node.children ?? roots).push(condition);
      headings.push({ depth: node.depth, node: condition });
      question = undefined;
      continue;
    }
    const siblings = headings.at(-1)?.node.children ?? roots;
    if (node.type === 'paragraph') question = readParagraph(node, firstLine, siblings, question);
    else for (const own of outlineOfNode(node, firstLine)) (question?.children ?? siblings).push(own);
  }
  return roots;
}

/** What a block other than a heading or a paragraph comes to. */
function outlineOfNode(node: Nodes, firstLine: number): TreeOutline[] {
  switch (node.type) {
    case 'list':
      return outlineOfList(node, firstLine);
    case 'code':
      return outlineOfFence(node, lineOf(node, firstLine));
    case 'table':
      return outlineOfTable(node, firstLine);
    case 'blockquote':
      return outlineOfSection(node.children, firstLine);
    default:
      return [];
  }
}

function outlineOfFence(node: Code, line: number): TreeOutline[] {
  const language = node.lang ?? '';
  const { start, end } = node.position ?? { start: { line: 1 }, end: { line: 1 } };
  // Indented code has no fence above its first line, and a fence may be left open.
  const below = Math.min(1, Math.max(0, end.line - node.value.split('\n').length + 1 - start.line));
  const first = line + below;
  if (GRAPH.test(language)) return outlineOfGraph(node.value, first);
  return DRAWN.test(language) ? outlineOfDrawing(node.value, first) : [];
}

function outlineOfList(list: List, firstLine: number): TreeOutline[] {
  return list.children.flatMap((item) => {
    const [first, ...rest] = item.children;
    if (first?.type !== 'paragraph') return item.children.flatMap((child) => outlineOfNode(child, firstLine));
    const lines = linesOf(first);
    const node = outline(lines[0] ?? [], lineOf(first, firstLine));
    for (const [index, line] of lines.slice(1).entries()) {
      node.children.push(outline(line, node.line + index + 1));
    }
    for (const own of outlineOfSection(rest, firstLine)) node.children.push(own);
    return [node];
  });
}

/**
 * The lines of a paragraph: one that asks takes what follows below it; one that begins with an arrow answers the
 * last that asked.
 *
 * @returns the line that what follows belongs to.
 */
function readParagraph(
  paragraph: Paragraph,
  firstLine: number,
  siblings: TreeOutline[],
  question: TreeOutline | undefined,
): TreeOutline | undefined {
  let asked = question;
  for (const [index, segments] of linesOf(paragraph).entries()) {
    const line = outline(segments, lineOf(paragraph, firstLine) + index);
    if (asked && answers(segments)) asked.children.push(line);
    else {
      siblings.push(line);
      if (asks(segments)) asked = line;
    }
  }
  return asked;
}

function linesOf(paragraph: Paragraph): Segment[][] {
  return splitLines(segmentsOfNodes(paragraph.children)).filter((line) => {
    const { length } = textOf(line);
    return length > 0 && length <= LONGEST_LINE;
  });
}

function answers(line: readonly Segment[]): boolean {
  const [head, ...tail] = splitArrows(line);
  return tail.length > 0 && textOf(head ?? []) === '';
}

function asks(line: readonly Segment[]): boolean {
  const text = textOf(line);
  return line[0]?.strong === true || text.endsWith('?') || ENUMERATED.test(text);
}

function lineOf(node: Nodes, firstLine: number): number {
  return firstLine + (node.position?.start.line ?? 1) - 1;
}
