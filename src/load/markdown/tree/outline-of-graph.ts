/** Graphs in a fence (Graphviz, Mermaid) → outline: an edge's label is the condition, its head the place to go. */

import { outline, type TreeOutline } from './outline.ts';
import { segmentsOfText } from './segments.ts';

const DOT_ID = '("(?:[^"\\\\]|\\\\.)*"|[\\w.]+)';
const DOT_EDGE = new RegExp(`^\\s*${DOT_ID}\\s*-[->]\\s*${DOT_ID}\\s*(?:\\[(.*)\\])?\\s*;?\\s*$`);
const DOT_NODE = new RegExp(`^\\s*${DOT_ID}\\s*\\[(.*)\\]\\s*;?\\s*$`);
const DOT_LABEL = /\blabel\s*=\s*(?:"((?:[^"\\]|\\.)*)"|(\w+))/;
const MERMAID_NODE = '(\\w+)(?:\\s*[[({>]+"?([^\\])}"]*)"?[\\])}]+)?';
const MERMAID_EDGE = new RegExp(
  `^\\s*${MERMAID_NODE}\\s*[-=.]{2,}>?\\s*(?:([^|>]+?)\\s*[-=.]{2,}>|\\|"?([^|"]*)"?\\|)?\\s*${MERMAID_NODE}\\s*;?\\s*$`,
);

/** A longer line or arrow is no edge, and would keep the patterns busy. */
const LONGEST_LINE = 300;
const LONG_RUN = /[-=.]{12}|\s{12}/;

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly line: number;
}

/**
 * Read a graph.
 *
 * @param graph
 *   The fence's content, in the dot language or as a Mermaid flowchart.
 * @param firstLine
 *   Line in the file of its first line, from 1.
 * @returns
 *   One line for each edge: "label → head", or "tail → head" where the edge has no label.
 */
export function outlineOfGraph(graph: string, firstLine: number): TreeOutline[] {
  const names = new Map<string, string>();
  const edges: Edge[] = [];
  for (const [index, text] of graph.split(/\r?\n/).entries()) {
    if (text.length > LONGEST_LINE || LONG_RUN.test(text)) continue;
    const line = firstLine + index;
    const dot = DOT_EDGE.exec(text);
    const mermaid = dot ? null : MERMAID_EDGE.exec(text);
    if (dot?.[1] && dot[2]) {
      edges.push({
        from: unquote(dot[1]),
        to: unquote(dot[2]),
        label: dotLabel(dot[3] ?? ''),
        line,
      });
    } else if (mermaid?.[1] && mermaid[5]) {
      if (mermaid[2]) names.set(mermaid[1], mermaid[2]);
      if (mermaid[6]) names.set(mermaid[5], mermaid[6]);
      edges.push({
        from: mermaid[1],
        to: mermaid[5],
        label: mermaid[3] ?? mermaid[4] ?? '',
        line,
      });
    } else {
      const node = DOT_NODE.exec(text);
      const label = node ? dotLabel(node[2] ?? '') : '';
      if (node?.[1] && label !== '') names.set(unquote(node[1]), label);
    }
  }
  const nameOf = (id: string) => names.get(id) ?? id;
  return edges.map(({ from, to, label, line }) =>
    outline(segmentsOfText(`${label.trim() || nameOf(from)} → ${nameOf(to)}`), line),
  );
}

function dotLabel(attributes: string): string {
  const match = DOT_LABEL.exec(attributes);
  return (match?.[1] ?? match?.[2] ?? '').replace(/\\n/g, ' ');
}

function unquote(id: string): string {
  return id.startsWith('"') ? id.slice(1, -1) : id;
}
