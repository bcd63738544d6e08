/** A root on disk → documents. Files that cannot be used are messages; the rest is read. */

import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { MessageCode } from '../contracts/message.ts';
import type { SourceDocument } from '../contracts/reference.ts';
import { reportFileMessage } from '../diagnostics/index.ts';
import { referencePaths } from './layout.ts';
import { type Looked, walkRoot } from './walk-root.ts';

/** The documents of a root and what kept others from being read. */
export interface RootDocuments {
  readonly documents: readonly SourceDocument[];
  readonly messages: readonly VFileMessage[];
  /** What reading depended on. */
  readonly looked: Looked;
}

/** A reference is a page to be read by a model; a larger file is data. */
export const LARGEST_FILE = 4 * 1024 * 1024;
/** Characters looked at for a NUL: text has none. */
const SNIFFED = 8192;

/**
 * Read the references of a root.
 *
 * Reads are synchronous: a catalog is opened once, and a round through the event loop for each of many small
 * files takes longer than reading them.
 *
 * @param root
 *   Path of a folder; it becomes each document's `root`.
 * @returns
 *   Documents in code-point order of their paths, and messages.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` or `SIGNPOST_ROOT_UNREADABLE`.
 */
export function readRoot(root: string): RootDocuments {
  const walk = walkRoot(root);
  const documents: SourceDocument[] = [];
  const messages: VFileMessage[] = [...walk.messages];
  const paths = referencePaths(walk.paths);
  for (const path of paths) {
    const text = readText(join(root, path), (code, reason) =>
      messages.push(reportFileMessage(`${root}/${path}`, code, reason)),
    );
    if (text !== undefined) documents.push({ root, path, text });
  }
  if (documents.length === 0) {
    const reason =
      'Unexpected root without a reference, expected SKILL.md, INDEX.md or other markdown files that no ignore file names';
    messages.push(reportFileMessage(root, 'root-empty', reason));
  }
  const read = paths.map((path) => resolve(root, path));
  return { documents, messages, looked: { ...walk.looked, files: [...walk.looked.files, ...read] } };
}

/** The text of a file, or `undefined` when it is not one that can be read. */
function readText(path: string, report: (code: MessageCode, reason: string) => void): string | undefined {
  try {
    const { size } = statSync(path);
    if (size > LARGEST_FILE) {
      const reason = `Unexpected file of ${size} bytes, expected at most ${LARGEST_FILE}: it was left out`;
      report('file-too-large', reason);
      return undefined;
    }
    const text = readFileSync(path, 'utf8');
    if (text.slice(0, SNIFFED).includes('\0')) {
      report('file-binary', 'Unexpected NUL byte, expected text: the file was left out');
      return undefined;
    }
    // Reading puts U+FFFD for what is not UTF-8; a file may also hold the character itself.
    if (text.includes('\ufffd') && !isUtf8(readFileSync(path))) {
      report('file-not-utf8', 'Unexpected bytes that are not UTF-8, expected UTF-8: each was read as U+FFFD');
    }
    return text;
  } catch (cause) {
    const why = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : '';
    report('file-unreadable', `Unexpected file that cannot be read${why}, expected read permission: it was left out`);
    return undefined;
  }
}
