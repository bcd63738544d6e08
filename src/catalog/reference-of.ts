/** A parsed document → a reference: name and title from what there is. */

import type { Reference, ReferenceKind } from '../contracts/reference.ts';
import type { ParsedDocument } from '../markdown/index.ts';
import { baseOf, folderOf, isIndexFile, isSkillFile } from './layout.ts';

/**
 * Make the reference of a document.
 *
 * @param root
 *   The root as the caller named it.
 * @param path
 *   Path relative to the root.
 * @param parsed
 *   What the document says.
 * @returns
 *   The reference with its path as id.
 */
export function referenceOf(root: string, path: string, parsed: ParsedDocument): Reference {
  const { fields, headings, body } = parsed;
  const metadata = fields.metadata ?? {};
  const name = filled(fields.name) ?? nameOfPath(root, path);
  return {
    id: path,
    path,
    root,
    kind: kindOf(path, fields.type),
    name,
    title: filled(fields.title) ?? filled(headings.find(({ depth }) => depth === 1)?.text) ?? name,
    description: filled(fields.description) ?? '',
    triggers: [...(fields.triggers ?? []), ...(metadata.triggers ?? [])],
    examples: [...(fields.examples ?? []), ...(metadata.examples ?? [])],
    notFor: fields.not_for ?? [],
    headings: headings.map(({ text }) => text),
    body,
    entryOnly: false,
  };
}

/** The file's name, or for SKILL.md and INDEX.md the folder's, or at the top the root's. */
export function nameOfPath(root: string, path: string): string {
  const stem = baseOf(path).replace(/\.mdx?$/i, '');
  if (!isSkillFile(path) && !isIndexFile(path)) return stem;
  return baseOf(folderOf(path)) || baseOf(root.replace(/[/\\]+$/, '').replaceAll('\\', '/')) || stem;
}

function kindOf(path: string, type: string | undefined): ReferenceKind {
  if (isSkillFile(path)) return 'skill';
  return isIndexFile(path) || type?.trim().toLowerCase() === 'index' ? 'index' : 'reference';
}

function filled(text: string | undefined): string | undefined {
  const folded = text?.replace(/\s+/g, ' ').trim();
  return folded === '' ? undefined : folded;
}
