/** What somebody calls a reference → the reference. */

import type { Catalog, Reference } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { printable } from '../../text/printable.ts';

/** Ids named in an error. */
const MOST_NAMED = 3;

/**
 * Find a reference by what it is called.
 *
 * Pure.
 *
 * @param catalog
 *   Where to look; nothing else is.
 * @param wanted
 *   Its id, with or without `.md`, `/SKILL.md` or `/INDEX.md`; the same as `printable` shows it, or its name or title, where one
 *   reference alone has it.
 * @returns
 *   The reference.
 * @throws {SignpostError}
 *   `SIGNPOST_UNKNOWN_REFERENCE`, with ids that are near.
 * @example
 *   findReference(signpost.catalog, 'dbt-cloud').id; // 'dagster-dbt/dbt-cloud.md'
 */
export function findReference({ references }: Pick<Catalog, 'references'>, wanted: string): Reference {
  const path = wanted.replace(/^\.\//, '').replace(/\/$/, '');
  const spellings = [path, `${path}.md`, `${path}/SKILL.md`, `${path}/INDEX.md`];
  const exact = references.find(({ id }) => spellings.includes(id));
  if (exact) return exact;
  const shown = beginningOf(path) !== undefined ? references.filter(({ id }) => spellings.includes(printable(id))) : [];
  if (shown.length === 1 && shown[0]) return shown[0];
  const named = references.filter(({ name, title }) => name === wanted || title === wanted);
  if (named.length === 1 && named[0]) return named[0];
  const near = named.length > 1 ? named : references.filter(({ id, name }) => isNear(id, path) || isNear(name, path));
  const ids = near.slice(0, MOST_NAMED).map(({ id }) => `\`${id}\``);
  const hint = ids.length > 0 ? `: did you mean ${ids.join(' or ')}?` : '';
  throw new SignpostError('SIGNPOST_UNKNOWN_REFERENCE', `No reference has the id \`${wanted}\`${hint}`);
}

/**
 * How an id begins that was shown as another text, with nothing in it that `printable` may have put in the place of something else.
 *
 * @returns
 *   `undefined` for a text that is shown for itself alone.
 */
export function beginningOf(shown: string): string | undefined {
  const at = shown.search(/[ \ufffd]/);
  return at === -1 ? undefined : shown.slice(0, at);
}

function isNear(known: string, wanted: string): boolean {
  const [left, right] = [known.toLowerCase(), wanted.toLowerCase().replace(/\.md[xc]?$/, '')];
  return right.length > 2 && left.includes(right);
}
