/** A version of a catalog as a reader keeps it: a few numbers a document, and no text of any. */

import type { RouteOptions } from '../../domain/decision.ts';
import { once } from '../../domain/once.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import { FIELDS } from '../../search/fields.ts';
import { IDENTITY } from './identity.ts';
import type { StoredLayout } from './rows.ts';
import { FORMAT } from './rows.ts';
import { chunksOf } from './segments.ts';
import type { Queries } from './sql.ts';
import { isThere } from './version-gone.ts';
import type { Wholes } from './wholes.ts';

/** A version. */
export interface Version {
  readonly version: number;
  /** What tells it from every other. */
  readonly identity: string;
  readonly catalog: number;
  readonly size: number;
  readonly layout: StoredLayout;
  readonly settings: RouteOptions;
  /** Key of the word vectors it was made with. */
  readonly vectors: string;
  readonly segments: readonly number[];
  /** The segment of each document and its place there, in the order of ids. */
  readonly numbers: Uint32Array;
  /** By the place in a segment the place in the order of ids, or -1; `undefined` for a segment of other versions. */
  placesIn(segment: number): Int32Array | undefined;
  /** By field: how many different terms each document has there. */
  readonly lengths: readonly Uint32Array[];
  /** By place the place of the index or skill it is below, or -1. */
  readonly parents: Int32Array;
  /** The places of all that is below a document, directly or through others. */
  below(place: number): ReadonlySet<number>;
  /** What documents mean as a whole; `undefined` where it is not kept. */
  readonly wholes: Wholes | undefined;
}

interface VersionRow {
  readonly catalog: number;
  readonly format: string;
  readonly vectors: string;
  readonly settings: string;
  readonly layout: string;
  readonly size: number;
  readonly places: Uint8Array;
  readonly parents: Uint8Array;
  readonly segments: readonly number[];
}

const SEGMENTS_AT_ONCE = 50;

/**
 * Read a version.
 *
 * @param named
 *   What a catalog names as its current one.
 * @param roomFor
 *   Gives what takes the meanings of so many documents; nothing where none are kept.
 * @returns
 *   `undefined` when the version has been removed since.
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_OTHER` when another version of signpost wrote it.
 */
export async function readVersion(
  queries: Queries,
  named: Pick<Version, 'version' | 'identity'>,
  roomFor: (size: number) => Wholes | undefined,
): Promise<Version | undefined> {
  const [row] = await queries.query<VersionRow>(
    `SELECT catalog, format, vectors, settings, layout, size, places, parents, segments
     FROM signpost.versions v WHERE version = $1 AND ${IDENTITY} = $2`,
    [named.version, named.identity],
  );
  if (!row) return undefined;
  if (row.format !== FORMAT) {
    throw new SignpostError('SIGNPOST_STORE_OTHER', 'Another version of signpost pushed this catalog: push it again');
  }
  const numbers = new Uint32Array(aligned(row.places));
  const places = placesBySegment(numbers);
  const lengths = FIELDS.map(() => new Uint32Array(row.size));
  const wholes = roomFor(row.size);
  for (const part of chunksOf(row.segments, SEGMENTS_AT_ONCE)) {
    const read = await queries.query<{ segment: number; lengths: Uint8Array; wholes: Uint8Array }>(
      `SELECT segment, lengths, ${wholes ? 'wholes' : "''::bytea AS wholes"} FROM signpost.segments
       WHERE segment = ANY ($1)`,
      [part],
    );
    if (read.length < part.length) return undefined;
    for (const segment of read) {
      const own = places.get(segment.segment);
      if (!own) continue;
      fillLengths(lengths, own, new Uint32Array(aligned(segment.lengths)));
      wholes?.fill(own, segment.wholes);
    }
  }
  // Segments of a store that took the place of this one may have the same numbers.
  if (!(await isThere(queries, named))) return undefined;
  const parents = new Int32Array(aligned(row.parents));
  const belowOf = once(() => descendants(parents));
  return {
    ...named,
    catalog: row.catalog,
    size: row.size,
    layout: JSON.parse(row.layout) as StoredLayout,
    settings: JSON.parse(row.settings) as RouteOptions,
    vectors: row.vectors,
    segments: row.segments,
    numbers,
    placesIn: (segment) => places.get(segment),
    lengths,
    parents,
    below: (place) => belowOf()(place),
    wholes,
  };
}

/** A copy begins where numbers may begin. */
function aligned(bytes: Uint8Array): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

function placesBySegment(numbers: Uint32Array): ReadonlyMap<number, Int32Array> {
  const largest = new Map<number, number>();
  for (let at = 0; at < numbers.length; at += 2) {
    const segment = numbers[at] ?? 0;
    largest.set(segment, Math.max(largest.get(segment) ?? 0, numbers[at + 1] ?? 0));
  }
  const places = new Map([...largest].map(([segment, last]) => [segment, new Int32Array(last + 1).fill(-1)]));
  for (let at = 0; at < numbers.length; at += 2) {
    const own = places.get(numbers[at] ?? 0);
    if (own) own[numbers[at + 1] ?? 0] = at / 2;
  }
  return places;
}

function fillLengths(lengths: readonly Uint32Array[], places: Int32Array, own: Uint32Array): void {
  for (const [local, place] of places.entries()) {
    if (place === -1) continue;
    for (const [field, all] of lengths.entries()) all[place] = own[local * lengths.length + field] ?? 0;
  }
}

/** Children stand behind one another, parent by parent: two numbers a document, whatever the families. */
function descendants(parents: Int32Array): (place: number) => ReadonlySet<number> {
  const starts = new Uint32Array(parents.length + 1);
  for (const parent of parents) if (parent !== -1) starts[parent + 1] = (starts[parent + 1] ?? 0) + 1;
  for (let at = 0; at < parents.length; at++) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
  const next = starts.slice();
  const children = new Uint32Array(starts.at(-1) ?? 0);
  for (const [place, parent] of parents.entries()) {
    if (parent === -1) continue;
    const at = next[parent] ?? 0;
    children[at] = place;
    next[parent] = at + 1;
  }
  return (place) => {
    const below = new Set<number>();
    const open = [place];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      for (const child of children.subarray(starts[at] ?? 0, starts[at + 1] ?? 0)) {
        // Indexes may name one another.
        if (child === place || below.has(child)) continue;
        below.add(child);
        open.push(child);
      }
    }
    return below;
  };
}
