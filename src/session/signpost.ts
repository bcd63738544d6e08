/** Documents in memory → a signpost, or their decision trees alone. */

import type { VFileMessage } from 'vfile-message';
import { checkKeys } from '../domain/check-options.ts';
import type { DecisionTree, SourceDocument } from '../domain/reference.ts';
import type { Signpost } from '../domain/signpost.ts';
import { SignpostError } from '../domain/signpost-error.ts';
import { buildCatalog } from '../load/catalog/build-catalog.ts';
import { outlineOf } from '../load/markdown/outline.ts';
import { parseMarkdownDocument } from '../load/markdown/parse-document.ts';
import { createMemoryIndex } from '../storage/memory/memory-index.ts';
import { assemble } from './create/assemble.ts';
import { SIGNPOST_OPTIONS, type SignpostOptions } from './create/options.ts';
import { wantedVectors } from './shipped-vectors.ts';

/** The decision trees of one document. */
export interface ParsedTrees {
  readonly trees: readonly DecisionTree[];
  readonly messages: readonly VFileMessage[];
}

/**
 * Make a signpost of documents in memory.
 *
 * Reads no document: of the disk only the vectors that ship with the package, when the first request comes and `vectors` gives none. Paths tell the layout, as on disk: a SKILL.md or INDEX.md at the top makes the documents
 * one skill or index, otherwise every folder with a SKILL.md is a skill.
 *
 * @param documents
 *   Markdown files; of two with one path the first is read, with a message. No document gives a catalog without references, in which every request abstains.
 * @param options
 *   Defaults for requests (optional).
 * @throws {SignpostError}
 *   `SIGNPOST_BAD_DOCUMENT` when a document is not `{ path, text }`, `SIGNPOST_BAD_OPTION` when an option is out of
 *   range. What is wrong inside a document is in `messages` instead.
 * @example
 *   const signpost = createSignpost([{ path: 'dbt-cloud.md', text: '# dbt Cloud\n\nJobs that run in dbt Cloud.' }]);
 *   signpost.route('dbt cloud').references[0]?.id; // 'dbt-cloud.md'
 */
export function createSignpost(documents: readonly SourceDocument[], options: SignpostOptions = {}): Signpost {
  if (!Array.isArray(documents)) {
    throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected documents, expected a list of `{ path, text }`');
  }
  for (const document of documents) checkDocument(document);
  checkKeys(options, SIGNPOST_OPTIONS);
  return assemble(
    (vectors) => createMemoryIndex({ ...buildCatalog(documents), outlineOf }, vectors),
    wantedVectors(options),
    [],
    options,
  );
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

function checkDocument(document: SourceDocument): void {
  const { path, text, root = '' } = document ?? {};
  if (typeof path === 'string' && path !== '' && typeof text === 'string' && typeof root === 'string') return;
  throw new SignpostError('SIGNPOST_BAD_DOCUMENT', 'Unexpected document, expected `{ path, text }` with a path');
}
