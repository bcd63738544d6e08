/** Tables of word vectors made by hand, in the format that ships. */

/** Encode a table: a vector of whole numbers from -127 to 127 for each term. */
export function tableOf(
  rows: Readonly<Record<string, readonly number[]>>,
  factors: readonly number[] = [],
): Uint8Array {
  const terms = Object.keys(rows);
  const dimensions = Object.values(rows)[0]?.length ?? 0;
  const header = JSON.stringify({ format: 'signpost-vectors-1', dimensions, terms: terms.length });
  const text = Buffer.from(`${header}\n${terms.join('\n')}\n\n`);
  const padding = Buffer.alloc((4 - (text.length % 4)) % 4);
  const scales = Buffer.from(Float32Array.from(terms, (_, at) => factors[at] ?? 1).buffer);
  const values = Buffer.from(Int8Array.from(Object.values(rows).flat()).buffer);
  return Buffer.concat([text, padding, scales, values]);
}
