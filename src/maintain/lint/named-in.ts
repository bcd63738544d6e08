/** Which references a text names: whoever lists others by their names leads to them. */

import type { Reference } from '../../domain/reference.ts';

const WORD = /[\p{L}\p{N}]+(?:[._-]+[\p{L}\p{N}]+)*/gu;

/**
 * Read the words of a text, to look names up in them.
 *
 * @param text
 *   Read once, when it is first asked: it may be long, and so may the list of names.
 * @returns
 *   Tells whether the text has the name of a reference, a name of several words as a whole.
 */
export function namedIn(text: string): (reference: Pick<Reference, 'name'>) => boolean {
  let words: ReadonlySet<string> | undefined;
  return ({ name }) => {
    const lower = name.toLowerCase();
    words ??= new Set(text.toLowerCase().match(WORD));
    const parts = lower.match(WORD) ?? [];
    return parts.every((part) => words?.has(part)) && (parts.length === 1 || text.toLowerCase().includes(lower));
  };
}
