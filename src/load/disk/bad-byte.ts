/** Where bytes are no UTF-8: what is read for a text may not be written back as one. */

/** A byte that cannot be part of UTF-8. */
export interface BadByte {
  /** From 0. */
  readonly offset: number;
  readonly value: number;
  /** From 1. */
  readonly line: number;
}

const NEWLINE = 0x0a;

/**
 * Find the first byte that is no UTF-8.
 *
 * @returns
 *   Where the sequence begins that is none; `undefined` when all of it is UTF-8.
 * @example
 *   firstBadByte(Buffer.from([0x61, 0x0a, 0xe9])); // { offset: 2, value: 233, line: 2 }
 */
export function firstBadByte(bytes: Uint8Array): BadByte | undefined {
  if (isWhole(bytes)) return undefined;
  // The longest beginning that may go on as UTF-8: of a longer one none may.
  let [may, mayNot] = [0, bytes.length + 1];
  while (mayNot - may > 1) {
    const middle = (may + mayNot) >> 1;
    if (middle <= bytes.length && beginningOf(bytes, middle) !== undefined) may = middle;
    else mayNot = middle;
  }
  const offset = Buffer.byteLength(beginningOf(bytes, may) ?? '');
  const line = bytes.subarray(0, offset).reduce((lines, byte) => lines + (byte === NEWLINE ? 1 : 0), 1);
  return { offset, value: bytes[offset] ?? 0, line };
}

/** As a message says it. */
export function describeBadByte({ offset, value, line }: BadByte): string {
  return `byte 0x${value.toString(16).padStart(2, '0')} in line ${line} (byte ${offset} of the file) is no UTF-8`;
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** The characters that are whole within so many bytes, when what follows them may be the beginning of one. */
function beginningOf(bytes: Uint8Array, length: number): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.subarray(0, length), {
      stream: true,
    });
  } catch {
    return undefined;
  }
}
