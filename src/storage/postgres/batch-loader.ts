/** What one request of a store looked for and did not find. */

import type { Cache } from '../pack/cache.ts';

/** What a request looks for. */
export interface BatchLoader<Key, Value> {
  /** A value; `undefined` notes that it is missing. */
  look(key: Key): Value | undefined;
  readonly missing: ReadonlySet<Key>;
  /** Bring what was missing, for this request. */
  give(key: Key, value: Value): void;
  /** Keep what was brought for others, too. */
  keep(): void;
}

/** Look for values among those that are kept; what a request has found it holds until its end. */
export function createBatchLoader<Key, Value>(kept: Cache<Key, Value>): BatchLoader<Key, Value> {
  const own = new Map<Key, Value>();
  const given = new Map<Key, Value>();
  const missing = new Set<Key>();
  return {
    missing,
    look(key) {
      const value = own.get(key) ?? kept.get(key);
      if (value === undefined) missing.add(key);
      else own.set(key, value);
      return value;
    },
    give(key, value) {
      missing.delete(key);
      own.set(key, value);
      given.set(key, value);
    },
    keep() {
      for (const [key, value] of given) kept.set(key, value);
      given.clear();
    },
  };
}
