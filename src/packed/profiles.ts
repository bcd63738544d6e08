/** Profiles from sections, each made when a request first considers its reference. */

import type { Field } from '../contracts/search.ts';
import { ROUTED_BY } from '../retrieve/index.ts';
import {
  type Group,
  once,
  type Phrase,
  type Profile,
  type Profiles,
  pairsOf,
  saidBy,
  termsOf,
} from '../route/index.ts';
import { trigramsOf } from '../text/index.ts';
import type { Sections } from './container.ts';
import { textsOf } from './lists.ts';
import { createNeighbours } from './neighbours.ts';
import type { FieldPostings } from './postings.ts';
import type { LayoutRecord, PhraseRecord, ProfileRecord } from './records.ts';
import type { References } from './references.ts';
import { forEachHolder } from './retriever.ts';
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
export function createPackedProfiles({ sections, references, terms, fields, layout }: ProfileParts): Profiles {
  const records = textsOf(sections, 'profiles');
  const bodies = sequencesOf(sections);
  const neighbours = createNeighbours(terms);
  const holding = sections.uint32('holding');
  const { ids, placeOf } = references;
  const make = (place: number): Profile => {
    const record: ProfileRecord = JSON.parse(records(place));
    const body = bodies(place);
    return profileOf(record, references.at(place), neighbours(body), termsNamed(terms), body);
  };
  const keep = keptLately(make);
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
    among: (members) => groupOf(members, references, terms, fields),
  };
}

/** The terms of bodies, by place. */
export function sequencesOf(sections: Sections): (place: number) => Uint32Array {
  const items = sections.uint32('sequences');
  const starts = sections.uint32('sequences.starts');
  return (place) => items.subarray(starts[place] ?? 0, starts[place + 1] ?? 0);
}

function termsNamed(terms: TermTable): (numbers: Iterable<number>) => string[] {
  return (numbers) => Array.from(numbers, terms.termAt);
}

function profileOf(
  record: ProfileRecord,
  reference: Profile['reference'],
  neighbours: Profile['body'],
  named: (numbers: Iterable<number>) => string[],
  body: Uint32Array,
): Profile {
  const sequences = record.sequences.map(named);
  const phrases = (list: readonly PhraseRecord[]): Phrase[] =>
    list.map(([text, terms]) => ({ text, terms: named(terms) }));
  const pairs = once(() => new Set(sequences.flatMap(pairsOf)));
  const trigrams = once(() => trigramsOf(record.name));
  const own = once(() => phrases(record.phrases));
  const exclusions = once(() => phrases(record.exclusions));
  const received = once(() => phrases(record.received));
  const notFor = once(() => phrases(record.notFor));
  return {
    reference,
    ...termsOf(sequences, record.isDescribed),
    get pairs() {
      return pairs();
    },
    body: neighbours,
    get trigrams() {
      return trigrams();
    },
    get phrases() {
      return own();
    },
    get exclusions() {
      return exclusions();
    },
    get received() {
      return received();
    },
    get notFor() {
      return notFor();
    },
    meaning: {
      id: reference.id,
      get whole() {
        return sequences.flat();
      },
      get said() {
        return saidBy(own(), record.clauses.map(named));
      },
      get body() {
        return named(body);
      },
    },
  };
}

/** What was asked for lately, made once: in two generations, so that what a request holds is never dropped by itself. */
function keptLately(make: (place: number) => Profile): (place: number) => Profile {
  let young = new Map<number, Profile>();
  let old = new Map<number, Profile>();
  return (place) => {
    const known = young.get(place);
    if (known) return known;
    const profile = old.get(place) ?? make(place);
    if (young.size >= KEPT) {
      old = young;
      young = new Map();
    }
    young.set(place, profile);
    return profile;
  };
}

/** Some references, counted by postings: nothing is made of those that no request considers. */
function groupOf(
  members: ReadonlySet<string>,
  { placeOf }: References,
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
        forEachHolder(fields[field], id, (place) => {
          if (places().has(place)) holders.add(place);
        });
      }
      return holders.size;
    },
  };
}
