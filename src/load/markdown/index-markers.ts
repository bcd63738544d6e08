/** The markers of index blocks: comments on lines of their own. */

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
