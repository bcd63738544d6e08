/** The one markdown parser: CommonMark, GitHub's tables, front matter. */

import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { parsingWork } from './parsing-work.ts';

const processor = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze();

/** What may still be spent on parsing the parts of one document. */
export interface Effort {
  /** Steps of about a microsecond. */
  left: number;
}

/** About one and a half seconds: real documents take half of that at the most. */
const MOST_STEPS = 1_500_000;

/** @returns what may be spent on one document. */
export function effortForDocument(): Effort {
  return { left: MOST_STEPS };
}

/**
 * Parse markdown to mdast.
 *
 * @param markdown
 *   A document or a part of one; positions count from its own start. Markdown made to keep a parser busy, such as
 *   bullets nested hundreds deep, is not parsed.
 * @param effort
 *   What the steps are taken from (default: those of a document).
 * @returns
 *   The tree, at most some hundreds of levels deep, or `undefined` for markdown that was not parsed.
 */
export function parseMarkdown(markdown: string, effort: Effort = effortForDocument()): Root | undefined {
  // A character takes a step.
  if (markdown.length > effort.left) return undefined;
  const steps = parsingWork(markdown);
  if (steps > effort.left) return undefined;
  effort.left -= steps;
  return processor.parse(markdown);
}
