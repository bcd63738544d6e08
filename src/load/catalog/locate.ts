/** Which reference a link, a path or a label means. */

import type { Reference } from '../../domain/reference.ts';
import { baseOf, byCodePoint, folderOf } from './layout.ts';
import { resolveLink } from './links.ts';

/** Finds references of one root. */
export interface Locator {
  /** The reference at a link written in `from`; the file itself for an anchor. */
  link(from: Reference, link: string): Reference | undefined;
  /** The reference a label names: its title, name or file name, nearest first. */
  label(from: Reference, label: string): Reference | undefined;
}

/**
 * Make a locator.
 *
 * @param references
 *   The references of one root.
 */
export function createLocator(references: readonly Reference[]): Locator {
  const byPath = new Map<string, Reference>();
  let byBase: Map<string, Reference[]> | undefined;
  let byLabel: Map<string, Reference[]> | undefined;
  for (const reference of references) byPath.set(reference.path, reference);
  const at = (path: string) =>
    byPath.get(path) ?? byPath.get(`${path}.md`) ?? byPath.get(`${path}/SKILL.md`) ?? byPath.get(`${path}/INDEX.md`);
  return {
    link(from, link) {
      const resolved = resolveLink(from.path, link);
      if (resolved.kind === 'self') return from;
      if (resolved.kind !== 'inside') return undefined;
      const found = at(resolved.path);
      if (found) return found;
      // A bare file name in a drawing often leaves out the folder: taken when only one file below has it.
      if (!/^[^/\\]+\.md[xc]?(?:#.*)?$/i.test(link)) return undefined;
      byBase ??= byFileName(references);
      const below = (byBase.get(baseOf(resolved.path).toLowerCase()) ?? []).filter((other) => isBelow(other, from));
      return below.length === 1 ? below[0] : undefined;
    },
    label(from, label) {
      byLabel ??= labelsOf(references);
      const named = byLabel.get(labelKey(label)) ?? [];
      return [...named].sort((a, b) => distance(a, from) - distance(b, from) || byCodePoint(a.path, b.path))[0];
    },
  };
}

function byFileName(references: readonly Reference[]): Map<string, Reference[]> {
  const byBase = new Map<string, Reference[]>();
  for (const reference of references) push(byBase, baseOf(reference.path).toLowerCase(), reference);
  return byBase;
}

/** References by each label they go by. Made when a tree first names one: most name files. */
function labelsOf(references: readonly Reference[]): Map<string, Reference[]> {
  const byLabel = new Map<string, Reference[]>();
  for (const reference of references) {
    const own = known.get(reference) ?? labelsFor(reference);
    known.set(reference, own);
    for (const label of own) push(byLabel, label, reference);
  }
  return byLabel;
}

/** Of references that stay the same from catalog to catalog. */
const known = new WeakMap<Reference, readonly string[]>();

function labelsFor({ path, title, name }: Reference): string[] {
  const stem = baseOf(path).replace(/\.md[xc]?$/i, '');
  const generic = /^(?:skill|index|readme)$/i.test(stem);
  return [...new Set([title, name, generic ? '' : stem].map(labelKey))].filter((label) => label !== '');
}

function labelKey(label: string): string {
  return label
    .replace(/[`*_"“”]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}

function isBelow(reference: Reference, from: Reference): boolean {
  const folder = folderOf(from.path);
  return folder === '' || reference.path.startsWith(`${folder}/`);
}

/** Folders to go up and down from one file to the other. */
function distance(a: Reference, b: Reference): number {
  const left = folderOf(a.path).split('/').filter(Boolean);
  const right = folderOf(b.path).split('/').filter(Boolean);
  let shared = 0;
  while (shared < left.length && left[shared] === right[shared]) shared++;
  return left.length + right.length - 2 * shared;
}
