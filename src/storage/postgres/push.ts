/** Rows of a catalog → a version of it in the store: what is there already is not sent again, and nobody sees half of it. */

import { createHash } from 'node:crypto';
import type { RouteOptions } from '../../domain/decision.ts';
import type { PushProgress, PushResult } from '../../domain/push-result.ts';
import type { DecisionTree } from '../../domain/reference.ts';
import { SignpostError } from '../../domain/signpost-error.ts';
import type { PreparedBranch } from '../../route/branch-match.ts';
import { runningMean } from '../../search/bm25.ts';
import { FIELDS } from '../../search/fields.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import type { MessageRecord } from '../pack/records.ts';
import { type LockedCatalog, withMadeCatalog } from './catalog-lock.ts';
import { knownDocuments, type Place } from './known-documents.ts';
import { migrate } from './migrate.ts';
import { type DocumentRow, FORMAT, type StoredLayout } from './rows.ts';
import { lengthsOf, SEGMENT_SIZE, writeSegment } from './segments.ts';
import { inTransaction, type Queries, type Sql } from './sql.ts';
import { createTermCounter, writeCounts } from './term-counts.ts';
import { keepUp } from './upkeep.ts';

/** Everything of a version that is no row of a document. */
export interface VersionSource {
  /** In the order of ids, each made when it is its turn. */
  readonly rows: Iterable<DocumentRow>;
  /** How many they are. */
  readonly size: number;
  readonly parents: ReadonlyMap<string, string>;
  readonly branches: readonly PreparedBranch[];
  readonly always: readonly string[];
  /** Ids of references that say which files they are about. */
  readonly withGlobs: readonly string[];
  readonly messages: readonly MessageRecord[];
  readonly settings: RouteOptions;
  /** By the id of the reference they stand in. */
  readonly trees: readonly (readonly [id: string, trees: readonly DecisionTree[]])[];
  readonly vectors: WordVectors | undefined;
}

/** What can be set for a push. */
export interface PushRowsOptions {
  readonly catalog: string;
  /** Versions kept beside the current one. */
  readonly keep: number;
  readonly onProgress?: ((progress: PushProgress) => void) | undefined;
  /** Whether no reference at all may take the place of some (default: false). */
  readonly allowEmpty?: boolean | undefined;
  /** Told of what failed once readers see the version. */
  readonly onProblem?: ((problem: SignpostError) => void) | undefined;
}

/** Bytes of a document's segment and place. */
const PLACE_BYTES = 8;

/**
 * Push a version.
 *
 * A push that was ended half-way leaves segments that the next one finds, and nothing that a reader sees.
 *
 * @throws {SignpostError}
 *   `SIGNPOST_STORE_BUSY` while somebody else pushes to the catalog; `SIGNPOST_STORE_EMPTY` for no reference over some;
 *   `SIGNPOST_STORE_UNAVAILABLE`, `SIGNPOST_STORE_DENIED`, `SIGNPOST_STORE_OTHER`. Never once readers see the version.
 */
export function pushRows(sql: Sql, source: VersionSource, options: PushRowsOptions): Promise<PushResult> {
  return sql.session(async (connection) => {
    await migrate(connection);
    return withMadeCatalog(connection, options.catalog, (locked) =>
      pushVersion(sql, connection, locked, source, options),
    );
  });
}

