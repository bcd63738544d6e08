/** Numbers that look random and come from a seed alone. */

/** Gives the next number, in [0, 1). */
export type Random = () => number;

/**
 * Make a source of numbers: mulberry32, by Tommy Ettinger.
 *
 * @param parts
 *   Whole numbers and texts that tell it from others.
 */
export function randomOf(...parts: readonly (number | string)[]): Random {
  let state = 0x811c9dc5;
  for (const char of parts.join('\n')) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A whole number below a limit. */
export function below(random: Random, limit: number): number {
  return Math.floor(random() * limit);
}

/** One of a list that is not empty. */
export function oneOf<Item>(random: Random, items: readonly [Item, ...Item[]] | readonly Item[]): Item {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('expected a list that is not empty');
  return item;
}

/** A size, small ones more often than large ones. */
export function sizeUpTo(random: Random, most: number): number {
  return Math.floor(most ** random());
}
