/** Brings a request what it missed, all of a kind in one query. */

import { isWithinEdits } from '../../text/did-you-mean.ts';
import { decodeBlocks } from './blocks.ts';
import { documentsAt } from './documents-at.ts';
import type { Needs } from './needs.ts';
import { readNearKey } from './partial-index.ts';
import type { Reader } from './reader.ts';
import { keyOf } from './rows.ts';
import type { Queries } from './sql.ts';
import { storedDocument } from './stored-document.ts';
import { NO_DOCUMENTS, type TermCount } from './term-counts.ts';

/** Keep what was brought for the requests to come, once it is known that all of it is of the version. */
export function keepFetched(needs: Needs): void {
  for (const wanted of Object.values(needs)) wanted.keep();
}

/** Bring everything that is missing. */
export async function fetchMissing(queries: Queries, reader: Reader, needs: Needs): Promise<void> {
  await Promise.all([
    fetchCounts(queries, reader, needs),
    fetchLists(queries, reader, needs),
    fetchNear(queries, reader, needs),
    fetchPlaces(queries, reader, needs),
    fetchDocuments(queries, reader, needs),
  ]);
}

async function fetchCounts(queries: Queries, { version }: Reader, { counts }: Needs): Promise<void> {
  const terms = [...counts.missing];
  if (terms.length === 0) return;
  const rows = await queries.query<TermCount & { readonly term: string }>(
    `SELECT DISTINCT ON (term) term, documents, holding FROM signpost.terms
     WHERE catalog = $1 AND since <= $2 AND term = ANY ($3) ORDER BY term, since DESC`,
    [version.catalog, version.version, terms],
  );
  const found = new Map(rows.map(({ term, ...count }) => [term, count]));
  for (const term of terms) counts.give(term, found.get(term) ?? NO_DOCUMENTS);
}

async function fetchLists(queries: Queries, { version }: Reader, { lists }: Needs): Promise<void> {
  const terms = [...lists.missing];
  if (terms.length === 0) return;
  const rows = await queries.query<{ term: string; blocks: Uint8Array }>(
    `SELECT term, string_agg(block, ''::bytea ORDER BY segment) AS blocks FROM signpost.postings
     WHERE catalog = $1 AND term = ANY ($2) GROUP BY term`,
    [version.catalog, terms],
  );
  const found = new Map(rows.map(({ term, blocks }) => [term, blocks]));
  for (const term of terms) lists.give(term, decodeBlocks(found.get(term) ?? new Uint8Array(), version.placesIn));
}

/** Words that begin alike and are about as long: which of them are near is told here, as it is everywhere. */
async function fetchNear(queries: Queries, { version }: Reader, { near }: Needs): Promise<void> {
  for (const key of near.missing) {
    const { term, edits } = readNearKey(key);
    const [first = ''] = term;
    const rows = await queries.query<{ term: string; holding: number }>(
      `SELECT term, holding FROM (
         SELECT DISTINCT ON (term) term, holding FROM signpost.terms
         WHERE catalog = $1 AND since <= $2 AND term >= $3 AND term < $4 AND length(term) BETWEEN $5 AND $6
         ORDER BY term, since DESC
       ) AS known WHERE holding > 0`,
      [version.catalog, version.version, first, `${first}\u{10ffff}`, term.length - edits, term.length + edits],
    );
    const found = rows.filter((row) => isWithinEdits(term, row.term, edits));
    near.give(key, new Map(found.map((row) => [row.term, row.holding])));
  }
}

async function fetchPlaces(queries: Queries, { version }: Reader, { places }: Needs): Promise<void> {
  const ids = new Map([...places.missing].map((id) => [keyOf(id), id]));
  if (ids.size === 0) return;
  const rows = await queries.query<{ key: string; segment: number; place: number }>(
    `SELECT encode(key, 'hex') AS key, segment, place FROM signpost.documents
     WHERE catalog = $1 AND key IN (SELECT decode(hash, 'hex') FROM unnest($2::text[]) AS asked (hash))`,
    [version.catalog, [...ids.keys()]],
  );
  const found = new Map<string, number>();
  for (const { key, segment, place } of rows) {
    // The same document may stand in segments of other versions.
    const own = version.placesIn(segment)?.[place] ?? -1;
    if (own !== -1) found.set(key, own);
  }
  for (const [key, id] of ids) places.give(id, found.get(key) ?? -1);
}

async function fetchDocuments(queries: Queries, { version, vectors }: Reader, { documents }: Needs): Promise<void> {
  const places = [...documents.missing];
  if (places.length === 0) return;
  for (const document of await documentsAt(queries, version, places, true)) {
    documents.give(document.place, storedDocument(document, vectors));
  }
}
