/** What is kept from request to request, up to a weight. */

/** Values that were asked for lately, in two generations. */
export interface Cache<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/**
 * Keep values.
 *
 * @param most
 *   Up to twice as much is kept, by weight.
 * @param weightOf
 *   What a value weighs (default: 1 each).
 */
export function createCache<Key, Value>(most: number, weightOf: (value: Value) => number = () => 1): Cache<Key, Value> {
  let young = new Map<Key, Value>();
  let old = new Map<Key, Value>();
  let weight = 0;
  const set = (key: Key, value: Value): void => {
    const more = weightOf(value);
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
