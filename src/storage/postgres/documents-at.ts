/** Documents of a version by their places: the one way they are read, which tells when the version is gone. */

import type { Place } from './known-documents.ts';
import type { Queries } from './sql.ts';
import type { Version } from './version.ts';
import { VersionGone } from './version-gone.ts';

/** A document, with what was asked for of it. */
export interface DocumentAt {
  readonly place: number;
  readonly record: string;
  /** The terms of its body; `''` where they were not asked for. */
  readonly body: string;
  /** Its passages; `null` where they were not asked for, or there are none. */
  readonly passages: Uint8Array | null;
}

/**
 * Read documents.
 *
 * @param places
 *   Their places in the version.
 * @param withBody
 *   Whether bodies are asked for: they are most of what is sent.
 * @throws {VersionGone}
 *   When some of them are no longer there.
 */
export async function documentsAt(
  queries: Queries,
  version: Version,
  places: readonly number[],
  withBody: boolean,
): Promise<DocumentAt[]> {
  const rows = await queries.query<Omit<DocumentAt, 'place'> & Place>(
    `SELECT d.segment, d.place, c.record, ${withBody ? 'c.body, c.passages' : "'' AS body, NULL AS passages"}
     FROM unnest($1::integer[], $2::integer[]) AS asked (segment, place)
     JOIN signpost.documents d USING (segment, place)
     JOIN signpost.contents c USING (catalog, content)`,
    [
      places.map((place) => version.numbers[place * 2] ?? 0),
      places.map((place) => version.numbers[place * 2 + 1] ?? 0),
    ],
  );
  if (rows.length < places.length) throw new VersionGone();
  return rows.map(({ segment, place, ...row }) => ({ ...row, place: version.placesIn(segment)?.[place] ?? -1 }));
}
