/** A value that is made when it is first asked for. */

/**
 * Make a function that computes its value once.
 *
 * @param make
 *   Makes the value; called by the first call, and again by the next where it throws.
 * @returns
 *   Gives the same value each time.
 * @example
 *   const words = once(() => text.split(' '));
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