async function pushVersion(
  sql: Sql,
  connection: Queries,
  { catalog, current }: LockedCatalog,
  source: VersionSource,
  { catalog: name, keep, allowEmpty = false, onProgress, onProblem }: PushRowsOptions,
): Promise<PushResult> {
  if (source.size === 0 && current !== null && current.size > 0 && !allowEmpty) {
    const said = `Unexpected push of no reference over the ${current.size} of catalog \`${name}\``;
    throw new SignpostError('SIGNPOST_STORE_EMPTY', `${said}, expected some, or leave to (\`--allow-empty\`)`);
  }
  const before = current?.version ?? null;
  const known = await knownDocuments(connection, catalog, before);
  const counter = createTermCounter();
  const ids: string[] = [];
  const lengths: number[][] = FIELDS.map(() => []);
  const places: (Place | undefined)[] = [];
  const digest = createHash('sha256');
  let batch: { readonly row: DocumentRow; readonly at: number }[] = [];
  let sent = 0;
  const flush = async () => {
    if (batch.length === 0) return;
    const rows = batch.map(({ row }) => row);
    const segment = await writeSegment(connection, catalog, rows, source.vectors?.dimensions ?? 0);
    for (const [place, { at }] of batch.entries()) places[at] = { segment, place };
    sent += batch.length;
    batch = [];
    onProgress?.({ done: ids.length, size: source.size, sent });
  };
  for (const row of source.rows) {
    const at = ids.length;
    ids.push(row.id);
    digest.update(row.hash);
    counter.add(row);
    for (const [field, length] of lengthsOf(row).entries()) lengths[field]?.push(length);
    places.push(known.get(row.hash));
    if (places[at] === undefined) batch.push({ row, at });
    if (batch.length >= SEGMENT_SIZE) await flush();
    else if (ids.length % SEGMENT_SIZE === 0) onProgress?.({ done: ids.length, size: source.size, sent });
  }
  await flush();
  const layout = layoutOf(source, ids, lengths, counter.counts);
  const parents = Int32Array.from(parentsOf(ids, source.parents));
  const { messages, settings, trees, vectors } = source;
  const texts = [layout, messages, settings, trees].map((value) => JSON.stringify(value));
  const whole = digest
    .update(JSON.stringify([FORMAT, vectors?.key, ...texts]))
    .update(parents)
    .digest('hex');
  const size = ids.length;
  // What was sent once more to make fewer segments is worth a version.
  const isSame = sent === 0 && current !== null && current.digest === whole;
  const version = isSame ? current.version : await loadingVersion(connection, catalog, vectors?.key ?? '');
  if (!isSame) {
    await writeCounts(connection, catalog, version, before, counter.counts);
    const segments = [...new Set(places.map((place) => place?.segment ?? 0))].sort((a, b) => a - b);
    await connection.query(
      `UPDATE signpost.versions SET digest = $2, layout = $3, messages = $4, settings = $5, trees = $6, size = $7,
         places = $8, parents = $9, segments = $10, created = now() WHERE version = $1`,
      [version, whole, ...texts, size, placesIn(places), new Uint8Array(parents.buffer), segments],
    );
    await goOver(sql, connection, catalog, version);
  }
  // Also for one that is there already: what failed before is made up for.
  await keepUp(connection, { catalog, name, version, isFilled: sent > 0, keep, onProblem });
  return { status: isSame ? 'same' : 'pushed', version, size, sent };
}

/** The one moment in which readers go over from the version before to this one. */
async function goOver(sql: Sql, connection: Queries, catalog: number, version: number): Promise<void> {
  try {
    await inTransaction(connection, async () => {
      await connection.query("UPDATE signpost.versions SET state = 'ready' WHERE version = $1", [version]);
      await connection.query('UPDATE signpost.catalogs SET current = $2 WHERE catalog = $1', [catalog, version]);
    });
  } catch (error) {
    // It may be that only the answer was lost.
    const ready = "SELECT FROM signpost.versions WHERE version = $1 AND state = 'ready'";
    const rows = await sql.query(ready, [version]).catch(() => []);
    if (rows.length === 0) throw error;
  }
}

/** The version to fill: one that was left half-way is taken up, without what it had counted. */
async function loadingVersion(connection: Queries, catalog: number, vectors: string): Promise<number> {
  return inTransaction(connection, async () => {
    await connection.query(
      `DELETE FROM signpost.terms WHERE catalog = $1 AND since IN (
         SELECT version FROM signpost.versions WHERE catalog = $1 AND state = 'loading'
       )`,
      [catalog],
    );
    await connection.query("DELETE FROM signpost.versions WHERE catalog = $1 AND state = 'loading'", [catalog]);
    const [row] = await connection.query<{ version: number }>(
      `INSERT INTO signpost.versions (catalog, state, format, vectors) VALUES ($1, 'loading', $2, $3) RETURNING version`,
      [catalog, FORMAT, vectors],
    );
    return row?.version ?? 0;
  });
}

function layoutOf(
  { branches, always, withGlobs, vectors }: VersionSource,
  ids: readonly string[],
  lengths: readonly (readonly number[])[],
  counts: ReadonlyMap<string, { readonly holding: number }>,
): StoredLayout {
  const globbed = new Set(withGlobs);
  const routedBy = [...counts].filter(([, { holding }]) => holding > 0).map(([term]) => term);
  return {
    branches,
    always,
    withGlobs: ids.flatMap((id, place) => (globbed.has(id) ? [place] : [])),
    averageLengths: lengths.map(runningMean),
    vocabulary: vectors ? routedBy.filter((term) => vectors.rowOf(term) !== -1).sort() : [],
  };
}

function parentsOf(ids: readonly string[], parents: VersionSource['parents']): number[] {
  const places = new Map(ids.map((id, place) => [id, place]));
  return ids.map((id) => places.get(parents.get(id) ?? '') ?? -1);
}

/** Segment and place of each document, in the order of ids. */
function placesIn(places: readonly (Place | undefined)[]): Uint8Array {
  const numbers = new Uint32Array((places.length * PLACE_BYTES) / Uint32Array.BYTES_PER_ELEMENT);
  for (const [at, place] of places.entries()) {
    numbers[at * 2] = place?.segment ?? 0;
    numbers[at * 2 + 1] = place?.place ?? 0;
  }
  return new Uint8Array(numbers.buffer);
}
