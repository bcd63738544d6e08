/** The markers of index blocks: comments on lines of their own. */

import type { Nodes } from 'mdast';
import { type Effort, parseMarkdown } from './processor.ts';

/** A BEGIN or END marker of an index block. */
export interface ScannedMarker {
  readonly edge: 'begin' | 'end';
  /** `''` for the plain markers. */
  readonly name: string;
  readonly line: number;
  /** Offset of the `<` that opens the marker. */
  readonly start: number;
  /** Offset after the `>` that closes it. */
  readonly end: number;
}

/** What every marker holds. */
const WORDS = 'GENERATED INDEX';
const MARKER = /<!--[ \t]*(BEGIN|END) GENERATED INDEX(?!\w|-(?!->))([^\n]*?)-->/y;
const ANY_MARKER = /<!--[ \t]*(?:BEGIN|END) GENERATED INDEX(?!\w|-(?!->))/g;
/** `: name`, up to a remark: after a dash or in brackets. */
const NAME = /^\s*:(.*?)(?:\s*[—–].*|\s--?\s.*|\s\(.*)?$/;
/** What stands further behind is no part of a name. */
const LONGEST_NAME = 1000;
/** HTML of these kinds is text up to its closing mark: a comment in it is not one of its own. */
const OPAQUE = /^<(?:(?:pre|script|style|textarea)(?=[\s>]|$)|[!?])/i;
/** Where HTML is a part of a line. */
const PHRASING: ReadonlySet<string> = new Set(['paragraph', 'heading', 'tableCell']);

/**
 * Read the marker at an offset.
 *
 * @param text
 *   The whole file.
 * @param start
 *   Offset of a `<`.
 * @param line
 *   Its line, from 1.
 * @returns
 *   The marker, its name without the remark that may follow, or `undefined`.
 */
export function markerAt(text: string, start: number, line: number): ScannedMarker | undefined {
  MARKER.lastIndex = start;
  const [, edge, rest = ''] = MARKER.exec(text) ?? [];
  if (edge === undefined) return undefined;
  // White space in one piece: the expression would look at every run again for each of its characters.
  const name = NAME.exec(rest.slice(0, LONGEST_NAME).replace(/\s+/g, ' '))?.[1]?.trim() ?? '';
  return { edge: edge === 'BEGIN' ? 'begin' : 'end', name, line, start, end: MARKER.lastIndex };
}

/** @returns how many comments of a text begin as a marker does, wherever they stand. */
export function countMarkers(text: string, from: number): number {
  if (text.indexOf(WORDS, from) === -1) return 0;
  let count = 0;
  ANY_MARKER.lastIndex = from;
  while (ANY_MARKER.test(text)) count++;
  return count;
}

/**
 * Find the markers of a document in its syntax tree.
 *
 * @param text
 *   The whole file.
 * @param from
 *   Offset to begin at: after the front matter.
 * @param line
 *   The line of that offset, from 1.
 * @param effort
 *   What may be spent on parsing it.
 * @returns
 *   Markers in order, or `undefined` for markdown that is not parsed.
 */
export function markersInTree(text: string, from: number, line: number, effort: Effort): ScannedMarker[] | undefined {
  // The empty line keeps a rule at the top from being read as front matter.
  const tree = parseMarkdown(`\n${text.slice(from)}`, effort);
  if (!tree) return undefined;
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
