/** Paths of a root that differ in upper and lower case alone: on many disks only one of them can be there. */

import { reportMessage } from '../../domain/report-message.ts';
import type { ParsedDocument } from '../markdown/parse-document.ts';

/**
 * Report files and folders that differ in case alone from one beside them.
 *
 * @param documents
 *   Those of one root, by path. A message stands on the first document, in the order they come in, of each path that is the second
 *   of its kind.
 */
export function reportPathCase(documents: ReadonlyMap<string, ParsedDocument>): void {
  const spelled = new Map<string, string>();
  const told = new Set<string>();
  for (const [path, { file }] of documents) {
    for (let slash = path.indexOf('/'); ; slash = path.indexOf('/', slash + 1)) {
      const part = slash === -1 ? path : path.slice(0, slash);
      const folded = foldCase(part);
      const before = spelled.get(folded);
      if (before === undefined) spelled.set(folded, part);
      else if (before !== part && !told.has(part)) {
        told.add(part);
        // What is below follows from it.
        if (foldersOf(before) === foldersOf(part)) {
          const reason = `Unexpected \`${part}\`, which differs from \`${before}\` in upper and lower case alone, expected another name: on many disks only one of them can be there`;
          reportMessage(file, 'path-case', reason, { line: 1, column: 1 });
        }
      }
      if (slash === -1) break;
    }
  }
}

/** As disks that do not tell case apart compare names. */
export function foldCase(text: string): string {
  return text.normalize('NFC').toLowerCase();
}

function foldersOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}
