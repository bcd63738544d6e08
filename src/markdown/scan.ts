/**
 * The light scanner: headings and index markers of a document in one pass over its lines.
 *
 * Most documents are read for their front matter, headings and words alone; a syntax tree of each would cost
 * more than all the rest of loading. Only sections that hold a decision tree, and index entries that were not
 * written by the generator, go on to remark.
 */

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

/** What the scanner found. */
export interface Scan {
  readonly headings: readonly ScannedHeading[];
  readonly markers: readonly ScannedMarker[];
}

/** Headings and markers end long before; what goes on is no place for patterns. */
const LONGEST_LINE = 1000;
const UNDERLINE = /^(?:=+|-+)[ \t]*\r?\n?$/;
/** What begins a line that is no paragraph: code, lists, quotations, headings, tables, HTML, fences. */
const NOT_PARAGRAPH = /^(?: {4}|\t| {0,3}(?:[-*+>#|<]|\d+[.)]\s|```|~~~))/;
const FENCE = /^([ \t]*(?:[-*+] +|\d+[.)] +)*)(`{3,}|~{3,})(.*)$/;
const ATX = /^ {0,3}(#{1,6})(?:[ \t]+(.*))?$/;
const ATX_END = /(?:^|[ \t]+)#+[ \t]*$/;
const MARKER = /^ {0,3}<!--\s*(BEGIN|END) GENERATED INDEX(?::\s*(.*?))?\s*-->/;

/**
 * Find headings and index markers outside of fenced code.
 *
 * @param text
 *   The whole file; line endings may be LF or CRLF.
 * @param from
 *   Offset to begin at: after the front matter.
 * @returns
 *   Headings and markers in order, with offsets into `text`.
 */
export function scan(text: string, from: number): Scan {
  const headings: ScannedHeading[] = [];
  const markers: ScannedMarker[] = [];
  let fence: Fence | undefined;
  let line = countLines(text, from);
  // Where the line above begins, and the one before it.
  let above = from;
  let before = from;
  for (let start = from; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const next = newline === -1 ? text.length : newline + 1;
    const underlined = fence ? undefined : underlinedHeading(text, { from, before, above, start, next });
    if (underlined) headings.push({ ...underlined, line: line - 1, start: above });
    if (mayMatter(text, start, next, fence !== undefined)) {
      fence = readLine(
        trimEnd(text.slice(start, Math.min(next, start + LONGEST_LINE))),
        line,
        start,
        fence,
        headings,
        markers,
      );
    }
    before = above;
    above = start;
    start = next;
  }
  return { headings, markers };
}

/**
 * The heading a line of `=` or `-` makes of the line above it, when that is a paragraph of its own.
 */
function underlinedHeading(
  text: string,
  lines: { from: number; before: number; above: number; start: number; next: number },
): { readonly depth: number; readonly text: string } | undefined {
  const { from, before, above, start, next } = lines;
  const first = text[start];
  if (
    above === start ||
    (first !== '=' && first !== '-') ||
    !UNDERLINE.test(text.slice(start, Math.min(next, start + 200)))
  ) {
    return undefined;
  }
  const said = text.slice(above, Math.min(start, above + LONGEST_LINE));
  const alone = above === from || text.slice(before, above).trim() === '';
  if (!alone || said.trim() === '' || NOT_PARAGRAPH.test(said)) return undefined;
  return { depth: first === '=' ? 1 : 2, text: plainText(said) };
}

/**
 * Whether a line is worth a closer look. Inside a fence only back-ticks and tildes can end it; outside, headings,
 * markers and fences begin with one of a few characters, a fence also after a bullet or a number. What is quoted with `>` is skipped whole.
 */
function mayMatter(text: string, start: number, end: number, fenced: boolean): boolean {
  let at = start;
  while (at < end && (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09)) at++;
  const first = text[at] ?? '';
  if (first === '`' || first === '~') return true;
  if (fenced) return false;
  if (first === '#' || first === '<') return at - start < 4;
  if (!/[-*+\d]/.test(first)) return false;
  const line = text.slice(at, end);
  return line.includes('```') || line.includes('~~~');
}

/** A fence that is open. */
interface Fence {
  readonly mark: string;
  /** Columns before it, the bullets it stands behind included. */
  readonly indent: number;
}

/** @returns the fence that is open after the line. */
function readLine(
  content: string,
  line: number,
  start: number,
  fence: Fence | undefined,
  headings: ScannedHeading[],
  markers: ScannedMarker[],
): Fence | undefined {
  const [, indent = '', mark, info = ''] = FENCE.exec(content) ?? [];
  if (mark !== undefined) {
    if (!fence) return mark.startsWith('`') && info.includes('`') ? undefined : { mark, indent: indent.length };
    // Further in than three columns it is code.
    const closes = mark.startsWith(fence.mark) && info.trim() === '' && indent.length <= fence.indent + 3;
    return closes ? undefined : fence;
  }
  if (fence) return fence;
  const heading = ATX.exec(content);
  if (heading?.[1] !== undefined) {
    const text = plainText((heading[2] ?? '').replace(ATX_END, ''));
    headings.push({ depth: heading[1].length, text, line, start });
    return undefined;
  }
  const marker = MARKER.exec(content);
  if (marker?.[1] !== undefined) {
    const offset = start + content.indexOf('<');
    markers.push({
      edge: marker[1] === 'BEGIN' ? 'begin' : 'end',
      name: marker[2]?.trim() ?? '',
      line,
      start: offset,
      end: start + marker[0].length,
    });
  }
  return undefined;
}

/** Inline markdown without its marks: enough for headings and drawings, whose markup is simple. */
function plainText(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__|~~|`)/g, '')
    .replace(/(^|[\s(])[*_]([^*_]+)[*_](?=$|[\s).,:;!?])/g, '$1$2')
    .replace(/\s+/g, ' ')
    .trim();
}

/** @returns the line number, from 1, of the character at `offset`. */
export function countLines(text: string, offset: number): number {
  let line = 1;
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++;
  return line;
}

function trimEnd(line: string): string {
  return line.replace(/[\r\n]+$/, '');
}
