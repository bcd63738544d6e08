/** What a run would write: a root read from disk and planned. */

import type { SourceDocument } from '../../domain/reference.ts';
import { referencePaths } from '../../load/catalog/layout.ts';
import { linkedFolderOf } from '../../load/catalog/linked-skills.ts';
import { readRoot } from '../../load/catalog/read-root.ts';
import { findConfig } from '../../load/config/read-config.ts';
import { parseMarkdownDocument } from '../../load/markdown/parse-document.ts';
import { newIndex } from './init-blocks.ts';
import { type PlannedFile, type PlanOptions, planDocuments } from './plan-documents.ts';

const MARKDOWN_SKILL = /(?:^|\/)skill\.md$/i;

/**
 * Plan the index blocks of a root.
 *
 * @param folder
 *   The root: a skill, an index, or a collection of skills.
 * @param options
 *   How entries are written and compared.
 * @returns
 *   Every SKILL.md and INDEX.md with a block, whole or broken, or due to get one, in path order. Reads only.
 * @throws {SignpostError}
 *   When the root cannot be read or its configuration is wrong.
 */
export function planIndex(folder: string, options: PlanOptions): PlannedFile[] {
  // Messages are told apart by the paths of their files.
  const root = folder.replace(/(?<=[^/])\/+$/, '');
  const found = findConfig(root);
  const read = readRoot(root);
  const created = options.init ? newFileOf(root, read.documents) : undefined;
  const documents = created ? [...created.beside, created.document] : read.documents;
  const parsed = documents.map((document) => ({ ...document, parsed: parseMarkdownDocument(document) }));
  return planDocuments(
    {
      root,
      documents: parsed,
      messages: read.messages,
      isLinked: (path) => linkedFolderOf(read.linked, path) !== undefined,
      created: created?.document.path,
    },
    found,
    options,
  );
}

/** A root of plain files gets an INDEX.md; beside it, files for people such as README.md are no references. */
function newFileOf(
  root: string,
  documents: readonly SourceDocument[],
): { readonly document: SourceDocument; readonly beside: readonly SourceDocument[] } | undefined {
  const paths = documents.map(({ path }) => path);
  const hasHead = paths.some((path) => MARKDOWN_SKILL.test(path) || /^index\.mdx?$/i.test(path));
  const kept = new Set(referencePaths([...paths, 'INDEX.md']));
  const beside = documents.filter(({ path }) => kept.has(path));
  if (hasHead || beside.length === 0) return undefined;
  return { document: { root, path: 'INDEX.md', text: newIndex(root) }, beside };
}
