/** A catalog from an index file's text alone, with none of the files it lists at hand. */

import type { Reference } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';
import type { ParsedDocument } from '../markdown/parse-document.ts';
import { resolveLink } from './links.ts';
import { nameOfPath } from './reference-of.ts';

/**
 * Make references of the entries of an index none of whose files is there.
 *
 * @param index
 *   The index.
 * @param parsed
 *   What it says.
 * @param paths
 *   Every path of the root. An index with one of its files among them gives nothing: its other entries are dead.
 * @returns
 *   References without a text, in the order of the entries.
 */
export function referencesFromEntries(
  index: Reference,
  parsed: ParsedDocument,
  paths: { has(path: string): boolean },
): Reference[] {
  const references = new Map<string, Reference>();
  for (const { link, text, description, triggers } of parsed.blocks.flatMap(({ entries }) => entries)) {
    const resolved = resolveLink(index.path, link);
    if (resolved.kind !== 'inside') continue;
    const { path } = resolved;
    if (paths.has(path)) return [];
    if (references.has(path)) continue;
    const name = nameOfPath(index.root, path);
    references.set(path, {
      id: path,
      path,
      root: index.root,
      kind: 'reference',
      name,
      title: text || name,
      description,
      triggers,
      examples: [],
      notFor: [],
      globs: [],
      reading: 'routed',
      forPeople: true,
      headings: [],
      body: '',
      entryOnly: true,
    });
  }
  if (references.size > 0) {
    const reason = `Unexpected index without any of its ${references.size} files, expected them beside it: its entries stand for them`;
    reportMessage(parsed.file, 'index-alone', reason, { line: parsed.blocks[0]?.line ?? 1, column: 1 });
  }
  return [...references.values()];
}
