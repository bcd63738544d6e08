/** The entries an index should have: which files, in which order, in which words. */

import { byCodePoint } from '../../catalog/index.ts';
import type { IndexStyle } from '../../contracts/index-result.ts';
import type { ParsedDocument } from '../../markdown/index.ts';

/** A file as the walk sees it. */
export interface IndexedFile {
  readonly path: string;
  readonly parsed: ParsedDocument;
}

/** The files below a folder, by path. */
export type Files = ReadonlyMap<string, IndexedFile>;

/**
 * List the files an index names.
 *
 * Files of a folder come first, then its sub-folders, both in code-point order. A sub-folder whose INDEX.md says
 * `type: index` is one entry. A sub-folder without an INDEX.md is walked through. A sub-folder with any other
 * INDEX.md gives that file and those beside it, and its own sub-folders are left out.
 *
 * @param files
 *   Every markdown file of the root.
 * @param folder
 *   The folder to list, `''` or ending in `/`.
 * @param own
 *   The index itself, which is not listed.
 */
export function listEntries(files: Files, folder: string, own: string): IndexedFile[] {
  const below = [...files.values()].filter(({ path }) => path.startsWith(folder) && path !== own);
  const here = below.filter(({ path }) => !path.slice(folder.length).includes('/')).sort(byPath);
  const folders = new Set(
    below.flatMap(({ path }) => {
      const [name, ...rest] = path.slice(folder.length).split('/');
      return rest.length > 0 ? [`${folder}${name}`] : [];
    }),
  );
  const deeper = [...folders].sort(byCodePoint).flatMap((name) => {
    const inner = `${name}/`;
    const index = files.get(`${inner}INDEX.md`);
    if (!index) return listEntries(files, inner, own);
    if (isIndex(index)) return [index];
    return below.filter(({ path }) => path.startsWith(inner) && !path.slice(inner.length).includes('/')).sort(byPath);
  });
  return [...here, ...deeper];
}

/** Whether a file says `type: index`. */
export function isIndex({ parsed }: IndexedFile): boolean {
  return parsed.fields.type?.trim().toLowerCase() === 'index';
}

/** Where an entry stands. */
export interface EntryPlace {
  /** Folder of the index, `''` or ending in `/`: links are relative to it. */
  readonly folder: string;
  /** Folder that is left out of a path used as text. */
  readonly base: string;
  readonly style: Exclude<IndexStyle, 'auto'>;
}

/** One entry as the generator writes it. */
export function renderEntry({ path, parsed }: IndexedFile, { folder, base, style }: EntryPlace): string {
  const { title, description, triggers = [] } = parsed.fields;
  const joined = triggers.map(oneLine).filter(Boolean).join('; ');
  const name =
    path
      .slice(base.length)
      .replace(/\.mdx?$/i, '')
      .replace(/(?:^|\/)INDEX$/, '') || 'INDEX';
  const text = style === 'title' ? oneLine(title ?? '') || name : name;
  const link = `[${escapeText(text)}](./${encodeLink(path.slice(folder.length))})`;
  const rest =
    style === 'title' ? joined : [oneLine(description ?? ''), joined && `(${joined})`].filter(Boolean).join(' ');
  return rest === '' ? `- ${link}` : `- ${link} — ${rest}`;
}

function byPath(a: IndexedFile, b: IndexedFile): number {
  return byCodePoint(a.path, b.path);
}

/** An entry is one line, and a comment in it could close the block. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').replaceAll('<!--', '&lt;!--').trim();
}

function escapeText(text: string): string {
  return text.replace(/[[\]<]/g, '\\$&');
}

function encodeLink(path: string): string {
  return path.replace(/[%\s()<>#?\\]/g, (char) => encodeURIComponent(char).replace('(', '%28').replace(')', '%29'));
}
