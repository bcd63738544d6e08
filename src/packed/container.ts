/** Named arrays ↔ one run of bytes that is read as it lies, without decoding. */

/** What a section may be. */
export type Section = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Sections of a run of bytes; each is made when it is asked for. */
export interface Sections {
  uint8(name: string): Uint8Array;
  int32(name: string): Int32Array;
  uint32(name: string): Uint32Array;
  float32(name: string): Float32Array;
  float64(name: string): Float64Array;
  text(name: string): string;
  /** Parsed anew each time. */
  json(name: string): unknown;
  has(name: string): boolean;
}

const MAGIC = 'signpost';
/** Raised whenever what stands in a pack, or what it means, changes: an older one is made anew. */
const PACK_VERSION = 1;
const HEADER = 16;
/** Sections begin at multiples of it, so that any array can be laid over them. */
const ALIGNED = 8;

const utf8 = new TextEncoder();

/** A text as a section. */
export function textSection(text: string): Uint8Array {
  return utf8.encode(text);
}

/** Anything that JSON knows as a section. */
export function jsonSection(value: unknown): Uint8Array {
  return utf8.encode(JSON.stringify(value));
}

/**
 * Lay sections out.
 *
 * @returns
 *   `signpost`, the version and the length of a table in JSON; the table; then the sections, each from a multiple of eight
 *   on. Numbers are little-endian, as on every machine that Node runs on.
 */
export function encodeSections(sections: ReadonlyMap<string, Section>): Uint8Array {
  const places: Record<string, readonly [at: number, bytes: number]> = {};
  let size = 0;
  for (const [name, section] of sections) {
    places[name] = [size, section.byteLength];
    size = aligned(size + section.byteLength);
  }
  const table = jsonSection(places);
  const from = aligned(HEADER + table.length);
  const bytes = new Uint8Array(from + size);
  bytes.set(utf8.encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, PACK_VERSION, true);
  view.setUint32(12, table.length, true);
  bytes.set(table, HEADER);
  for (const [name, section] of sections) {
    const { buffer, byteOffset, byteLength } = section;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), from + (places[name]?.[0] ?? 0));
  }
  return bytes;
}

/**
 * Look at bytes as sections.
 *
 * @returns
 *   `undefined` when they are something else, of another version, or cut short. A section that is not there is empty.
 */
export function decodeSections(given: Uint8Array): Sections | undefined {
  const bytes = given.byteOffset % ALIGNED === 0 ? given : new Uint8Array(given);
  const places = tableOf(bytes);
  if (!places) return undefined;
  const at = (name: string, unit: number): [ArrayBufferLike, number, number] => {
    const { offset, length } = places.get(name) ?? { offset: 0, length: 0 };
    return [bytes.buffer, bytes.byteOffset + offset, Math.floor(length / unit)];
  };
  const text = (name: string) => new TextDecoder().decode(new Uint8Array(...at(name, 1)));
  return {
    uint8: (name) => new Uint8Array(...at(name, 1)),
    int32: (name) => new Int32Array(...at(name, 4)),
    uint32: (name) => new Uint32Array(...at(name, 4)),
    float32: (name) => new Float32Array(...at(name, 4)),
    float64: (name) => new Float64Array(...at(name, 8)),
    text,
    json: (name) => JSON.parse(text(name)),
    has: (name) => places.has(name),
  };
}

interface PlaceOfSection {
  readonly offset: number;
  readonly length: number;
}

function tableOf(bytes: Uint8Array): Map<string, PlaceOfSection> | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const length = view.getUint32(12, true);
  const isOurs = new TextDecoder().decode(bytes.subarray(0, 8)) === MAGIC && view.getUint32(8, true) === PACK_VERSION;
  if (!isOurs || HEADER + length > bytes.length) return undefined;
  const from = aligned(HEADER + length);
  try {
    const table: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER, HEADER + length)));
    const places = new Map<string, PlaceOfSection>();
    for (const [name, place] of Object.entries(Object(table))) {
      const [offset, size] = Array.isArray(place) ? place.map(Number) : [];
      if (!isPlace(offset) || !isPlace(size) || offset % ALIGNED !== 0 || from + offset + size > bytes.length) {
        return undefined;
      }
      places.set(name, { offset: from + offset, length: size });
    }
    return places;
  } catch {
    return undefined;
  }
}

function isPlace(value: number | undefined): value is number {
  return value !== undefined && Number.isSafeInteger(value) && value >= 0;
}

function aligned(size: number): number {
  return Math.ceil(size / ALIGNED) * ALIGNED;
}
