/** How many documents hold each term, version by version: what changed is written, and readers see it when the version is theirs. */

import { isDeepStrictEqual } from 'node:util';
import type { DocumentRow } from './rows.ts';
import { chunksOf } from './segments.ts';
import type { Queries } from './sql.ts';

/** Of one term. */
export interface TermCount {
  /** Documents that hold it in any field. */
  readonly documents: number;
  /** Documents that are routed by it. */
  readonly holding: number;
}

const ROWS_AT_ONCE = 20_000;
export const NO_DOCUMENTS: TermCount = { documents: 0, holding: 0 };

/** Counts documents as they pass. */
export interface TermCounter {
  add(row: Pick<DocumentRow, 'fields' | 'routedBy'>): void;
  /** By term. */
  readonly counts: ReadonlyMap<string, TermCount>;
}

/** Make a counter. */
export function createTermCounter(): TermCounter {
  const counts = new Map<string, { documents: number; holding: number }>();
  const countOf = (term: string) => {
    const known = counts.get(term);
    if (known) return known;
    const made = { ...NO_DOCUMENTS };
    counts.set(term, made);
    return made;
  };
  return {
    counts,
    add({ fields, routedBy }) {
      for (const term of new Set(fields.flat())) countOf(term).documents++;
      for (const term of routedBy) countOf(term).holding++;
    },
  };
}

/**
 * Write what a version changes.
 *
 * @param version
 *   The version that is being made.
 * @param current
 *   The one before it, `null` for the first.
 */
export async function writeCounts(
  connection: Queries,
  catalog: number,
  version: number,
  current: number | null,
  counts: TermCounter['counts'],
): Promise<void> {
  const changed = new Map(counts);
  if (current !== null) {
    for await (const { term, ...before } of countsAt(connection, catalog, current)) {
      const now = counts.get(term) ?? NO_DOCUMENTS;
      if (isDeepStrictEqual(now, before)) changed.delete(term);
      else changed.set(term, now);
    }
  }
  const rows = [...changed].sort(([a], [b]) => (a < b ? -1 : 1));
  for (const part of chunksOf(rows, ROWS_AT_ONCE)) {
    await connection.query(
      `INSERT INTO signpost.terms (catalog, term, since, documents, holding)
       SELECT $1, term, $2, documents, holding
       FROM json_to_recordset($3::json) AS (term text, documents integer, holding integer)`,
      [catalog, version, JSON.stringify(part.map(([term, count]) => ({ term, ...count })))],
    );
  }
}

/** What holds for a version, in parts: there may be millions. */
async function* countsAt(
  connection: Queries,
  catalog: number,
  version: number,
): AsyncIterable<TermCount & { readonly term: string }> {
  for (let last: string | undefined = ''; last !== undefined; ) {
    const rows: readonly (TermCount & { readonly term: string })[] = await connection.query(
      `SELECT DISTINCT ON (term) term, documents, holding FROM signpost.terms
       WHERE catalog = $1 AND since <= $2 AND term > $3 ORDER BY term, since DESC LIMIT $4`,
      [catalog, version, last, ROWS_AT_ONCE],
    );
    yield* rows;
    last = rows.at(-1)?.term;
  }
}
