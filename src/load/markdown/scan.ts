/** The scanner of documents: line by line, and through remark where lines alone do not tell what a marker is. */

import type { Nodes } from 'mdast';
import { markerAt, type ScannedMarker } from './index-markers.ts';
import { type Effort, effortForDocument, parseMarkdown } from './processor.ts';
import { lineAt, type ScannedLines, scanLines } from './scan-lines.ts';

/** HTML of these kinds is text up to its closing mark: a comment in it is not one of its own. */
const OPAQUE = /^<(?:(?:pre|script|style|textarea)(?=[\s>]|$)|[!?])/i;
/** Where HTML is a part of a line. */
const PHRASING: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell']);

/**
 * Find headings and index markers outside of fenced code, comments and other HTML.
 *
 * @param text
 *   The whole file; line endings may be LF or CRLF.
 * @param from
 *   Offset to begin at: after the front matter.
 * @param effort
 *   What may be spent on parsing (default: that of a document).
 * @returns
 *   Headings and markers in order, with offsets into `text`.
 */
export function scan(text: string, from: number, effort: Effort = effortForDocument()): Omit<ScannedLines, 'isSure'> {
  const { headings, markers, isSure } = scanLines(text, from);
  return { headings, markers: (isSure ? undefined : markersInTree(text, from, effort)) ?? markers };
}

/** The markers of a document's syntax tree; `undefined` for markdown that is not parsed. */
function markersInTree(text: string, from: number, effort: Effort): ScannedMarker[] | undefined {
  // The empty line keeps a rule at the top from being read as front matter.
  const tree = parseMarkdown(`\n${text.slice(from)}`, effort);
  if (!tree) return undefined;
  const line = lineAt(text, from);
  const markers: ScannedMarker[] = [];
  const walk = (node: Nodes): void => {
    if (PHRASING.has(node.type)) return;
    const { start, end } = node.position ?? {};
    if (node.type === 'html' && start?.offset !== undefined && end?.offset !== undefined) {
      const span = { start: start.offset - 1 + from, end: end.offset - 1 + from, line: start.line - 2 + line };
      for (const marker of markersOf(text, span)) markers.push(marker);
    } else if ('children' in node) for (const child of node.children) walk(child);
  };
  walk(tree);
  return markers;
}

/** The comments of a block of HTML that are markers: the first thing on their line, and not inside of another. */
function markersOf(
  text: string,
  { start, end, line }: { readonly start: number; readonly end: number; readonly line: number },
): ScannedMarker[] {
  const found: ScannedMarker[] = [];
  const opaque = OPAQUE.test(text.slice(start, start + 10));
  let lines = line;
  let counted = start;
  // Whether nothing but white space stands on the line before what was counted.
  let isFirst = text.slice(text.lastIndexOf('\n', start - 1) + 1, start).trim() === '';
  for (let at = start; at !== -1 && at < end; ) {
    const between = text.slice(counted, at).split('\n');
    lines += between.length - 1;
    isFirst = (isFirst || between.length > 1) && between.at(-1)?.trim() === '';
    counted = at;
    const marker = isFirst ? markerAt(text, at, lines) : undefined;
    isFirst = false;
    if (marker && marker.end <= end) found.push(marker);
    if (opaque) return found;
    const close = text.startsWith('<!--', at) ? text.indexOf('-->', at + 2) : at;
    at = close === -1 ? -1 : text.indexOf('<!--', close + 1);
  }
  return found;
}
