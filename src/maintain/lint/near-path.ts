/** The file that a dead path probably meant. */

import { baseOf, folderOf } from '../../load/catalog/layout.ts';
import { didYouMean } from '../../text/did-you-mean.ts';
import type { Project, ProjectDocument } from './project.ts';

/** Where a dead path may have meant to lead. */
export interface NearPath {
  /** Relative to the root. */
  readonly path: string;
  /** Whether it is the one file of this name below the root: then the file was moved. */
  readonly moved: boolean;
}

/** The documents of a root by the names of their files, and what names were found to mean. */
interface Names {
  /** Paths by name in lower case. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  readonly meant: Map<string, string | undefined>;
}

const namesOf = new WeakMap<Project, Names>();

/**
 * Find the file that a dead path probably meant: the one of the same name, else one whose name is spelled like it, in
 * the same folder before any other.
 *
 * @param project
 *   Documents are looked through, other files are not.
 * @param from
 *   The document that names it: it does not mean itself.
 * @param dead
 *   Relative to the root.
 */
export function nearPath(project: Project, from: ProjectDocument, dead: string): NearPath | undefined {
  const names = namesOf.get(project) ?? collect(project);
  const base = baseOf(dead).toLowerCase();
  const same = names.paths.get(base) ?? [];
  const [only] = same;
  // Every folder may have one: that there is a single one left says nothing.
  const isGeneric = /^(?:index|skill|readme)\.mdx?$/.test(base);
  if (only !== undefined && same.length === 1 && !isGeneric && only !== from.path) return { path: only, moved: true };
  const meant = same.length > 0 ? base : (flattened(names, dead) ?? nearName(names, base));
  const found = meant === undefined ? [] : (names.paths.get(meant) ?? []);
  const candidates = found.filter((path) => path !== from.path);
  const path = candidates.find((candidate) => folderOf(candidate) === folderOf(dead)) ?? candidates[0];
  return path === undefined ? undefined : { path, moved: false };
}

function collect(project: Project): Names {
  const paths = new Map<string, string[]>();
  for (const { path } of project.documents) {
    const base = baseOf(path).toLowerCase();
    const known = paths.get(base);
    if (known) known.push(path);
    else paths.set(base, [path]);
  }
  const names = { paths, meant: new Map() };
  namesOf.set(project, names);
  return names;
}

/** A folder that became a part of the name: `list/components.md` is now `list-components.md`. */
function flattened({ paths }: Names, dead: string): string | undefined {
  const above = baseOf(folderOf(dead)).toLowerCase();
  const base = baseOf(dead).toLowerCase();
  return above === '' ? undefined : [`${above}-${base}`, `${above}_${base}`].find((name) => paths.has(name));
}

function nearName({ paths, meant }: Names, base: string): string | undefined {
  if (!meant.has(base)) meant.set(base, didYouMean(base, paths.keys()));
  return meant.get(base);
}

/** How a document would write a link to a path, with what followed the path in the link as it was. */
export function linkTo(document: ProjectDocument, path: string, written: string): string {
  const from = folderOf(document.path).split('/').filter(Boolean);
  const to = path.split('/');
  let shared = 0;
  while (shared < from.length && shared < to.length - 1 && from[shared] === to[shared]) shared++;
  const up = from.slice(shared).map(() => '..');
  const encode = (parts: readonly string[]) => parts.map(encodePart).join('/');
  const rest = /[#?].*$/s.exec(written)?.[0] ?? '';
  if (written.startsWith('/')) return `/${encode(to)}${rest}`;
  return `${written.startsWith('./') && up.length === 0 ? './' : ''}${encode([...up, ...to.slice(shared)])}${rest}`;
}

/** What would end a link or stand for something else in one. */
function encodePart(part: string): string {
  return part.replace(/[%\s()<>#?\\`|]/g, (char) => encodeURIComponent(char).replace('(', '%28').replace(')', '%29'));
}
