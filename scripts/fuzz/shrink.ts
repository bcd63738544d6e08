/** Makes an input that found something as small as it can be in a while: takes pieces out as long as it still finds something. */

import type { Kind } from './inputs.ts';
import { MOST_MS, triedAlone } from './run-kind.ts';

const MOST_TRIES = 200;
const WITHIN_MS = 120_000;

/**
 * Shrink an input: delta debugging, as Zeller and Hildebrandt describe it (2002), over lines and then characters.
 *
 * @returns
 *   The smallest that was found; the input itself when it does not fail alone, for what failed then was more than one input.
 */
export async function shrink(kind: Kind, input: string): Promise<string> {
  const deadline = performance.now() + WITHIN_MS;
  let tries = 0;
  // One that hangs is told from one that does not long before the end.
  const tryAlone = (text: string) => triedAlone(kind, text, MOST_MS / 2);
  const why = await tryAlone(input);
  if (why === undefined) return input;
  const fails = async (text: string) => {
    tries++;
    // What fails otherwise, as JSON that was cut does, is another find.
    return (await tryAlone(text)) === why;
  };
  let small = input;
  for (const separator of ['\n', '']) {
    for (let pieces = 2; ; ) {
      const parts = small.split(separator);
      if (parts.length < pieces) break;
      const size = Math.ceil(parts.length / pieces);
      let isSmaller = false;
      for (let from = 0; from < parts.length; from += size) {
        if (tries >= MOST_TRIES || performance.now() > deadline) return small;
        const without = [...parts.slice(0, from), ...parts.slice(from + size)].join(separator);
        if (!(await fails(without))) continue;
        small = without;
        isSmaller = true;
        break;
      }
      if (isSmaller) pieces = Math.max(2, pieces - 1);
      else if (size === 1) break;
      else pieces = Math.min(parts.length, pieces * 2);
    }
  }
  return small;
}
