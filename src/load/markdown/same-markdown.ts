/** Whether two texts say the same, however a formatter has written them. */

import type { Nodes } from 'mdast';
import { parseMarkdown } from './processor.ts';

/** How a formatter writes something, not what is said: left out of the comparison. */
const MANNER: ReadonlySet<string> = new Set(['position', 'data', 'spread', 'ordered', 'start', 'align']);

/**
 * Compare two pieces of markdown by what they say.
 *
 * Pure. Bullets, escapes, blank lines, the width of tables, line breaks and white space do not count; words, links and
 * nesting do.
 *
 * @param left
 *   A part of a document. Markdown made to keep a parser busy is compared by its characters alone.
 * @param right
 *   Another.
 * @returns
 *   Whether their syntax trees are the same but for that.
 * @example
 *   sameMarkdown('- [a](./a.md) — a_b', '* [a](./a.md) — a\\_b\n'); // true
 */
export function sameMarkdown(left: string, right: string): boolean {
  if (left === right) return true;
  const trees = [parseMarkdown(left), parseMarkdown(right)].map((tree) => tree && JSON.stringify(essence(tree)));
  return trees[0] !== undefined && trees[0] === trees[1];
}

/** A node without the manner it is written in: text in one piece, white space folded. */
function essence(node: Nodes): unknown {
  const own = Object.entries(node).filter(([key]) => key !== 'children' && !MANNER.has(key));
  const said = own.map(([key, value]) => [key, typeof value === 'string' ? fold(value) : value]);
  return 'children' in node ? [said, joined(node.children)] : said;
}

/** Children, with texts that follow each other as one. */
function joined(children: readonly Nodes[]): unknown[] {
  const parts: unknown[] = [];
  let text = '';
  const flush = () => {
    if (text !== '') parts.push(fold(text));
    text = '';
  };
  for (const child of children) {
    if (child.type === 'text') text += child.value;
    else {
      flush();
      parts.push(essence(child));
    }
  }
  flush();
  return parts;
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ');
}
