/** A long text → pieces that are rendered one after another, so that no document freezes the page. */

/** Where a piece may end, and where it has to, in characters. */
const ENOUGH = 8_000;
const MOST = 24_000;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;

/**
 * Cut markdown at blank lines outside of fences.
 *
 * Pure. The pieces joined are the text.
 *
 * @returns
 *   Pieces of about 8,000 characters; one without a place to cut ends after 24,000. None for an empty text.
 */
export function splitBlocks(text: string): string[] {
  const pieces: string[] = [];
  let [from, at, fence] = [0, 0, ''];
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found + 1;
    const line = text.slice(at, Math.min(end, at + 200));
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    const isPlace = fence === '' && line.trim() === '';
    at = end;
    if (isPlace && at - from >= ENOUGH) {
      pieces.push(text.slice(from, at));
      from = at;
    }
    for (; at - from > MOST; from += MOST) pieces.push(text.slice(from, from + MOST));
  }
  if (from < text.length) pieces.push(text.slice(from));
  return pieces;
}
