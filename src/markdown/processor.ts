/** The one markdown parser: CommonMark, GitHub's tables, front matter. */

import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze();

/**
 * Nesting far past anything people write. The parser's time grows with the square of the depth, so that a few
 * kilobytes of bullets could take minutes.
 */
const TOO_DEEP = /^(?:[ \t]{250,}(?:[-*+>]|\d+[.)])|(?:[ \t]*(?:>|[-*+][ \t]+|\d+[.)][ \t]+)){120,})/m;
/** The same for brackets that belong to no link. */
const MOST_BRACKETS = 2000;

function isHostile(markdown: string): boolean {
  if (TOO_DEEP.test(markdown)) return true;
  let brackets = 0;
  for (let at = 0; at < markdown.length; at++) {
    const code = markdown.charCodeAt(at);
    if (code === 0x5b || code === 0x5d) brackets++;
    // A list of links has many brackets and each closes what it opens.
    else if (code === 0x28 && markdown.charCodeAt(at - 1) === 0x5d) brackets -= 2;
    if (brackets > MOST_BRACKETS) return true;
  }
  return false;
}

/**
 * Parse markdown to mdast.
 *
 * @param markdown
 *   A document or a part of one; positions count from its own start. Markdown made to keep a parser
 *   busy, such as bullets nested hundreds deep, gives an empty tree.
 */
export function parseMarkdown(markdown: string): Root {
  if (isHostile(markdown)) return { type: 'root', children: [] };
  return processor.parse(markdown);
}
