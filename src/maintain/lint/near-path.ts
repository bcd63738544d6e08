/** The file that a dead path probably meant. */

import { baseOf, folderOf } from '../../catalog/index.ts';
import { didYouMean } from '../did-you-mean.ts';
import type { Project, ProjectDocument } from './project.ts';

/** Where a dead path may have meant to lead. */
export interface NearPath {
  /** Relative to the root. */
  readonly path: string;
  /** Whether it is the one file of this name below the root: then the file was moved. */
  readonly moved: boolean;
}

/**
 * Find the file that a dead path probably meant: the one of the same name, else one whose path is spelled like it.
 *
 * @param project
 *   Documents are looked through, other files are not.
 * @param dead
 *   Relative to the root.
 */
export function nearPath(project: Project, dead: string): NearPath | undefined {
  const named = project.documents.filter(({ path }) => baseOf(path).toLowerCase() === baseOf(dead).toLowerCase());
  const [only] = named;
  // Every folder may have one: that there is a single one left says nothing.
  const isGeneric = /^(?:index|skill|readme)\.mdx?$/i.test(baseOf(dead));
  if (only && named.length === 1 && !isGeneric) return { path: only.path, moved: true };
  const siblings = project.documents.filter(({ path }) => folderOf(path) === folderOf(dead));
  const sibling = didYouMean(
    baseOf(dead),
    siblings.map(({ path }) => baseOf(path)),
  );
  const beside = siblings.find(({ path }) => baseOf(path) === sibling);
  const meant =
    beside?.path ??
    didYouMean(
      dead,
      project.documents.map(({ path }) => path),
    );
  return meant === undefined ? undefined : { path: meant, moved: false };
}

/** How a document would write a link to a path, with what followed the path in the link as it was. */
export function linkTo(document: ProjectDocument, path: string, written: string): string {
  const from = folderOf(document.path).split('/').filter(Boolean);
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => '..');
  const parts = [...up, ...to.slice(shared)].join('/');
  const rest = /[#?].*$/s.exec(written)?.[0] ?? '';
  const encoded = parts.replace(/[%\s()<>#?\\`|]/g, (char) =>
    encodeURIComponent(char).replace('(', '%28').replace(')', '%29'),
  );
  if (written.startsWith('/')) return `/${path}${rest}`;
  return `${written.startsWith('./') && up.length === 0 ? './' : ''}${encoded}${rest}`;
}
