/** Pushes what a signpost in memory holds. */

import type { Signpost } from '../../../src/index.ts';
import { outlineOf } from '../../../src/load/markdown/outline.ts';
import { shippedVectors } from '../../../src/session/shipped-vectors.ts';
import { pushCatalog } from '../../../src/storage/postgres/push-catalog.ts';
import type { Sql } from '../../../src/storage/postgres/sql.ts';

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
