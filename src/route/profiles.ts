/** All references as evidence sees them: looked up by id, and counted by the terms they are routed by. */

import type { Profile } from './profile.ts';

/** Some references. */
export interface Group {
  readonly size: number;
  has(id: string): boolean;
  /** How many of them hold a term in name, description, triggers or examples. */
  holding(term: string): number;
}

/** The references of a catalog, as far as a router asks for them. */
export interface Profiles extends Group {
  get(id: string): Profile | undefined;
  /** Those that say which files they are about, in id order. */
  readonly withGlobs: readonly Profile[];
}

/** The references of a catalog. */
export interface AllProfiles extends Profiles {
  /** Those of some ids. */
  among(ids: ReadonlySet<string>): Group;
}

/** Profiles that are all there. */
export function profilesIn(known: ReadonlyMap<string, Profile>): AllProfiles {
  let counts: Map<string, number> | undefined;
  return {
    size: known.size,
    has: (id) => known.has(id),
    get: (id) => known.get(id),
    holding(term) {
      counts ??= countTerms(known.values());
      return counts.get(term) ?? 0;
    },
    withGlobs: [...known.values()].filter(({ reference }) => reference.globs.length > 0),
    among: (ids) => {
      const group = [...ids].flatMap((id) => known.get(id) ?? []);
      return {
        size: group.length,
        has: (id) => ids.has(id),
        holding: (term) => group.filter(({ routingTerms }) => routingTerms.has(term)).length,
      };
    },
  };
}

function countTerms(profiles: Iterable<Profile>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { routingTerms } of profiles)
    for (const term of routingTerms) counts.set(term, (counts.get(term) ?? 0) + 1);
  return counts;
}
