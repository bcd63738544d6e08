/** The decision trees of one document, for those who draw them. */

import type { VFileMessage } from 'vfile-message';
import type { DecisionTree, SourceDocument } from '../domain/reference.ts';
import { parseMarkdownDocument } from '../load/markdown/parse-document.ts';
import { checkDocument } from './check-document.ts';

/** The decision trees of one document. */
export interface ParsedTrees {
  readonly trees: readonly DecisionTree[];
  readonly messages: readonly VFileMessage[];
}

/**
 * Parse the decision trees of one document, without looking for their targets.
 *
 * Pure.
 *
 * @param document
 *   A markdown file.
 * @returns
 *   Its trees in order, and what is wrong with the document.
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_DOCUMENT` when the document is not `{ path, text }`.
 * @example
 *   const text = '## Decision Tree\n\n- Hosted by dbt Labs? → [dbt Cloud](./dbt-cloud.md)';
 *   parseTrees({ path: 'INDEX.md', text }).trees[0]?.branches[0]?.condition; // 'Hosted by dbt Labs?'
 */
export function parseTrees(document: SourceDocument): ParsedTrees {
  checkDocument(document);
  const { trees, file } = parseMarkdownDocument(document);
  return { trees, messages: file.messages };
}
