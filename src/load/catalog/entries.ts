/** Compares index entries with the front matter they were generated from. */

import type { VFile } from 'vfile';
import type { IndexEntry, Reference } from '../../domain/reference.ts';
import { reportMessage } from '../../domain/report-message.ts';

/**
 * Compare an entry with the reference it names.
 *
 * @param reference
 *   What the link leads to.
 * @param entry
 *   The entry.
 * @param file
 *   The index: a disagreement is reported on it.
 * @returns
 *   The texts the entry adds to what the reference's front matter says.
 */
export function compareEntry(reference: Reference, entry: IndexEntry, file: VFile): string[] {
  const { title, name, description, triggers } = reference;
  // The generator's two styles: "description (triggers)" under the path, the triggers under the title.
  const asWritten = [fold(`${description} (${triggers.join('; ')})`), fold(description), fold(triggers.join('; '))];
  if (!asWritten.includes(fold(entry.rest))) {
    const reason = `Unexpected entry of \`${reference.path}\`, expected what its front matter says: run gen-index`;
    reportMessage(file, 'index-entry-drift', reason, { line: entry.line, column: 1 });
  }
  const said = new Set([title, name, description, ...triggers].map(fold));
  return [entry.description, ...entry.triggers].filter((text) => text !== '' && !said.has(fold(text)));
}

/** Formatters rewrap, escape and change marks: none of that is a disagreement. */
function fold(text: string): string {
  return text.replace(/[\s\\`*_;]+/g, '').toLowerCase();
}
