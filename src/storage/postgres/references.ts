/** References of a version by their ids and places, for those who read or list them. */

import type { Outline } from '../../domain/excerpt.ts';
import type { ListedReference } from '../../domain/stored-signpost.ts';
import { documentsAt } from './documents-at.ts';
import type { Reader } from './reader.ts';
import { type DocumentRecord, keyOf } from './rows.ts';
import type { Queries } from './sql.ts';
import { VersionGone } from './version-gone.ts';

/** The place of an id in the order of ids; `undefined` when the version does not have it. */
export async function placeOf(queries: Queries, { version }: Reader, id: string): Promise<number | undefined> {
  const rows = await queries.query<{ segment: number; place: number }>(
    "SELECT segment, place FROM signpost.documents WHERE catalog = $1 AND key = decode($2, 'hex')",
    [version.catalog, keyOf(id)],
  );
  // The same document may stand in segments of other versions.
  const places = rows.map(({ segment, place }) => version.placesIn(segment)?.[place] ?? -1);
  return places.find((place) => place !== -1);
}

/** References by their places, in that order. */
export async function referencesFrom(
  queries: Queries,
  { version }: Reader,
  places: readonly number[],
): Promise<ListedReference[]> {
  const rows = await documentsAt(queries, version, places, false);
  const found = new Map(rows.map(({ place, record }) => [place, record]));
  return places.flatMap((place) => {
    const record = found.get(place);
    return record === undefined ? [] : [(JSON.parse(record) as DocumentRecord).reference];
  });
}

/** The text at a place and where its parts begin; its text is `null` where only an index entry is known. */
export async function textAt(
  queries: Queries,
  { version }: Reader,
  place: number,
): Promise<{ readonly text: string | null; readonly outline: Outline }> {
  const [row] = await queries.query<{ document: string; outline: string }>(
    `SELECT c.document, c.outline FROM signpost.documents d JOIN signpost.contents c USING (catalog, content)
     WHERE d.segment = $1 AND d.place = $2`,
    [version.numbers[place * 2] ?? 0, version.numbers[place * 2 + 1] ?? 0],
  );
  if (!row) throw new VersionGone();
  return { text: JSON.parse(row.document) as string | null, outline: JSON.parse(row.outline) as Outline };
}
