/** A signpost that follows its documents, and the one that it is at a moment. */

import type { Signpost } from '../../domain/signpost.ts';

const followers = new WeakMap<Signpost, () => Signpost>();

/** Make a signpost of what gives the one of this moment: each call is answered by one. */
export function createFollower(current: () => Signpost): Signpost {
  const follower: Signpost = {
    get catalog() {
      return current().catalog;
    },
    get roots() {
      return current().roots;
    },
    get messages() {
      return current().messages;
    },
    route: (query, options) => current().route(query, options),
    routeAsync: (query, options) => current().routeAsync(query, options),
    read: (id) => current().read(id),
    excerpt: (id, options) => current().excerpt(id, options),
  };
  followers.set(follower, current);
  return follower;
}

/** The signpost of this moment, for those who ask several things of one, or keep what they found; any other is itself. */
export function currentOf(signpost: Signpost): Signpost {
  return followers.get(signpost)?.() ?? signpost;
}
