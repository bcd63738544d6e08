/** The tables, one numbered step after the other. A step that was released is never changed: a further one is added. */

/** Each is run once; all that are lacking in one transaction. */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE signpost.catalogs (
    catalog integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    -- The version readers ask: the one thing of a catalog that is ever overwritten.
    current integer
  );
  CREATE TABLE signpost.versions (
    version integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    catalog integer NOT NULL REFERENCES signpost.catalogs ON DELETE CASCADE,
    state text NOT NULL CHECK (state IN ('loading', 'ready')),
    -- How rows are written, and the word vectors they were compared by: a reader of others cannot use them.
    format text NOT NULL,
    vectors text NOT NULL,
    -- Of all that the version is made of.
    digest text NOT NULL DEFAULT '',
    settings text NOT NULL DEFAULT '{}',
    layout text NOT NULL DEFAULT '',
    messages text NOT NULL DEFAULT '[]',
    -- The documents in the order of ids, each as its segment and its place there, and the place of its parent in that order.
    size integer NOT NULL DEFAULT 0,
    places bytea NOT NULL DEFAULT '',
    parents bytea NOT NULL DEFAULT '',
    segments integer[] NOT NULL DEFAULT '{}',
    created timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX ON signpost.versions (catalog);
  CREATE TABLE signpost.contents (
    catalog integer NOT NULL REFERENCES signpost.catalogs ON DELETE CASCADE,
    content bytea NOT NULL,
    record text NOT NULL,
    body text NOT NULL,
    document text NOT NULL,
    outline text NOT NULL,
    PRIMARY KEY (catalog, content)
  );
  CREATE TABLE signpost.segments (
    segment integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    catalog integer NOT NULL REFERENCES signpost.catalogs ON DELETE CASCADE,
    lengths bytea NOT NULL,
    wholes bytea NOT NULL
  );
  CREATE INDEX ON signpost.segments (catalog);
  CREATE TABLE signpost.documents (
    segment integer NOT NULL REFERENCES signpost.segments ON DELETE CASCADE,
    place integer NOT NULL,
    catalog integer NOT NULL,
    -- A hash of the id: ids may be long, and hold what a text of PostgreSQL cannot.
    key bytea NOT NULL,
    content bytea NOT NULL,
    PRIMARY KEY (segment, place),
    FOREIGN KEY (catalog, content) REFERENCES signpost.contents
  );
  CREATE INDEX ON signpost.documents (catalog, key);
  CREATE INDEX ON signpost.documents (catalog, content);
  CREATE TABLE signpost.postings (
    catalog integer NOT NULL,
    term text COLLATE "C" NOT NULL,
    segment integer NOT NULL,
    block bytea NOT NULL,
    PRIMARY KEY (catalog, term, segment)
  ) WITH (toast_tuple_target = 8160);
  ALTER TABLE signpost.postings ALTER COLUMN block SET STORAGE MAIN;
  -- Rows lie in the order segments were written in: what is removed with a segment is found by it.
  CREATE INDEX ON signpost.postings USING brin (segment) WITH (pages_per_range = 16);
  CREATE TABLE signpost.terms (
    catalog integer NOT NULL REFERENCES signpost.catalogs ON DELETE CASCADE,
    term text COLLATE "C" NOT NULL,
    -- The first version for which this is so: until the next one that says otherwise.
    since integer NOT NULL,
    documents integer NOT NULL,
    holding integer NOT NULL,
    PRIMARY KEY (catalog, term, since)
  );
  `,
  `
  -- Decision trees by the reference they stand in, as JSON: for those who draw them. Null in versions from before.
  ALTER TABLE signpost.versions ADD COLUMN trees text;
  `,
  `
  -- What extensions find candidates by: the terms of all fields but the body, a line each, and the meaning as a whole.
  ALTER TABLE signpost.contents ADD COLUMN routed text NOT NULL DEFAULT '', ADD COLUMN meaning real[];
  -- How many documents hold the term in each field.
  ALTER TABLE signpost.terms ADD COLUMN fields integer[] NOT NULL DEFAULT '{}';
  -- Only what was found by an index is ordered: sorting would analyse the text of every document.
  CREATE FUNCTION signpost.found_by_words(catalog integer, words text, most integer) RETURNS SETOF bytea
  LANGUAGE plpgsql SET enable_sort = off SET enable_seqscan = off AS $$
  DECLARE own name := (
    SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'pg_textsearch'); BEGIN
    RETURN QUERY EXECUTE format(
      'WITH by_routed AS (
         SELECT content FROM signpost.contents WHERE catalog = %1$s
         ORDER BY routed OPERATOR(%4$I.<@>) %4$I.to_bm25query($1, %2$L) LIMIT $2
       ), by_body AS (
         SELECT content FROM signpost.contents WHERE catalog = %1$s
         ORDER BY body OPERATOR(%4$I.<@>) %4$I.to_bm25query($1, %3$L) LIMIT $2
       ), ranked AS (
         SELECT content, row_number() OVER () AS rank FROM by_routed
         UNION ALL SELECT content, row_number() OVER () FROM by_body
       )
       SELECT content FROM ranked GROUP BY content ORDER BY sum(1.0 / (20 + rank)) DESC, content LIMIT $2',
      catalog, 'signpost.contents_routed_' || catalog, 'signpost.contents_body_' || catalog, own
    ) USING words, most; END $$;
  CREATE FUNCTION signpost.found_by_meaning(catalog integer, meaning real[], most integer) RETURNS SETOF bytea
  LANGUAGE plpgsql SET enable_sort = off SET enable_seqscan = off AS $$
  DECLARE own name := (
    SELECT nspname FROM pg_extension JOIN pg_namespace n ON n.oid = extnamespace WHERE extname = 'vector'); BEGIN
    -- A graph gives no more than it is searched for.
    PERFORM set_config('hnsw.ef_search', least(1000, greatest(100, most))::text, true); RETURN QUERY EXECUTE format(
      'SELECT content FROM signpost.contents WHERE catalog = %1$s AND cardinality(meaning) = %2$s
       ORDER BY meaning::%3$I.vector(%2$s) OPERATOR(%3$I.<#>) $1::%3$I.vector(%2$s) LIMIT $2',
      catalog, cardinality(meaning), own
    ) USING meaning, most; END $$;
  `,
  `
  -- The passages of the body as rows of the word vectors.
  ALTER TABLE signpost.contents ADD COLUMN passages bytea;
  `,
  `
  -- The id of the first step is that of the store: one that is made anew has another, one that is restored from a dump the same.
  ALTER TABLE signpost.migrations ADD COLUMN id uuid NOT NULL DEFAULT gen_random_uuid();
  -- Tells a version from another of its number: after an earlier state is restored, numbers are given again.
  ALTER TABLE signpost.versions ADD COLUMN mark uuid NOT NULL DEFAULT gen_random_uuid();
  `,
  `
  -- Extensions find no candidates any more: what was made for them goes, with the indexes a catalog may have.
  DROP FUNCTION signpost.found_by_words(integer, text, integer);
  DROP FUNCTION signpost.found_by_meaning(integer, real[], integer);
  DO $$ DECLARE made name; BEGIN
    FOR made IN SELECT relname FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
      WHERE indrelid = 'signpost.contents'::regclass AND relname ~ '^contents_(routed|body|meaning)_[0-9]+(_[0-9]+)?$'
    LOOP EXECUTE format('DROP INDEX signpost.%I', made); END LOOP; END $$;
  ALTER TABLE signpost.contents DROP COLUMN routed, DROP COLUMN meaning;
  ALTER TABLE signpost.terms DROP COLUMN fields;
  `,
];
