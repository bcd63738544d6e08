/** Vectors → the file that signpost ships: int8 rows, each with a scale of its own. */

/** Where the vectors come from. */
export interface Provenance {
  /** First digits of the SHA-256 over the files of the pool. */
  readonly pool: string;
  readonly skills: number;
  readonly pairs: number;
  readonly epochs: number;
}

/**
 * Encode vectors.
 *
 * A line of JSON, the terms one a line, an empty line; then, from the next multiple of four on, a float32 factor a term
 * and the int8 rows.
 */
export function encodeVectors(terms: readonly string[], table: Float32Array, provenance: Provenance): Buffer {
  const dimensions = table.length / terms.length;
  const factors = new Float32Array(terms.length);
  const rows = new Int8Array(table.length);
  for (let term = 0; term < terms.length; term++) {
    const row = table.subarray(term * dimensions, (term + 1) * dimensions);
    const most = row.reduce((top, value) => Math.max(top, Math.abs(value)), 1e-9);
    factors[term] = most / 127;
    for (let d = 0; d < dimensions; d++) rows[term * dimensions + d] = Math.round(((row[d] ?? 0) / most) * 127);
  }
  const header = JSON.stringify({ format: 'signpost-vectors-1', dimensions, terms: terms.length, provenance });
  const text = Buffer.from(`${header}\n${terms.join('\n')}\n\n`);
  const padding = Buffer.alloc((4 - (text.length % 4)) % 4);
  return Buffer.concat([text, padding, Buffer.from(factors.buffer), Buffer.from(rows.buffer)]);
}
