/** A root on disk → documents. Files that cannot be used are messages; the rest is read. */

import { resolve } from 'node:path';
import type { VFileMessage } from 'vfile-message';
import type { SourceDocument } from '../../domain/reference.ts';
import { reportFileMessage } from '../../domain/report-message.ts';
import { isInside } from '../disk/repository.ts';
import { DISK, type Disk } from './disk.ts';
import { referencePaths } from './layout.ts';
import { linkedFolderOf } from './linked-skills.ts';
import type { Looked } from './walk-root.ts';

/** The documents of a root and what kept others from being read. */
export interface RootDocuments {
  readonly documents: readonly SourceDocument[];
  readonly messages: readonly VFileMessage[];
  /** Skill folders outside of the root that links in it lead to: by the path as reached the folder it is, links resolved. */
  readonly linked: ReadonlyMap<string, string>;
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
 * @param taken
 *   Files of earlier roots, links resolved, and whether they are of a skill that is linked to; those of this root are added (default:
 *   none). What two roots have only because one of them links to the other's skill is left out of the second.
 * @returns
 *   Documents in code-point order of their paths, and messages.
 * @throws {SignpostError}
 *   `SIGNPOST_ROOT_NOT_FOUND` or `SIGNPOST_ROOT_UNREADABLE`.
 */
export function readRoot(root: string, disk: Disk = DISK, taken: Map<string, boolean> = new Map()): RootDocuments {
  const walk = disk.walk(root);
  const documents: SourceDocument[] = [];
  const messages: VFileMessage[] = [...walk.messages];
  const paths = referencePaths([...walk.files.keys()]);
  let others = 0;
  for (const path of paths) {
    const real = walk.files.get(path) ?? '';
    const isLinked = linkedFolderOf(walk.linked, path) !== undefined;
    const before = taken.get(real);
    if (before === true || (before === false && isLinked)) {
      others++;
      continue;
    }
    taken.set(real, isLinked);
    const text = disk.text(real, (code, reason) => messages.push(reportFileMessage(`${root}/${path}`, code, reason)));
    if (text !== undefined) documents.push({ root, path, text });
  }
  if (documents.length + others === 0) {
    const reason =
      'Unexpected root without a reference, expected SKILL.md, INDEX.md or other markdown files that no ignore file names';
    messages.push(reportFileMessage(root, 'root-empty', reason));
  }
  return {
    documents,
    messages,
    linked: walk.linked,
    // Only who keeps a snapshot asks for it.
    get looked() {
      return { ...walk.looked, files: [...walk.looked.files, ...paths.map((path) => resolve(root, path))] };
    },
  };
}

/**
 * The folders of a root in which references may stand, those of linked skills left out: what is written is written where it is.
 *
 * @returns
 *   Absolute, with every link resolved; none where the root is not there, or cannot be listed.
 */
export function foldersBelow(root: string): readonly string[] {
  try {
    const { folders } = DISK.walk(root).looked;
    const [top = ''] = folders;
    return folders.filter((folder) => isInside(top, folder));
  } catch {
    // Whoever reads it says why.
    return [];
  }
}
