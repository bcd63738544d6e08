/** A link as written in a file → the path in the root it means. */

import { folderOf } from './layout.ts';

/** Where a link leads. */
export type LinkPath =
  | { readonly kind: 'inside'; readonly path: string }
  | { readonly kind: 'self' }
  | { readonly kind: 'outside' }
  | { readonly kind: 'elsewhere' };

/**
 * Resolve a link.
 *
 * @param from
 *   Path of the file it stands in, relative to the root.
 * @param link
 *   The link as written: relative, from the root (`/a.md`), an anchor, percent-encoded or not.
 * @returns
 *   `inside` with a path relative to the root; `self` for an anchor; `outside` when it leaves the root;
 *   `elsewhere` for another site.
 */
export function resolveLink(from: string, link: string): LinkPath {
  if (/^(?:[a-z][a-z\d+.-]+:|\/\/)/i.test(link)) return { kind: 'elsewhere' };
  const bare = decode(link.replace(/[#?].*$/s, ''));
  if (bare === '') return { kind: 'self' };
  if (bare.includes('\0')) return { kind: 'outside' };
  const parts = bare.startsWith('/') ? [] : folderOf(from).split('/').filter(Boolean);
  for (const part of bare.split(/[/\\]/)) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return { kind: 'outside' };
  }
  return { kind: 'inside', path: parts.join('/') };
}

function decode(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    // A stray percent sign is part of the name.
    return link;
  }
}
