/** References on their way into a pack: each analysed, or taken from a pack that holds it as it is. */

import type { Field } from '../contracts/search.ts';
import { FIELDS, passageBounds, type WordVectors } from '../retrieve/index.ts';
import type { Preparable, Prepared } from '../route/index.ts';
import { analyze } from '../text/index.ts';
import { readWhole, type Sections } from './container.ts';
import { listsOf, rowsOf, textsOf } from './lists.ts';
import { isSameMade, madeIn, madeOf } from './made.ts';
import { unpackPostings } from './postings.ts';
import { profileRecord } from './profile-record.ts';
import type { ProfileRecord } from './records.ts';
import { unpackTerms } from './terms.ts';

/** What a pack says of one reference, before its terms are in order. */
export interface Laid {
  /** Its terms field by field, as numbers of a collector; only in the body they stand as in the text. */
  readonly terms: Readonly<Record<Field, Uint32Array>>;
  /** With the same numbers. */
  readonly record: ProfileRecord;
  /** Where the parts of its text begin, as JSON; `undefined` when that is not known yet. */
  readonly outline: string | undefined;
  readonly vectors: LaidVectors | undefined;
}

/** The meaning of a reference. */
interface LaidVectors {
  readonly whole: Float32Array | undefined;
  readonly passages: readonly Float32Array[];
  readonly said: readonly Float32Array[];
}

/** A pack that another one follows. */
export interface Earlier {
  /** Its terms: in a collector their numbers are these places. */
  readonly terms: readonly string[];
  /** What it says of a reference with its text, when that would be analysed to the same. */
  take(preparable: Preparable, text: string): Laid | undefined;
}

/** The terms of a reference in a field. */
export function termsIn(field: Field, document: Prepared['document'], profile: Prepared['profile']): readonly string[] {
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
export function layDown(prepared: Prepared, add: (term: string) => number, vectors: WordVectors | undefined): Laid {
  const { document, profile } = prepared;
  return {
    terms: byField((field) => Uint32Array.from(termsIn(field, document, profile), add)),
    record: profileRecord(prepared, (terms) => terms.map(add)),
    outline: undefined,
    vectors: vectors && embedded(profile.meaning, vectors),
  };
}

function embedded({ whole, body, said }: Prepared['profile']['meaning'], vectors: WordVectors): LaidVectors {
  const embedAll = (texts: readonly (readonly string[])[]) =>
    texts.flatMap((terms) => vectors.embed(terms)?.vector ?? []);
  return {
    whole: vectors.embed(whole)?.vector,
    passages: embedAll(passageBounds(body.length).map(([from, to]) => body.slice(from, to))),
    said: embedAll(said),
  };
}

/**
 * Look at a pack as one that another follows.
 *
 * @param given
 *   Sections of the pack, in this version.
 * @param dimensions
 *   Of the table of words both are made with; `undefined` when they are made with none.
 */
export function earlierIn(given: Sections, dimensions: number | undefined): Earlier {
  const sections = readWhole(given);
  const ids = sections.json('ids') as readonly string[];
  const places = new Map(ids.map((id, place) => [id, place]));
  const made = madeIn(sections);
  const bodies = listsOf(sections, 'sequences');
  const unpacked = byField((field) => (field === 'body' ? [] : unpackPostings(sections, field, ids.length)));
  const records = textsOf(sections, 'profiles');
  const outlines = textsOf(sections, 'outlines');
  const texts = textsOf(sections, 'texts');
  const vectorsAt = dimensions === undefined ? undefined : vectorsIn(sections, dimensions);
  return {
    terms: unpackTerms(sections),
    take(preparable, text) {
      const { id } = preparable.reference;
      const place = places.get(id);
      if (place === undefined || !isSameMade(made.get(id), madeOf(preparable))) return undefined;
      return {
        terms: byField((field) => (field === 'body' ? bodies(place) : (unpacked[field][place] ?? NO_TERMS))),
        record: JSON.parse(records(place)),
        // One profile may come of several texts: what is a comment in front matter moves the parts of a text, and no more.
        outline: texts(place) === text ? outlines(place) : undefined,
        vectors: vectorsAt?.(place),
      };
    },
  };
}

const NO_TERMS = new Uint32Array();

function vectorsIn(sections: Sections, dimensions: number): (place: number) => LaidVectors {
  const wholes = sections.float32('whole');
  const known = sections.uint8('whole.known');
  const passages = rowsOf(sections, 'passages', dimensions);
  const said = rowsOf(sections, 'said', dimensions);
  return (place) => ({
    whole: known[place] === 1 ? wholes.subarray(place * dimensions, (place + 1) * dimensions) : undefined,
    passages: passages(place),
    said: said(place),
  });
}

function byField<Made>(make: (field: Field) => Made): Record<Field, Made> {
  return Object.fromEntries(FIELDS.map((field) => [field, make(field)])) as Record<Field, Made>;
}
