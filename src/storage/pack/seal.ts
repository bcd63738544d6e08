/** Sections ↔ bytes that travel: with a checksum over all of them, so that nothing is made of what was changed on the way. */

import { decodeSections, encodeSections, readExtent, type Section, type Sections } from './container.ts';

/** Bytes of the checksum, behind everything else. */
const SUM = 4;

/** Lay sections out, and seal them. */
export function seal(sections: ReadonlyMap<string, Section>): Uint8Array {
  const encoded = encodeSections(sections);
  const bytes = new Uint8Array(encoded.length + SUM);
  bytes.set(encoded);
  new DataView(bytes.buffer).setUint32(encoded.length, checksum(encoded), true);
  return bytes;
}

/**
 * Look at sealed bytes as sections.
 *
 * @returns
 *   `undefined` when they are something else, of another version, cut short or changed.
 */
export function unseal(bytes: Uint8Array): Sections | undefined {
  const end = readExtent(bytes)?.end;
  if (end === undefined || bytes.length !== end + SUM) return undefined;
  const sum = new DataView(bytes.buffer, bytes.byteOffset).getUint32(end, true);
  return checksum(bytes.subarray(0, end)) === sum ? decodeSections(bytes) : undefined;
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** CRC-32 as in zip files; `node:zlib` has one, and a browser none. */
export function checksum(bytes: Uint8Array): number {
  let sum = -1;
  for (let at = 0; at < bytes.length; at++) sum = (TABLE[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (sum >>> 8);
  return (sum ^ -1) >>> 0;
}
