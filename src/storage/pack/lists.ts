/** Lists of lists, laid end to end: the items, and where each list begins. They are read piece by piece. */

import { type Section, type Sections, textSection } from './container.ts';

/** Put lists of whole numbers into two sections, of the numbers and of where each list begins. */
export function packLists(sections: Map<string, Section>, name: string, lists: readonly Uint32Array[]): void {
  const starts = startsOf(lists.map(({ length }) => length));
  const items = new Uint32Array(starts.at(-1) ?? 0);
  for (const [place, list] of lists.entries()) items.set(list, starts[place]);
  sections.set(name, items).set(`${name}.starts`, starts);
}

/** Reads a list by its place; one that is not there is empty. */
export function listsOf(sections: Sections, name: string): (place: number) => Uint32Array {
  const starts = sections.uint32(`${name}.starts`);
  return (place) => {
    const { buffer, byteOffset, length } = sections.piece(name, (starts[place] ?? 0) * 4, (starts[place + 1] ?? 0) * 4);
    return new Uint32Array(buffer, byteOffset, length / 4);
  };
}

/** Put texts into two sections, of their bytes and of where each begins: each from a multiple of four on. */
export function packTexts(sections: Map<string, Section>, name: string, texts: readonly string[]): void {
  const encoded = texts.map(textSection);
  const starts = new Uint32Array(texts.length + 1);
  const ends = new Uint32Array(texts.length);
  for (const [place, { length }] of encoded.entries()) {
    ends[place] = (starts[place] ?? 0) + length;
    starts[place + 1] = Math.ceil((ends[place] ?? 0) / 4) * 4;
  }
  const bytes = new Uint8Array(starts.at(-1) ?? 0);
  for (const [place, text] of encoded.entries()) bytes.set(text, starts[place]);
  sections.set(name, bytes).set(`${name}.starts`, starts).set(`${name}.ends`, ends);
}

/** Reads a text by its place; one that is not there is empty. */
export function textsOf(sections: Sections, name: string): (place: number) => string {
  const starts = sections.uint32(`${name}.starts`);
  const ends = sections.uint32(`${name}.ends`);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (place) => decoder.decode(sections.piece(name, starts[place] ?? 0, ends[place] ?? 0));
}

/** Put rows of numbers into two sections, list by list: all rows are as long. */
export function packRows(
  sections: Map<string, Section>,
  name: string,
  lists: readonly (readonly Float32Array[])[],
  dimensions: number,
): void {
  const rows = lists.flat();
  const items = new Float32Array(rows.length * dimensions);
  for (const [at, row] of rows.entries()) items.set(row, at * dimensions);
  sections.set(name, items).set(`${name}.starts`, startsOf(lists.map(({ length }) => length)));
}

/** Reads the rows of a list by its place. */
export function rowsOf(sections: Sections, name: string, dimensions: number): (place: number) => Float32Array[] {
  const starts = sections.uint32(`${name}.starts`);
  const bytes = dimensions * 4;
  return (place) => {
    const piece = sections.piece(name, (starts[place] ?? 0) * bytes, (starts[place + 1] ?? 0) * bytes);
    return Array.from(
      { length: piece.length / bytes },
      (_, row) => new Float32Array(piece.buffer, piece.byteOffset + row * bytes, dimensions),
    );
  };
}

function startsOf(lengths: readonly number[]): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (const [place, length] of lengths.entries()) starts[place + 1] = (starts[place] ?? 0) + length;
  return starts;
}
