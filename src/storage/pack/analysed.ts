/** References on their way into a pack: analysed, and not yet in the order of its terms. */

import type { Field } from '../../domain/search.ts';
import type { Prepared } from '../../route/profile.ts';
import { byField } from '../../search/fields.ts';
import { embedEach, passagesOf } from '../../search/vectors/passages.ts';
import type { WordVectors } from '../../search/vectors/word-vectors.ts';
import { analyze } from '../../text/analyze.ts';
import { profileRecord } from './profile-record.ts';
import type { ProfileRecord } from './records.ts';

/** What a pack says of one reference. */
export interface Analysed {
  /** Its terms field by field, as numbers of a collector; only in the body they stand as in the text. */
  readonly terms: Readonly<Record<Field, Uint32Array>>;
  /** With the same numbers. */
  readonly record: ProfileRecord;
  /** Its meaning; `undefined` where words alone are compared. */
  readonly vectors: AnalysedVectors | undefined;
}

/** The meaning of a reference. */
export interface AnalysedVectors {
  readonly whole: Float32Array | undefined;
  readonly passages: readonly Float32Array[];
  readonly said: readonly Float32Array[];
}

/** The terms of a reference in a field. */
export function termsIn(field: Field, { document, profile }: Prepared): readonly string[] {
  return field === 'body' ? profile.meaning.body : analyze(document[field]);
}

/**
 * Analyse a reference.
 *
 * @param prepared
 *   The reference.
 * @param add
 *   Gives the number of a term.
 * @param vectors
 *   The table of words it will be compared by (optional).
 */
export function analysedFrom(
  prepared: Prepared,
  add: (term: string) => number,
  vectors: WordVectors | undefined,
): Analysed {
  return {
    terms: byField((field) => Uint32Array.from(termsIn(field, prepared), add)),
    record: profileRecord(prepared, (terms) => terms.map(add)),
    vectors: vectors && vectorsOf(prepared.profile.meaning, vectors),
  };
}

function vectorsOf({ whole, body, said }: Prepared['profile']['meaning'], vectors: WordVectors): AnalysedVectors {
  return {
    whole: vectors.embed(whole)?.vector,
    passages: embedEach(passagesOf(body), vectors),
    said: embedEach(said, vectors),
  };
}
