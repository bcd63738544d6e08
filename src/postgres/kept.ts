/** What a process keeps of a store from request to request, and what one request looked for and did not find. */

/** Values that were asked for lately, in two generations. */
export interface Kept<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/**
 * Keep values.
 *
 * @param most
 *   Up to twice as much is kept, by weight.
 * @param weigh
 *   What a value weighs (default: 1 each).
 */
export function createKept<Key, Value>(most: number, weigh: (value: Value) => number = () => 1): Kept<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  let weight = 0;
  const set = (key: Key, value: Value): void => {
    const more = weigh(value);
    if (weight > 0 && weight + more > most) {
      old = young;
      young = new Map();
      weight = 0;
    }
    young.set(key, value);
    weight += more;
  };
  return {
    set,
    get(key) {
      const known = young.get(key);
      if (known !== undefined) return known;
      const before = old.get(key);
      if (before !== undefined) set(key, before);
      return before;
    },
  };
}

/** What a request looks for. */
export interface Wanted<Key, Value> {
  /** A value; `undefined` notes that it is missing. */
  look(key: Key): Value | undefined;
  readonly missing: ReadonlySet<Key>;
  /** Bring what was missing, for this request. */
  give(key: Key, value: Value): void;
  /** Keep what was brought for others, too. */
  keep(): void;
}

/** Look for values among those that are kept; what a request has found it holds until its end. */
export function createWanted<Key, Value>(kept: Kept<Key, Value>): Wanted<Key, Value> {
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
