/** Offsets of a text → lines and columns. */

/** A place in a text, from 1. */
export interface Point {
  readonly line: number;
  readonly column: number;
}

/**
 * Prepare to tell places.
 *
 * Pure. Asking takes time proportional to the logarithm of the lines; a line ends with LF.
 *
 * @example
 *   placesIn('a\nbc')(3); // { line: 2, column: 2 }
 */
export function placesIn(text: string): (offset: number) => Point {
  let starts: readonly number[] | undefined;
  return (offset) => {
    starts ??= startsOf(text);
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return { line: low, column: offset - (starts[low - 1] ?? 0) + 1 };
  };
}

function startsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
