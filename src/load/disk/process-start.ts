/** Tells a process from a later one that was given its number. */

import { readFileSync } from 'node:fs';

/** Where the time of the start stands behind the name of the program: proc(5), field 22 of `stat`. */
const START = 19;

/**
 * When a process was started, in the system's own count.
 *
 * @returns
 *   Digits to be compared; `undefined` where there is no such process, and where the system does not say.
 * @example
 *   startOf(process.pid); // '8315520'
 */
export function startOf(pid: number): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The name stands in parentheses, and may hold some itself.
    return text.slice(text.lastIndexOf(')') + 2).split(' ')[START];
  } catch {
    return undefined;
  }
}
