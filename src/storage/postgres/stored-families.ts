/** What is below an index or skill of a stored version, counted by the postings of the request. */

import type { Families } from '../../route/candidate.ts';
import type { Group } from '../../route/profiles.ts';
import { ROUTED_BY } from '../../search/fields.ts';
import { forEachHolder } from '../pack/postings.ts';
import type { Needs } from './needs.ts';
import type { Reader } from './reader.ts';

/** What is below an index or skill, counted by the postings of the request. */
export function familiesIn({ version }: Reader, { places, lists }: Needs): Families {
  const known = new Map<string, Group | undefined>();
  const familyAt = (place: number): Group | undefined => {
    const below = version.below(place);
    if (below.size === 0) return undefined;
    return {
      size: below.size,
      has: (id) => below.has(places.look(id) ?? -1),
      holding(term) {
        const holders = new Set<number>();
        const own = lists.look(term);
        for (const field of own ? ROUTED_BY : []) {
          forEachHolder(own?.[field] ?? new Uint32Array(), (place) => {
            if (below.has(place)) holders.add(place);
          });
        }
        return holders.size;
      },
    };
  };
  return {
    get(id) {
      if (known.has(id)) return known.get(id);
      const place = places.look(id);
      if (place === undefined) return undefined;
      const family = familyAt(place);
      known.set(id, family);
      return family;
    },
  };
}
