/** A batch of documents → a segment: its postings term by term, how long its fields are, what it means. Written whole, never changed. */

import { FIELDS, MOST_IN_BODY } from '../../search/fields.ts';
import { encodeBlock, type Occurrence } from './blocks.ts';
import { type DocumentRow, keyOf } from './rows.ts';
import { inTransaction, type Queries } from './sql.ts';

/** Documents of a segment: a block of a term that all of them hold still fits into a page. */
export const SEGMENT_SIZE = 1000;
/** Rows of texts, and of postings, that go out in one statement. */
const TEXTS_AT_ONCE = 100;
const BLOCKS_AT_ONCE = 20_000;
/** A vector is kept as int8, behind the factor that makes floats of it again. */
const FACTOR_BYTES = 4;
const LARGEST = 127;

/** How many different terms each field of a document has, in the order of `FIELDS`. */
export function lengthsOf({ fields }: Pick<DocumentRow, 'fields'>): number[] {
  return fields.map((terms) => new Set(terms).size);
}

/**
 * Write a segment.
 *
 * @param dimensions
 *   Of the vectors; 0 without any.
 * @returns
 *   Its number.
 */
export function writeSegment(
  connection: Queries,
  catalog: number,
  rows: readonly DocumentRow[],
  dimensions: number,
): Promise<number> {
  return inTransaction(connection, async () => {
    const lengths = Uint32Array.from(rows.flatMap(lengthsOf));
    const [created] = await connection.query<{ segment: number }>(
      'INSERT INTO signpost.segments (catalog, lengths, wholes) VALUES ($1, $2, $3) RETURNING segment',
      [catalog, new Uint8Array(lengths.buffer), wholesOf(rows, dimensions)],
    );
    const segment = created?.segment ?? 0;
    for (const part of chunksOf(rows, TEXTS_AT_ONCE)) {
      const contents = part.map(({ hash, content, passages }) => ({
        hash,
        ...content,
        passages: passages && Buffer.from(passages).toString('base64'),
      }));
      await connection.query(
        `INSERT INTO signpost.contents (catalog, content, record, body, document, outline, passages)
         SELECT $1, decode(hash, 'hex'), record, body, document, outline, decode(passages, 'base64')
         FROM json_to_recordset($2::json) AS (
           hash text, record text, body text, document text, outline text, passages text
         ) ON CONFLICT DO NOTHING`,
        [catalog, JSON.stringify(contents)],
      );
    }
    const documents = rows.map(({ id, hash }, place) => ({ place, key: keyOf(id), hash }));
    await connection.query(
      `INSERT INTO signpost.documents (segment, place, catalog, key, content)
       SELECT $1, place, $2, decode(key, 'hex'), decode(hash, 'hex')
       FROM json_to_recordset($3::json) AS (place integer, key text, hash text)`,
      [segment, catalog, JSON.stringify(documents)],
    );
    for (const part of chunksOf(blocksOf(segment, rows), BLOCKS_AT_ONCE)) {
      await connection.query(
        `INSERT INTO signpost.postings (catalog, term, segment, block)
         SELECT $1, term, $2, decode(block, 'base64') FROM json_to_recordset($3::json) AS (term text, block text)`,
        [catalog, segment, JSON.stringify(part)],
      );
    }
    return segment;
  });
}

/** The block of each term as base64, in the order of terms. */
function blocksOf(segment: number, rows: readonly DocumentRow[]): { readonly term: string; readonly block: string }[] {
  const occurrences = new Map<string, Occurrence[]>();
  for (const [place, { fields }] of rows.entries()) {
    for (const [term, counts] of countsOf(fields)) {
      const known = occurrences.get(term);
      if (known) known.push({ place, counts });
      else occurrences.set(term, [{ place, counts }]);
    }
  }
  return [...occurrences]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([term, own]) => ({ term, block: Buffer.from(encodeBlock(segment, own)).toString('base64') }));
}

/** How often each term stands in each field. */
function countsOf(fields: readonly (readonly string[])[]): Map<string, number[]> {
  const counts = new Map<string, number[]>();
  for (const [field, terms] of fields.entries()) {
    const most = FIELDS[field] === 'body' ? MOST_IN_BODY : Number.POSITIVE_INFINITY;
    for (const term of terms) {
      const own = counts.get(term) ?? FIELDS.map(() => 0);
      own[field] = Math.min(most, (own[field] ?? 0) + 1);
      counts.set(term, own);
    }
  }
  return counts;
}

function wholesOf(rows: readonly DocumentRow[], dimensions: number): Uint8Array {
  const size = FACTOR_BYTES + dimensions;
  const bytes = new Uint8Array(dimensions === 0 ? 0 : rows.length * size);
  const view = new DataView(bytes.buffer);
  for (const [place, { whole }] of dimensions === 0 ? [] : rows.entries()) {
    const largest = Math.max(0, ...Array.from(whole ?? [], Math.abs));
    if (!whole || largest === 0) continue;
    view.setFloat32(place * size, largest / LARGEST, true);
    for (const [at, value] of whole.entries()) {
      view.setInt8(place * size + FACTOR_BYTES + at, Math.round((value / largest) * LARGEST));
    }
  }
  return bytes;
}

/** Parts of a list, each of some length or what is left. */
export function* chunksOf<Item>(list: readonly Item[], size: number): Iterable<readonly Item[]> {
  for (let from = 0; from < list.length; from += size) yield list.slice(from, from + size);
}
