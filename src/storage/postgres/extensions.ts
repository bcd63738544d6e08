/**
 * What extensions of PostgreSQL find candidates by, where they are there: `pg_textsearch` those that share words with a request,
 * `pgvector` those that are near it in meaning. Both work through indexes over the documents of one catalog.
 */

import { FIELDS } from '../../search/fields.ts';
import { mostIn } from '../pack/postings.ts';
import { fieldsIn } from './rows.ts';
import type { Queries } from './sql.ts';
import type { Version } from './version.ts';

/** By what candidates of a catalog can be found. */
export interface Finders {
  readonly words: boolean;
  readonly meaning: boolean;
}

/**
 * Up to as many documents all are compared, and nothing is found by an index: that is exact, and at 200,000 takes half as long. Past
 * them what a process keeps of each would be too much.
 */
export const MOST_EXACT = 300_000;
/** Versions from which on an index may be over some of the rows, and, of vectors, a graph. */
const LEAST_TEXTSEARCH = [1];
const LEAST_VECTOR = [0, 5];
/** As everywhere: a candidate that is found is scored by these, too. */
const BM25_OPTIONS = "text_config = 'pg_catalog.simple', k1 = 1.2, b = 0.7";

/** Numbers alone make the names: nothing of a catalog's name stands in a statement. */
function namesOf(catalog: number, dimensions: number): Readonly<Record<'routed' | 'body' | 'meaning', string>> {
  return {
    routed: `contents_routed_${catalog}`,
    body: `contents_body_${catalog}`,
    meaning: `contents_meaning_${catalog}_${dimensions}`,
  };
}

/**
 * Make the indexes of a catalog that the extensions of the database can make and that are not there yet, and remove those of
 * vectors with other dimensions.
 *
 * Later pushes keep them up to date by themselves. A database that has neither extension is left as it is, and so is one whose tables
 * belong to another role, for which PostgreSQL would refuse.
 *
 * @param dimensions
 *   Of vectors; 0 without any.
 */
export async function indexCatalog(connection: Queries, catalog: number, dimensions: number): Promise<void> {
  const { routed, body, meaning } = namesOf(catalog, dimensions);
  const known = await indexesOf(connection, catalog);
  const schemas = await schemasOf(connection);
  const make = async (name: string, definition: string): Promise<void> => {
    // Looked up before, because `IF NOT EXISTS` waits for every push to every catalog before it looks.
    if (known.has(name)) return;
    await connection.query(`CREATE INDEX IF NOT EXISTS ${name} ON signpost.contents USING ${definition}`);
  };
  if (schemas.has('pg_textsearch')) {
    await make(routed, `bm25 (routed) WITH (${BM25_OPTIONS}) WHERE catalog = ${catalog}`);
    await make(body, `bm25 (body) WITH (${BM25_OPTIONS}) WHERE catalog = ${catalog}`);
  }
  const schema = schemas.get('vector');
  if (dimensions === 0 || schema === undefined) return;
  const vector = `(meaning::${schema}.vector(${dimensions})) ${schema}.vector_ip_ops`;
  await make(meaning, `hnsw (${vector}) WHERE catalog = ${catalog} AND cardinality(meaning) = ${dimensions}`);
  const isOfOthers = (name: string) => name.startsWith('contents_meaning_') && name !== meaning;
  for (const name of [...known].filter(isOfOthers)) await connection.query(`DROP INDEX IF EXISTS signpost.${name}`);
}

/** Remove the indexes of a catalog that is no more. */
export async function removeIndexes(connection: Queries, catalog: number): Promise<void> {
  for (const name of await indexesOf(connection, catalog)) {
    await connection.query(`DROP INDEX IF EXISTS signpost.${name}`);
  }
}

/** The indexes over documents that are made of the numbers of a catalog. */
async function indexesOf(connection: Queries, catalog: number): Promise<ReadonlySet<string>> {
  const rows = await connection.query<{ name: string }>(
    `SELECT relname AS name FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
     WHERE indrelid = 'signpost.contents'::regclass AND relname ~ ('^contents_(routed|body|meaning)_' || $1::text || '(_|$)')`,
    [catalog],
  );
  return new Set(rows.map(({ name }) => name));
}

/** By extension that can be made use of the schema it is in, quoted: that need not be one that is searched. */
async function schemasOf(connection: Queries): Promise<ReadonlyMap<string, string>> {
  const rows = await connection.query<{ name: string; schema: string }>(
    `SELECT extname AS name, quote_ident(nspname) AS schema FROM pg_extension
     JOIN pg_namespace ON pg_namespace.oid = extnamespace
     JOIN (VALUES ('pg_textsearch', $1::integer[]), ('vector', $2)) AS wanted (name, least) ON name = extname
     WHERE string_to_array(substring(extversion from '^\\d+(?:\\.\\d+)*'), '.')::integer[] >= least AND EXISTS (
       SELECT FROM pg_class WHERE oid = 'signpost.contents'::regclass AND pg_has_role(relowner, 'USAGE')
     )`,
    [LEAST_TEXTSEARCH, LEAST_VECTOR],
  );
  return new Map(rows.map(({ name, schema }) => [name, schema]));
}

