/** The entries an index should have: which files, in which order. */

import { byCodePoint } from '../../load/catalog/layout.ts';
import type { ParsedDocument } from '../../load/markdown/parse-document.ts';

/** A file as the walk sees it. */
export interface IndexedFile {
  readonly path: string;
  readonly parsed: ParsedDocument;
}

/** The files below a root, by path. */
export type Files = ReadonlyMap<string, IndexedFile>;

/** What stands in a folder. */
interface Folder {
  /** In code-point order. */
  readonly files: readonly IndexedFile[];
  /** Paths of its sub-folders, each ending in `/`, in code-point order. */
  readonly folders: readonly string[];
}

/** The folders of a root, by path: `''`, or ending in `/`. */
export type Folders = ReadonlyMap<string, Folder>;

/** What an index lists. */
export interface Listing {
  readonly entries: readonly IndexedFile[];
  /** Folders with markdown that are not listed, each ending in `/`. */
  readonly skipped: readonly string[];
}

/** Put files into their folders. */
export function foldersOf(files: Files): Folders {
  const folders = new Map<string, { files: IndexedFile[]; folders: string[] }>([['', { files: [], folders: [] }]]);
  const open = (path: string) => {
    const known = folders.get(path);
    if (known) return known;
    const made = { files: [], folders: [] };
    folders.set(path, made);
    open(path.slice(0, path.lastIndexOf('/', path.length - 2) + 1)).folders.push(path);
    return made;
  };
  for (const file of files.values()) open(file.path.slice(0, file.path.lastIndexOf('/') + 1)).files.push(file);
  for (const folder of folders.values()) {
    folder.files.sort((a, b) => byCodePoint(a.path, b.path));
    folder.folders.sort(byName);
  }
  return folders;
}

/**
 * List the files an index names.
 *
 * Pure. Files of a folder come first, then its sub-folders, both in code-point order. A sub-folder whose INDEX.md says
 * `type: index` is one entry. A sub-folder without an INDEX.md is walked through. A sub-folder with any other
 * INDEX.md gives that file and those beside it; its own sub-folders are left out, unless `nested` is set.
 *
 * @param folders
 *   Every folder of the root.
 * @param path
 *   The folder to list, `''` or ending in `/`.
 * @param options
 *   `own`: the index itself, which is not listed. `nested`: whether folders below a plain INDEX.md are listed too.
 */
export function listEntries(
  folders: Folders,
  path: string,
  options: { readonly own: string; readonly nested: boolean },
): Listing {
  const folder = folders.get(path);
  const entries = (folder?.files ?? []).filter((file) => file.path !== options.own);
  const skipped: string[] = [];
  for (const inner of folder?.folders ?? []) {
    const within = folders.get(inner);
    const index = within?.files.find((file) => file.path === `${inner}INDEX.md`);
    if (index && isIndex(index)) entries.push(index);
    else if (index && !options.nested) {
      for (const file of within?.files ?? []) entries.push(file);
      for (const folder of within?.folders ?? []) skipped.push(folder);
    } else {
      const listed = listEntries(folders, inner, options);
      for (const file of listed.entries) entries.push(file);
      for (const folder of listed.skipped) skipped.push(folder);
    }
  }
  return { entries, skipped };
}

/** Whether a file says `type: index`. */
export function isIndex({ parsed }: IndexedFile): boolean {
  return parsed.fields.type?.trim().toLowerCase() === 'index';
}

/** `a` comes before `a-b`: the slash at the end is no part of the name. */
function byName(a: string, b: string): number {
  return byCodePoint(a.slice(0, -1), b.slice(0, -1));
}
