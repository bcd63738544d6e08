/**
 * The light scanner: headings and index markers of a document in one pass over its lines.
 *
 * Most documents are read for their front matter, headings and words alone; a syntax tree of each would cost
 * more than all the rest of loading. Only sections that hold a decision tree, and index entries that were not
 * written by the generator, go on to remark.
 */

import { plainText, withoutClosing } from './heading-text.ts';
import { htmlBlockAt } from './html-block.ts';
import { countMarkers, markerAt, type ScannedMarker } from './index-markers.ts';

/** A heading as the scanner saw it. */
export interface ScannedHeading {
  /** 1 to 6. */
  readonly depth: number;
  /** Text without marks. */
  readonly text: string;
  /** Line in the file, from 1. */
  readonly line: number;
  /** Offset of the first character of its line. */
  readonly start: number;
}

/** What the scanner found. */
export interface ScannedLines {
  readonly headings: readonly ScannedHeading[];
  readonly markers: readonly ScannedMarker[];
  /** Whether the document holds no marker of which lines alone do not tell whether it is text. */
  readonly isSure: boolean;
}

/** Headings and markers end long before; what goes on is no place for patterns. */
const LONGEST_LINE = 1000;
const UNDERLINE = /^(?:=+|-+)[ \t]*\r?\n?$/;
/** What begins a line that is no paragraph: code, lists, quotations, headings, tables, HTML, fences. */
const NOT_PARAGRAPH = /^(?: {4}|\t| {0,3}(?:[-*+>#|<]|\d+[.)]\s|```|~~~))/;
const CONTAINERS = /^[ \t]*(?:[-*+] +|\d+[.)] +)*/;
const FENCE = /^(`{3,}|~{3,})(.*)$/;
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;

/** What a scan has come to. */
interface State {
  readonly text: string;
  readonly headings: ScannedHeading[];
  readonly markers: ScannedMarker[];
  fence: Fence | undefined;
  /** Offset after the block of HTML that is open or was the last. */
  htmlEnd: number;
  /** Whether the line above may be a paragraph. */
  inParagraph: boolean;
  /** Where that paragraph begins. */
  paragraph: number;
  /** Whether a line was met that only a syntax tree tells apart: something in a list, say, that may end with it. */
  unsure: boolean;
}

/** A fence that is open. */
interface Fence {
  readonly mark: string;
  /** Columns before it, the bullets it stands behind included. */
  readonly indent: number;
}

/**
 * Find headings and index markers outside of fenced code, comments and other HTML, line by line.
 *
 * Pure.
 *
 * @param text
 *   The whole file; line endings may be LF or CRLF.
 * @param from
 *   Offset to begin at: after the front matter.
 * @returns
 *   Headings and markers in order, with offsets into `text`.
 */
export function scanLines(text: string, from: number): ScannedLines {
  const state: State = {
    text,
    headings: [],
    markers: [],
    fence: undefined,
    htmlEnd: from,
    inParagraph: false,
    paragraph: from,
    unsure: false,
  };
  let line = lineAt(text, from);
  // Where the line above begins.
  let above = from;
  for (let start = from; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    if (start >= state.htmlEnd) {
      const underlined =
        state.inParagraph && state.paragraph === above ? underlinedHeading(text, above, start, next) : undefined;
      if (underlined) {
        state.headings.push({ ...underlined, line: line - 1, start: above });
        state.inParagraph = false;
      } else readLine(state, start, next, line);
    }
    above = start;
    start = next;
  }
  const { headings, markers } = state;
  const written = countMarkers(text, from);
  return { headings, markers, isSure: written === 0 || (!state.unsure && written === markers.length) };
}

/** The heading a line of `=` or `-` makes of the line above it, when that is a paragraph of its own. */
function underlinedHeading(
  text: string,
  above: number,
  start: number,
  next: number,
): { readonly depth: number; readonly text: string } | undefined {
  const first = text[start];
  if ((first !== '=' && first !== '-') || !UNDERLINE.test(text.slice(start, Math.min(next, start + 200)))) {
    return undefined;
  }
  const said = text.slice(above, Math.min(start, above + LONGEST_LINE));
  if (NOT_PARAGRAPH.test(said)) return undefined;
  return { depth: first === '=' ? 1 : 2, text: plainText(said) };
}

/** Read a line that is not inside of HTML: a fence, a heading, a marker, or the begin of HTML. */
function readLine(state: State, start: number, next: number, line: number): void {
  const { text, fence } = state;
  let at = start;
  while (at < next && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  const first = at < next ? (text[at] ?? '\n') : '\n';
  const wasParagraph = state.inParagraph;
  state.inParagraph = !fence && first !== '\n' && first !== '\r';
  if (state.inParagraph && !wasParagraph) state.paragraph = start;
  if (!state.inParagraph && first !== '`' && first !== '~') return;
  if (!mayMatter(text, start, at, next)) return;
  const content = trimEnd(text.slice(start, Math.min(next, start + LONGEST_LINE)));
  const indent = CONTAINERS.exec(content)?.[0].length ?? 0;
  const [, mark, info = ''] = FENCE.exec(content.slice(indent)) ?? [];
  if (mark !== undefined) {
    state.inParagraph = false;
    if (!fence) {
      if (mark.startsWith('`') && info.includes('`')) return;
      state.fence = { mark, indent };
      if (indent > 0) state.unsure = true;
      // Further in than three columns it is code.
    } else if (mark.startsWith(fence.mark) && info.trim() === '' && indent <= fence.indent + 3) state.fence = undefined;
    return;
  }
  if (fence) return;
  const heading = ATX.exec(content);
  if (heading?.[1] !== undefined) {
    const said = plainText(withoutClosing(heading[2] ?? ''));
    state.headings.push({ depth: heading[1].length, text: said, line, start });
    state.inParagraph = false;
    return;
  }
  if (content[indent] !== '<') return;
  const behindBullet = content.slice(0, indent).trim() !== '';
  if (!behindBullet && indent > 3) return;
  const html = htmlBlockAt(text, start + indent, {
    inParagraph: wasParagraph && !behindBullet,
    indent: behindBullet ? indent : 0,
  });
  if (!html) return;
  const marker = behindBullet ? undefined : markerAt(text, start + indent, line);
  if (marker) state.markers.push(marker);
  // A comment on one line ends there, whatever it stands in.
  if (!html.closed || (indent > 0 && html.end > next)) state.unsure = true;
  state.htmlEnd = html.end;
  state.inParagraph = false;
}

/**
 * Whether a line is worth a closer look: headings, HTML and fences begin with one of a few characters, HTML and fences
 * also after a bullet or a number. What is quoted with `>` is skipped whole.
 */
function mayMatter(text: string, start: number, at: number, end: number): boolean {
  const first = text[at] ?? '';
  if (first === '`' || first === '~') return true;
  if (first === '#' || first === '<') return at - start < 4;
  if (!/[-*+\d]/.test(first)) return false;
  const line = text.slice(at, Math.min(end, start + LONGEST_LINE));
  return /```|~~~|[-*+.)] +</.test(line);
}

/** @returns the line number, from 1, of the character at `offset`. */
export function lineAt(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function trimEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}
