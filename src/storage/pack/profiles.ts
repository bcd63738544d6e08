/** Profiles from sections, each made when a request first considers its reference. */

import { once } from '../../domain/once.ts';
import type { Field } from '../../domain/search.ts';
import type { Profile } from '../../route/profile.ts';
import type { AllProfiles, Group } from '../../route/profiles.ts';
import { ROUTED_BY } from '../../search/fields.ts';
import { createCache } from './cache.ts';
import type { Sections } from './container.ts';
import { listsOf, textsOf } from './lists.ts';
import { createNeighbours } from './neighbours.ts';
import { type FieldPostings, forEachHolder } from './postings.ts';
import { profileFrom } from './profile-record.ts';
import type { LayoutRecord, ProfileRecord } from './records.ts';
import type { References } from './references.ts';
import type { TermTable } from './terms.ts';

/** Profiles that are kept: of a request all considered have to be the same objects. */
const KEPT = 4096;

/** What profiles are made of. */
export interface ProfileParts {
  readonly sections: Sections;
  readonly references: References;
  readonly terms: TermTable;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
  readonly layout: LayoutRecord;
}

/**
 * Make the profiles of a pack.
 *
 * @param parts
 *   What they are made of.
 */
export function createPackedProfiles({ sections, references, terms, fields, layout }: ProfileParts): AllProfiles {
  const records = textsOf(sections, 'profiles');
  const bodies = listsOf(sections, 'sequences');
  const neighbours = createNeighbours(terms);
  const holding = sections.uint32('routingDocumentFrequency');
  const { ids, placeOf } = references;
  const make = (place: number): Profile => {
    const record: ProfileRecord = JSON.parse(records(place));
    const body = bodies(place);
    const named = termsNamed(terms);
    const beside = { reference: references.at(place), body: neighbours(body), bodyTerms: () => named(body) };
    return profileFrom(record, beside, named);
  };
  // In two generations, so that what a request holds is never dropped by itself.
  const kept = createCache<number, Profile>(KEPT);
  const keep = (place: number): Profile => {
    const known = kept.get(place);
    if (known) return known;
    const made = make(place);
    kept.set(place, made);
    return made;
  };
  const get = (id: string): Profile | undefined => {
    const place = placeOf(id);
    return place === undefined ? undefined : keep(place);
  };
  return {
    size: ids.length,
    has: (id) => placeOf(id) !== undefined,
    get,
    holding(term) {
      const id = terms.idOf(term);
      return id === -1 ? 0 : (holding[id] ?? 0);
    },
    get withGlobs() {
      return layout.withGlobs.map(keep);
    },
    among: (members) => groupOf(members, placeOf, terms, fields),
  };
}

function termsNamed(terms: TermTable): (numbers: Iterable<number>) => string[] {
  return (numbers) => Array.from(numbers, terms.termAt);
}

/** Some references, counted by postings: nothing is made of those that no request considers. */
export function groupOf(
  members: ReadonlySet<string>,
  placeOf: References['placeOf'],
  terms: TermTable,
  fields: ProfileParts['fields'],
): Group {
  const places = once(() => new Set([...members].flatMap((id) => placeOf(id) ?? [])));
  return {
    size: members.size,
    has: (id) => members.has(id),
    holding(term) {
      const id = terms.idOf(term);
      if (id === -1) return 0;
      const holders = new Set<number>();
      for (const field of ROUTED_BY) {
        forEachHolder(fields[field].of(id), (place) => {
          if (places().has(place)) holders.add(place);
        });
      }
      return holders.size;
    },
  };
}
