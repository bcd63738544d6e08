/** Ids ↔ `skill://` URIs, the way the Skills extension of MCP (SEP-2640) has them. */

import type { Catalog, Reference } from '../../domain/reference.ts';

/** The URIs of a catalog. */
export interface Uris {
  /** The URI of a reference of the catalog; `undefined` for any other id. */
  uriOf(id: string): string | undefined;
  /** The id behind a URI; `undefined` for a URI of nothing in the catalog, however it is written. */
  idOf(uri: string): string | undefined;
}

const SCHEME = 'skill://';
/** Every call needs them, and a catalog never changes. */
const made = new WeakMap<object, Uris>();

/**
 * Make the URIs of a catalog.
 *
 * Pure. A URI is only ever looked up: what it may spell, `..` or `%2e%2e` or a path of the disk, is not followed.
 *
 * @returns
 *   `skill://` and the id; where a root is one skill, its name stands before the path, for a skill has its name in its URI.
 * @example
 *   urisOf(signpost.catalog).uriOf('signpost/lint.md'); // 'skill://signpost/lint.md'
 */
export function urisOf(catalog: Pick<Catalog, 'references'>): Uris {
  const uris = made.get(catalog) ?? spellAll(catalog.references);
  made.set(catalog, uris);
  return uris;
}

function spellAll(references: readonly Reference[]): Uris {
  const skills = new Map(
    references.filter(({ path }) => /^skill\.md$/i.test(path)).map(({ root, name }) => [root, name]),
  );
  const uris = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const reference of references) {
    const own = spell(reference, skills.get(reference.root));
    // Two roots may hold skills of one name in places of different names.
    const uri = ids.has(own) ? spell(reference, undefined) : own;
    if (ids.has(uri)) continue;
    uris.set(reference.id, uri);
    ids.set(uri, reference.id);
  }
  return { uriOf: (id) => uris.get(id), idOf: (uri) => ids.get(uri) ?? ids.get(canonical(uri)) };
}

function spell({ id, path }: Reference, skill: string | undefined): string {
  const segments = skill === undefined ? id.split('/') : [skill, ...path.split('/')];
  return canonical(`${SCHEME}${segments.map(encodeURIComponent).join('/')}`);
}

/** As `URL` writes it: clients send URIs back in either form. */
function canonical(uri: string): string {
  return URL.canParse(uri) ? new URL(uri).href : uri;
}
