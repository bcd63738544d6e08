/** A pack that another one follows: what it says of references that read as before need not be found out again. */

import type { ProfileInput } from '../../route/profile-inputs.ts';
import { byField } from '../../search/fields.ts';
import type { Analysed, AnalysedVectors } from './analysed.ts';
import { readWhole, type Sections } from './container.ts';
import { fingerprintOf, fingerprintsIn, isSameFingerprint } from './fingerprints.ts';
import { listsOf, rowsOf, textsOf } from './lists.ts';
import { unpackPostings } from './postings.ts';
import { unpackTerms } from './terms.ts';

/** A pack that another one follows. */
export interface EarlierPack {
  /** Its terms: in a collector their numbers are these places. */
  readonly terms: readonly string[];
  /** A reference, when it would be analysed to the same. */
  analysed(profileInput: ProfileInput): Analysed | undefined;
  /** Where the parts of a reference's text begin, as JSON, when the text is the same: one that is analysed to the same may be another. */
  outlineOf(id: string, text: string): string | undefined;
}

/**
 * Look at a pack as one that another follows.
 *
 * @param given
 *   Sections of the pack, in this version.
 * @param dimensions
 *   Of the table of words both are made with; `undefined` when they are made with none.
 */
export function earlierPack(given: Sections, dimensions: number | undefined): EarlierPack {
  const sections = readWhole(given);
  const ids = sections.json('ids') as readonly string[];
  const places = new Map(ids.map((id, place) => [id, place]));
  const made = fingerprintsIn(sections);
  const bodies = listsOf(sections, 'sequences');
  const unpacked = byField((field) => (field === 'body' ? [] : unpackPostings(sections, field, ids.length)));
  const records = textsOf(sections, 'profiles');
  const outlines = textsOf(sections, 'outlines');
  const texts = textsOf(sections, 'texts');
  const vectorsAt = dimensions === undefined ? undefined : vectorsIn(sections, dimensions);
  return {
    terms: unpackTerms(sections),
    analysed(profileInput) {
      const { id } = profileInput.reference;
      const place = places.get(id);
      if (place === undefined || !isSameFingerprint(made.get(id), fingerprintOf(profileInput))) return undefined;
      return {
        terms: byField((field) => (field === 'body' ? bodies(place) : (unpacked[field][place] ?? NO_TERMS))),
        record: JSON.parse(records(place)),
        vectors: vectorsAt?.(place),
      };
    },
    outlineOf(id, text) {
      const place = places.get(id);
      return place !== undefined && texts(place) === text ? outlines(place) : undefined;
    },
  };
}

const NO_TERMS = new Uint32Array();

function vectorsIn(sections: Sections, dimensions: number): (place: number) => AnalysedVectors {
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
