/** Where the documents stand that a catalog has already, by the hash of what is written of them. */

import { chunksOf, SEGMENT_SIZE } from './segments.ts';
import type { Queries } from './sql.ts';

/** Where a document stands. */
export interface Place {
  readonly segment: number;
  /** In the segment. */
  readonly place: number;
}

const SEGMENTS_AT_ONCE = 50;
/** Segments of which less than half is in use, or that small pushes left: past as many they are written anew, together. */
const MOST_THIN = 8;

/**
 * Find what need not be sent.
 *
 * @param current
 *   The version of now, `null` before the first.
 * @returns
 *   By hash. Documents of thin segments are left out where there are many such segments: a request reads a block a segment.
 */
export async function knownDocuments(
  connection: Queries,
  catalog: number,
  current: number | null,
): Promise<ReadonlyMap<string, Place>> {
  const segments = await connection.query<{ segment: number }>(
    'SELECT segment FROM signpost.segments WHERE catalog = $1 ORDER BY segment',
    [catalog],
  );
  const used = await usedOf(connection, current);
  const known = new Map<string, Place>();
  const sizes = new Map<number, number>();
  for (const part of chunksOf(segments, SEGMENTS_AT_ONCE)) {
    const rows = await connection.query<{ segment: number; place: number; hash: string }>(
      `SELECT segment, place, encode(content, 'hex') AS hash FROM signpost.documents
       WHERE segment = ANY ($1) ORDER BY segment, place`,
      [part.map(({ segment }) => segment)],
    );
    for (const { segment, place, hash } of rows) {
      known.set(hash, { segment, place });
      sizes.set(segment, (sizes.get(segment) ?? 0) + 1);
    }
  }
  const thin = new Set(
    [...sizes].filter(([segment, size]) => (used.get(segment) ?? size) * 2 < SEGMENT_SIZE).map(([segment]) => segment),
  );
  if (thin.size <= MOST_THIN) return known;
  return new Map([...known].filter(([, { segment }]) => !thin.has(segment)));
}

/** How many documents of each segment a version has. */
async function usedOf(connection: Queries, version: number | null): Promise<ReadonlyMap<number, number>> {
  const used = new Map<number, number>();
  if (version === null) return used;
  const [row] = await connection.query<{ places: Uint8Array }>(
    'SELECT places FROM signpost.versions WHERE version = $1',
    [version],
  );
  if (!row) return used;
  // A copy begins where numbers may begin.
  const numbers = new Uint32Array(Uint8Array.from(row.places).buffer);
  for (let at = 0; at < numbers.length; at += 2) {
    const segment = numbers[at] ?? 0;
    used.set(segment, (used.get(segment) ?? 0) + 1);
  }
  return used;
}
