/** Profiles when some references of a pack are gone and others came. */

import { once } from '../../domain/once.ts';
import type { Field } from '../../domain/search.ts';
import type { Profile } from '../../route/profile.ts';
import type { AllProfiles, Profiles } from '../../route/profiles.ts';
import type { FieldPostings } from '../pack/postings.ts';
import { groupOf } from '../pack/profiles.ts';
import type { TermTable } from '../pack/terms.ts';
import type { Places } from './places.ts';

/** What layered profiles are made of. */
export interface LayeredProfileParts {
  readonly base: Profiles;
  /** Ids of the pack that are gone. */
  readonly removed: ReadonlySet<string>;
  /** Those that came, by id. */
  readonly added: ReadonlyMap<string, Profile>;
  readonly places: Places;
  readonly terms: TermTable;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
}

/** Put profiles over those of a pack. */
export function layerProfiles({ base, removed, added, places, terms, fields }: LayeredProfileParts): AllProfiles {
  const { ids, placeOf } = places;
  const stays = (id: string) => base.has(id) && !removed.has(id);
  const change = once(() => changeOf(base, removed, added));
  return {
    size: ids.length,
    has: (id) => placeOf(id) !== undefined,
    get: (id) => added.get(id) ?? (stays(id) ? base.get(id) : undefined),
    holding: (term) => base.holding(term) + (change().get(term) ?? 0),
    get withGlobs() {
      const came = [...added.values()].filter(({ reference }) => reference.globs.length > 0);
      const stayed = base.withGlobs.filter(({ reference }) => stays(reference.id));
      return [...stayed, ...came].sort((a, b) => (a.reference.id < b.reference.id ? -1 : 1));
    },
    among: (members) => groupOf(members, placeOf, terms, fields),
  };
}

/** By how many references more, or fewer, than in the pack each term is held. */
function changeOf(
  base: Profiles,
  removed: ReadonlySet<string>,
  added: ReadonlyMap<string, Profile>,
): ReadonlyMap<string, number> {
  const change = new Map<string, number>();
  const count = (profile: Profile | undefined, by: number) => {
    for (const term of profile?.routingTerms ?? []) change.set(term, (change.get(term) ?? 0) + by);
  };
  for (const id of removed) count(base.get(id), -1);
  for (const profile of added.values()) count(profile, 1);
  return change;
}
