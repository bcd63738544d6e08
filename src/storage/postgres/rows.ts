/** A catalog → the rows of its documents, one at a time: those of a million are never all there. */

import { createHash } from 'node:crypto';
import type { Outline } from '../../domain/excerpt.ts';
import type { Catalog } from '../../domain/reference.ts';
import type { PreparedBranch } from '../../route/branch-match.ts';
import type { Prepared } from '../../route/profile.ts';
import { createAnalyzer } from '../../route/profile-inputs.ts';
import { FIELDS } from '../../search/fields.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { termsIn } from '../pack/analysed.ts';
import { profileRecord } from '../pack/profile-record.ts';
import type { ProfileRecord } from '../pack/records.ts';
import { encodePassages } from './passages.ts';

/** What a version keeps of it, as JSON. */
export interface StoredLayout {
  readonly branches: readonly PreparedBranch[];
  readonly always: readonly string[];
  /** Places in the order of ids. */
  readonly withGlobs: readonly number[];
  /** By field, in the order of `FIELDS`. */
  readonly averageLengths: readonly number[];
  /** Terms references are routed by that the vectors know. */
  readonly vocabulary: readonly string[];
}

/** How rows are written. Raised whenever that changes, or what they mean: what another wrote is then pushed anew. */
export const FORMAT = '3';

/** What of a document is written. Texts that may hold anything are JSON: PostgreSQL takes no NUL, and half a character no UTF-8. */
export interface Content {
  /** A {@link DocumentRecord} as JSON. */
  readonly record: string;
  /** The terms of the body, a space between them. */
  readonly body: string;
  /** The text as JSON; `null` where only an index entry is known. */
  readonly document: string;
  /** An {@link Outline} as JSON. */
  readonly outline: string;
}

/** What routing knows of a document, its body aside. */
export interface DocumentRecord {
  readonly reference: Omit<Catalog['references'][number], 'body'>;
  readonly profile: ProfileRecord<string>;
}

/** A document ready to be written. */
export interface DocumentRow {
  readonly id: string;
  /** SHA-256 of all that is written of it. */
  readonly hash: string;
  readonly content: Content;
  /** The terms of each field, in the order of `FIELDS`. */
  readonly fields: readonly (readonly string[])[];
  /** The terms it is routed by. */
  readonly routedBy: ReadonlySet<string>;
  /** Its meaning as a whole, of length 1. */
  readonly whole: Float32Array | undefined;
  /** The passages of its body, for the vectors it is compared by. */
  readonly passages: Uint8Array | undefined;
}

/** A catalog and what belongs to it. */
export interface Pushable {
  readonly catalog: Catalog;
  /** The text of a reference; `undefined` where only an index entry is known. */
  readonly textOf: (id: string) => string | undefined;
  /** Where the parts of its text begin. */
  readonly outlineOf: (id: string) => Outline;
}

/**
 * Make the rows of a catalog.
 *
 * @returns
 *   Them in the order of ids, each made when it is asked for.
 */
export function* rowsOf(
  { catalog, textOf, outlineOf }: Pushable,
  vectors: WordVectors | undefined,
): Iterable<DocumentRow> {
  const prepare = createAnalyzer(catalog.references, catalog.entryTexts);
  const inOrder = [...catalog.references].sort((a, b) => (a.id < b.id ? -1 : 1));
  for (const reference of inOrder) {
    const text = textOf(reference.id);
    yield rowOf(prepare(reference), text, outlineOf(reference.id), vectors);
  }
}

function rowOf(
  prepared: Prepared,
  text: string | undefined,
  outline: Outline,
  vectors: WordVectors | undefined,
): DocumentRow {
  const { profile } = prepared;
  const { body: _, ...reference } = profile.reference;
  const record: DocumentRecord = { reference, profile: profileRecord<string>(prepared, (terms) => terms) };
  const fields = FIELDS.map((field) => termsIn(field, prepared));
  return documentRow(
    reference.id,
    {
      record: JSON.stringify(record),
      body: profile.meaning.body.join(' '),
      document: JSON.stringify(text ?? null),
      outline: JSON.stringify(outline),
    },
    {
      fields,
      routedBy: profile.routingTerms,
      whole: vectors?.embed(profile.meaning.whole)?.vector,
      passages: vectors && encodePassages(profile.meaning.body, vectors),
    },
    vectors?.key ?? '',
  );
}

/** A row with its hash. */
export function documentRow(
  id: string,
  content: Content,
  indexed: Omit<DocumentRow, 'id' | 'hash' | 'content'>,
  vectorsKey: string,
): DocumentRow {
  const { record, body, document, outline } = content;
  const written = [FORMAT, vectorsKey, id, record, body, document, outline, indexed.fields];
  const hash = createHash('sha256').update(JSON.stringify(written)).digest('hex');
  return { id, hash, content, ...indexed };
}

/** What a document is found by. */
export function keyOf(id: string): string {
  return createHash('sha256').update(JSON.stringify(id)).digest('hex');
}
