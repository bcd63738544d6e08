/** Lists of lists, laid end to end: the items, and where each list begins. */

import type { Section, Sections } from './container.ts';
import { textSection } from './container.ts';

/** Lists of numbers. */
export interface NumberLists {
  readonly items: Uint32Array;
  /** One more than there are lists: where each begins, and at the end where the last ends. */
  readonly starts: Uint32Array;
}

/** Lay lists of whole numbers end to end. */
export function packLists(lists: readonly (readonly number[])[]): NumberLists {
  const starts = startsOf(lists.map(({ length }) => length));
  const items = new Uint32Array(starts.at(-1) ?? 0);
  for (const [place, list] of lists.entries()) items.set(list, starts[place]);
  return { items, starts };
}

/** Put texts into two sections, of their bytes and of where each begins. */
export function packTexts(sections: Map<string, Section>, name: string, texts: readonly string[]): void {
  const encoded = texts.map(textSection);
  const starts = startsOf(encoded.map(({ length }) => length));
  const bytes = new Uint8Array(starts.at(-1) ?? 0);
  for (const [place, text] of encoded.entries()) bytes.set(text, starts[place]);
  sections.set(name, bytes).set(`${name}.starts`, starts);
}

/** Reads a text by its place; one that is not there is empty. */
export function textsOf(sections: Sections, name: string): (place: number) => string {
  const bytes = sections.uint8(name);
  const starts = sections.uint32(`${name}.starts`);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (place) => decoder.decode(bytes.subarray(starts[place] ?? 0, starts[place + 1] ?? 0));
}

function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [place, length] of lengths.entries()) starts[place + 1] = (starts[place] ?? 0) + length;
  return starts;
}
