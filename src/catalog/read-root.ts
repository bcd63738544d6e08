/** A root on disk → documents. Files that cannot be used are messages; the rest is read. */

import { join, resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { SourceDocument } from '../contracts/reference.ts';
import { reportFileMessage } from '../diagnostics/index.ts';
import { referencePaths } from './layout.ts';
import { type ReadText, readText } from './read-text.ts';
import { type Looked, walkRoot } from './walk-root.ts';

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
 * @param read
 *   Reads a file (default: anew each time).
 * @returns
 *   Documents in code-point order of their paths, and messages.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` or `SIGNPOST_ROOT_UNREADABLE`.
 */
export function readRoot(root: string, read: ReadText = readText): RootDocuments {
  const walk = walkRoot(root);
  const documents: SourceDocument[] = [];
  const messages: VFileMessage[] = [...walk.messages];
  const paths = referencePaths(walk.paths);
  for (const path of paths) {
    const text = read(join(root, path), (code, reason) =>
      messages.push(reportFileMessage(`${root}/${path}`, code, reason)),
    );
    if (text !== undefined) documents.push({ root, path, text });
  }
  if (documents.length === 0) {
    const reason =
      'Unexpected root without a reference, expected SKILL.md, INDEX.md or other markdown files that no ignore file names';
    messages.push(reportFileMessage(root, 'root-empty', reason));
  }
  const files = [...walk.looked.files, ...paths.map((path) => resolve(root, path))];
  return { documents, messages, looked: { ...walk.looked, files } };
}
