/** A root on disk → documents. Files that cannot be used are messages; the rest is read. */

import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { SourceDocument } from '../contracts/reference.ts';
import { reportFileMessage } from '../diagnostics/index.ts';
import { DISK, type Disk } from './disk.ts';
import { referencePaths } from './layout.ts';
import type { Looked } from './walk-root.ts';

/** The documents of a root and what kept others from being read. */
export interface RootDocuments {
  readonly documents: readonly SourceDocument[];
  readonly messages: readonly VFileMessage[];
  /** What reading depended on. */
  readonly looked: Looked;
}

/**
 * Read the references of a root.
 *
 * Reads are synchronous: a catalog is opened once, and a round through the event loop for each of many small
 * files takes longer than reading them.
 *
 * @param root
 *   Path of a folder; it becomes each document's `root`.
 * @param disk
 *   Walks roots and reads files (default: as they are now).
 * @returns
 *   Documents in code-point order of their paths, and messages.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` or `SIGNPOST_ROOT_UNREADABLE`.
 */
export function readRoot(root: string, disk: Disk = DISK): RootDocuments {
  const walk = disk.walk(root);
  const documents: SourceDocument[] = [];
  const messages: VFileMessage[] = [...walk.messages];
  const paths = referencePaths([...walk.files.keys()]);
  for (const path of paths) {
    const text = disk.text(walk.files.get(path) ?? '', (code, reason) =>
      messages.push(reportFileMessage(`${root}/${path}`, code, reason)),
    );
    if (text !== undefined) documents.push({ root, path, text });
  }
  if (documents.length === 0) {
    const reason =
      'Unexpected root without a reference, expected SKILL.md, INDEX.md or other markdown files that no ignore file names';
    messages.push(reportFileMessage(root, 'root-empty', reason));
  }
  return {
    documents,
    messages,
    // Only who keeps a snapshot asks for it.
    get looked() {
      return { ...walk.looked, files: [...walk.looked.files, ...paths.map((path) => resolve(root, path))] };
    },
  };
}

/**
 * The folders of a root in which references may stand.
 *
 * @returns
 *   Absolute, with every link resolved; none where the root is not there, or cannot be listed.
 */
export function foldersBelow(root: string): readonly string[] {
  try {
    return DISK.walk(root).looked.folders;
  } catch {
    // Whoever reads it says why.
    return [];
  }
}
