/** The one markdown parser: CommonMark, GitHub's tables, front matter. */

import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze();

/** Nesting, and marks in one block, far past anything people write: the parser's time grows with their square. */
const DEEPEST = 100;
const MOST_COLUMNS = 250;
const MOST_MARKS = 1000;
/** In what looks like fenced code marks are text; that it is, only the parser knows. */
const MOST_MARKS_IN_CODE = 5000;
const FENCE = /^ {0,3}(?:```|~~~)/;
const MARKS: ReadonlySet<string> = new Set('[]*_`<!~&');

/** Whether markdown is made to keep a parser busy. Takes time proportional to its length. */
function isHostile(markdown: string): boolean {
  let marks = 0;
  let inFence = false;
  for (const line of markdown.split('\n')) {
    if (FENCE.test(line)) {
      inFence = !inFence;
      marks = 0;
    }
    const { depth, columns } = nestingOf(line);
    if (depth > DEEPEST || (depth > 0 && columns > MOST_COLUMNS)) return true;
    // A blank line, a bullet, a table's row or a heading begins a block of its own.
    if (depth > 0 || line.trim() === '' || /^\s*[|#]/.test(line)) marks = 0;
    for (const char of line) if (MARKS.has(char)) marks++;
    if (marks > (inFence ? MOST_MARKS_IN_CODE : MOST_MARKS)) return true;
  }
  return false;
}

/** How many bullets, numbers and quotation marks a line begins with, and where the first of them stands. */
function nestingOf(line: string): { readonly depth: number; readonly columns: number } {
  let depth = 0;
  let columns = 0;
  for (let at = 0; at < line.length; ) {
    const char = line[at] ?? '';
    const next = line[at + 1] ?? '';
    if (char === ' ' || char === '\t') at++;
    else if (char === '>' || ('-*+'.includes(char) && /\s/.test(next))) {
      if (depth === 0) columns = at;
      depth++;
      at++;
    } else if (/\d/.test(char) && /^\d{1,9}[.)]\s/.test(line.slice(at, at + 12))) {
      if (depth === 0) columns = at;
      depth++;
      at += line.slice(at, at + 12).search(/[.)]/) + 1;
    } else break;
  }
  return { depth, columns };
}

/**
 * Parse markdown to mdast.
 *
 * @param markdown
 *   A document or a part of one; positions count from its own start. Markdown made to keep a parser
 *   busy, such as bullets nested hundreds deep, is not parsed.
 * @returns
 *   The tree, or `undefined` for markdown that was not parsed.
 */
export function parseMarkdown(markdown: string): Root | undefined {
  if (isHostile(markdown)) return undefined;
  return processor.parse(markdown);
}
