/** The fences of front matter: where it begins and ends in a document. */

/** Where front matter stands between its fences. */
export interface Fences {
  /** What follows the opening fence on its line; `''` for nothing. */
  readonly language: string;
  /** Offset of the line after the opening fence. */
  readonly start: number;
  /** Offset of the line break before the closing fence; `undefined` when it is never closed. */
  readonly end: number | undefined;
  /** Offset of the line after the closing fence. */
  readonly after: number;
}

/**
 * Find the fences of front matter.
 *
 * Pure. Takes time proportional to the front matter.
 *
 * @param text
 *   The whole file without a byte-order mark. Line endings may be LF or CRLF.
 * @returns
 *   Offsets, or `undefined` for a document that does not begin with `---`.
 */
export function findFences(text: string): Fences | undefined {
  if (!text.startsWith('---') || text[3] === '-') return undefined;
  const newline = text.indexOf('\n');
  const start = newline === -1 ? text.length : newline + 1;
  const language = text.slice(3, start).trim();
  for (let at = text.indexOf('\n---', start - 1); at !== -1; at = text.indexOf('\n---', at + 4)) {
    const next = text.indexOf('\n', at + 1);
    const after = next === -1 ? text.length : next + 1;
    if (isBlank(text, at + 4, after)) return { language, start, end: Math.max(start, at), after };
  }
  return { language, start, end: undefined, after: start };
}

/** Whether nothing but spaces, tabs and a line break stands somewhere. */
function isBlank(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (!' \t\r\n'.includes(text[at] ?? '')) return false;
  return true;
}