/**
 * Documents that are asked for. A router considers fifty by words, and fifteen by meaning; the ranks of indexes are not its own, and
 * with 120 by words 140 of 150 decisions among 20,000 documents were those of one that looks at all, with 500 all.
 */
const MOST_BY_WORDS = 500;
const MOST_BY_MEANING = 40;
/** Documents of other versions are found, too: how often more are asked for when too few of this one are left. */
const MOST_TRIES = 3;
const MORE = 4;
/** As many fit. */
const MOST_COUNTED = 65_535;

/** A document that shares words with a request. */
export interface FoundDocument {
  readonly place: number;
  /** How often it holds them: word by word a number for each of `FIELDS`. */
  readonly counts: Uint16Array;
}

/**
 * Documents that share words with a request, the likeliest first.
 *
 * @param words
 *   Its terms, a space between them.
 */
export async function foundByWords(queries: Queries, version: Version, words: string): Promise<FoundDocument[]> {
  const terms = new Map(words.split(' ').map((term, index) => [term, index]));
  const found = await standing(version, MOST_BY_WORDS, (most) =>
    queries.query<Standing & { readonly content: string }>(
      `SELECT f.rank::integer, d.segment, d.place, encode(f.content, 'hex') AS content
       FROM signpost.found_by_words($1, $2, $3) WITH ORDINALITY AS f (content, rank)
       LEFT JOIN signpost.documents d ON d.catalog = $1 AND d.content = f.content ORDER BY f.rank`,
      [version.catalog, words, most],
    ),
  );
  const contents = [...new Set([...found.values()].map(({ content }) => content))];
  if (contents.length === 0) return [];
  // Only now that it is known which are of this version: texts are what takes long to send.
  const rows = await queries.query<{ content: string; routed: string; body: string }>(
    `SELECT encode(content, 'hex') AS content, routed, body FROM signpost.contents
     WHERE catalog = $1 AND content IN (SELECT decode(hash, 'hex') FROM unnest($2::text[]) AS asked (hash))`,
    [version.catalog, contents],
  );
  const counted = new Map(rows.map(({ content, routed, body }) => [content, countsIn(terms, routed, body)]));
  // What is missing went with its version, which is found out before anything is decided.
  return [...found].flatMap(([place, { content }]) => {
    const counts = counted.get(content);
    return counts ? [{ place, counts }] : [];
  });
}

/** The places of documents that are near a vector in meaning, the nearest first. */
export async function foundByMeaning(queries: Queries, version: Version, vector: readonly number[]): Promise<number[]> {
  const found = await standing(version, MOST_BY_MEANING, (most) =>
    queries.query<Standing>(
      `SELECT f.rank::integer, d.segment, d.place
       FROM signpost.found_by_meaning($1, $2, $3) WITH ORDINALITY AS f (content, rank)
       LEFT JOIN signpost.documents d ON d.catalog = $1 AND d.content = f.content ORDER BY f.rank`,
      [version.catalog, vector, most],
    ),
  );
  return [...found.keys()];
}

/** Where something that was found stands: one row at the least for each of them. */
interface Standing {
  readonly rank: number;
  readonly segment: number | null;
  readonly place: number | null;
}

/** What was found of a version, by place. */
async function standing<Row extends Standing>(
  version: Version,
  wanted: number,
  find: (most: number) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<number, Row>> {
  for (let [tries, most] = [1, wanted]; ; tries++, most *= MORE) {
    const rows = await find(most);
    const found = new Map<number, Row>();
    for (const row of rows) {
      const place = version.placesIn(row.segment ?? -1)?.[row.place ?? -1] ?? -1;
      if (place !== -1 && found.size < wanted) found.set(place, row);
    }
    const isAll = (rows.at(-1)?.rank ?? 0) < most;
    if (isAll || found.size >= wanted || tries >= MOST_TRIES) return found;
  }
}

function countsIn(terms: ReadonlyMap<string, number>, routed: string, body: string): Uint16Array {
  const counts = new Uint16Array(terms.size * FIELDS.length);
  for (const [field, sequence] of [...fieldsIn(routed), body.split(' ')].entries()) {
    const most = Math.min(MOST_COUNTED, mostIn(FIELDS[field] ?? 'body'));
    for (const term of sequence) {
      const index = terms.get(term);
      if (index === undefined) continue;
      const at = index * FIELDS.length + field;
      counts[at] = Math.min(most, (counts[at] ?? 0) + 1);
    }
  }
  return counts;
}

/**
 * A query of what a catalog's candidates can be found by, as columns over `signpost.catalogs AS c`, with the dimensions of the
 * reader's vectors as `$2`.
 */
export const FINDERS = `
  to_regclass('signpost.contents_routed_' || c.catalog) IS NOT NULL
    AND to_regclass('signpost.contents_body_' || c.catalog) IS NOT NULL AS words,
  to_regclass('signpost.contents_meaning_' || c.catalog || '_' || $2::integer) IS NOT NULL AS meaning`;
