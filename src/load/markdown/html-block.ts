/** Blocks of HTML: CommonMark's seven kinds, told by the line they begin with. */

/** A block of HTML as the scanner saw it. */
export interface HtmlBlock {
  /** Offset after its last line. */
  readonly end: number;
  /**
   * Whether everything up to a closing mark is part of it, empty lines too: comments, `<pre>`, `<script>`. Other
   * blocks end at an empty line, and comments in them are comments of their own.
   */
  readonly closed: boolean;
}

/** Opening and closing marks of the kinds that end at a mark. Both may share characters: `<!-->` is a whole comment. */
const CLOSED: readonly (readonly [open: RegExp, close: RegExp, shared: number])[] = [
  [/<(?:pre|script|style|textarea)(?=[\s>]|$)/iy, /<\/(?:pre|script|style|textarea)>/gi, 0],
  [/<!--/y, /-->/g, 2],
  [/<\?/y, /\?>/g, 1],
  [/<!\[CDATA\[/y, /\]\]>/g, 0],
  [/<![a-z]/iy, />/g, 0],
];
const NAMED = new RegExp(
  `</?(?:${[
    'address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div|dl|dt',
    'fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu',
    'menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr',
    'track|ul',
  ].join('|')})(?=[\\s>]|/>|$)`,
  'iy',
);
/** A whole tag of any name, alone on its line. */
const ALONE =
  /(?:<[a-z][a-z\d-]*(?:\s+[a-z_:][\w.:-]*(?:\s*=\s*(?:[^\s"'=<>`]+|'[^'\n]*'|"[^"\n]*"))?)*\s*\/?>|<\/[a-z][a-z\d-]*\s*>)[ \t]*(?=\r?\n|$)/iy;
/** Past this a line is no tag that somebody wrote. */
const LONGEST_TAG = 1000;

/**
 * Find the end of the block of HTML that begins at an offset.
 *
 * @param text
 *   The whole file.
 * @param start
 *   Offset of the `<` the line begins with, or that follows its bullets.
 * @param options
 *   `inParagraph`: whether the line above may be a paragraph, which a tag of any name does not interrupt. `indent`:
 *   columns a line must be indented by to stay in the list item the block begins in (0: it is in none).
 * @returns
 *   The block, or `undefined` when none begins there.
 */
export function htmlBlockAt(
  text: string,
  start: number,
  { inParagraph, indent }: { readonly inParagraph: boolean; readonly indent: number },
): HtmlBlock | undefined {
  for (const [open, close, shared] of CLOSED) {
    if (!matchesAt(open, text, start)) continue;
    // Where the opening mark ends, less the characters both marks may share.
    const from = open.lastIndex - shared;
    // Not past the list item: each item of a list may begin a block that is never closed.
    const limit = itemEnd(text, start, indent);
    const inside = limit === text.length ? text : text.slice(0, limit);
    close.lastIndex = from;
    return { end: close.test(inside) ? lineEnd(inside, close.lastIndex) : limit, closed: true };
  }
  const begins = matchesAt(NAMED, text, start) || (!inParagraph && isTagAlone(text, start));
  return begins ? { end: emptyLine(text, start, indent), closed: false } : undefined;
}

function matchesAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at;
  return pattern.test(text);
}

function isTagAlone(text: string, start: number): boolean {
  return lineEnd(text, start) - start <= LONGEST_TAG && matchesAt(ALONE, text, start);
}

/** Offset after the line that holds an offset, or that ends just before it. */
function lineEnd(text: string, offset: number): number {
  const newline = text.indexOf('\n', offset);
  return newline === -1 ? text.length : newline + 1;
}

/** Offset of the first empty line after the one that holds an offset, or of one before it that has left the list item. */
function emptyLine(text: string, offset: number, indent: number): number {
  let at = lineEnd(text, offset);
  for (; at < text.length; at = lineEnd(text, at)) {
    const { char, column } = firstOf(text, at);
    if (char === '' || column < indent) return at;
  }
  return at;
}

/** Offset of the first line that is too far to the left for the list item around an offset. */
function itemEnd(text: string, start: number, indent: number): number {
  if (indent === 0) return text.length;
  for (let at = lineEnd(text, start); at < text.length; at = lineEnd(text, at)) {
    const { char, column } = firstOf(text, at);
    if (char !== '' && column < indent) return at;
  }
  return text.length;
}

/** The first character of a line that is no white space, `''` on an empty line, and its column from 0. */
function firstOf(text: string, start: number): { readonly char: string; readonly column: number } {
  let at = start;
  while (text[at] === ' ' || text[at] === '\t') at++;
  const char = text[at] ?? '\n';
  return { char: char === '\n' || char === '\r' ? '' : char, column: at - start };
}
