/** Pushes what a signpost in memory holds. */

import { shippedVectors } from '../../src/assets/index.ts';
import type { Signpost } from '../../src/index.ts';
import { outlineOf } from '../../src/markdown/index.ts';
import { pushCatalog, type Sql } from '../../src/postgres/index.ts';

/** Push a signpost; one version is kept beside the new one unless it is said otherwise. */
export function pushSignpost(
  sql: Sql,
  { catalog, messages, read }: Signpost,
  name: string,
  options: Partial<Parameters<typeof pushCatalog>[2]> = {},
) {
  const withText = new Set(catalog.references.filter(({ entryOnly }) => !entryOnly).map(({ id }) => id));
  const textOf = (id: string) => (withText.has(id) ? read(id) : undefined);
  const outline = (id: string) => outlineOf(textOf(id) ?? '');
  const source = { catalog, messages, textOf, outlineOf: outline, settings: {}, vectors: shippedVectors() };
  return pushCatalog(sql, source, { keep: 1, ...options, catalog: name });
}
