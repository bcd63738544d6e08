/** A long text → pieces that are rendered one after another, so that no document freezes the page. */

/** Where a piece may end, and where it has to, in characters: the time some markdown takes grows with the square of its length. */
const ENOUGH = 3_000;
const MOST = 6_000;
const FENCE = /^ {0,3}(`{3,}|~{3,})/;
const RULE_BEGINS = /^ {0,3}[|:-]/;
const RULE_CELL = /^\s*:?-+:?\s*$/;
const DEFINITION = /^ {0,3}\[[^\]^][^\]]{0,200}\]:\s*\S/;
/** Definitions that are looked at, and their length. */
const MOST_DEFINITIONS = 100;
const LONGEST_DEFINITIONS = 4_000;

/**
 * Cut markdown at blank lines outside of fences.
 *
 * Pure. A fence or a table that has to be cut begins again in the next piece with its first line, or its head; but for those
 * the pieces joined are the text.
 *
 * @returns
 *   Pieces of about 3,000 characters; one without a place to cut ends after 6,000. None for an empty text.
 */
export function splitBlocks(text: string): string[] {
  const pieces: string[] = [];
  let [from, at, fence, head, begun, previous] = [0, 0, '', '', '', ''];
  const cut = (end: number) => {
    pieces.push(begun + text.slice(from, end));
    [from, begun] = [end, head];
  };
  while (at < text.length) {
    const found = text.indexOf('\n', at);
    const end = found === -1 ? text.length : found + 1;
    if (end - from > MOST && at > from) cut(at);
    while (end - from > MOST) cut(from + MOST);
    // Nothing that matters here is longer.
    const line = text.slice(at, Math.min(end, at + 1000));
    const mark = FENCE.exec(line)?.[1] ?? '';
    const isBlank = line.trim() === '';
    if (fence !== '') {
      if (mark.startsWith(fence)) [fence, head] = ['', ''];
    } else if (mark !== '') [fence, head] = [mark, `${line.trimEnd()}\n`];
    else if (isBlank) head = '';
    else if (previous.includes('|') && isTableRule(line)) head = previous + line;
    previous = line;
    at = end;
    if (isBlank && fence === '' && at - from >= ENOUGH) cut(at);
  }
  if (from < text.length) cut(text.length);
  return pieces;
}

/** Whether a line is the rule below the head of a table; cell by cell, so that it takes as long as the line is. */
function isTableRule(line: string): boolean {
  if (!RULE_BEGINS.test(line)) return false;
  const inner = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return inner.split('|').every((cell) => RULE_CELL.test(cell));
}

/**
 * The addresses that links of a text name by a label, to be known in each of its pieces.
 *
 * Pure.
 *
 * @returns
 *   Lines of markdown that show nothing by themselves; `''` when there are none.
 */
export function definitionsOf(text: string): string {
  let fence = '';
  const lines: string[] = [];
  for (const line of text.split('\n')) {
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    if (fence === '' && line.length < LONGEST_DEFINITIONS && DEFINITION.test(line)) lines.push(line);
    if (lines.length === MOST_DEFINITIONS) break;
  }
  const joined = lines.join('\n');
  return joined === '' || joined.length > LONGEST_DEFINITIONS ? '' : `${joined}\n\n`;
}
