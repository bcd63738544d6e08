/** Named arrays ↔ one run of bytes that is read as it lies: some of it at once, the larger part piece by piece. */

/** What a section may be. */
export type Section = Uint8Array | Int32Array | Uint32Array | Float32Array | Float64Array;

/** Sections of a run of bytes; each is made when it is asked for, and one that is not there is empty. */
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
  /** Bytes of a section that is read piece by piece, from a multiple of four on; shorter where it ends before. */
  piece(name: string, from: number, to: number): Uint8Array;
  /** All of them, as bytes. */
  all(): Map<string, Uint8Array>;
}

/** Where the bytes behind the first part come from. */
export interface Rest {
  /** Bytes from an offset on, as long as asked for; their own memory begins at a multiple of eight from the offset. */
  read(from: number, to: number): Uint8Array;
}

/** What the beginning of a run of bytes says of all of it. */
export interface Extent {
  /** Where the table of sections ends. */
  readonly tableEnd: number;
  /** Where that part ends which is read at once. */
  readonly firstEnd: number;
  readonly end: number;
}

const MAGIC = 'signpost';
/** Raised whenever what stands in a pack, or what it means, changes: an older one is made anew. */
const PACK_VERSION = 7;
/** No version will be later. */
const LATEST_VERSION = 1 << 16;
/** The magic, the version, the length of the table, where the first part ends, the length of all. */
const HEADER = 32;
/** Sections begin at multiples of it, so that any array can be laid over them. */
const ALIGNED = 8;

/** Sections that are read piece by piece: of each a request needs little. */
const PIECEWISE: ReadonlySet<string> = new Set([
  ...['name', 'triggers', 'description', 'headings', 'body'].map((field) => `${field}.postings`),
  ...['references', 'profiles', 'texts', 'bodies', 'outlines', 'sequences', 'passages', 'said'],
]);

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
 *   A header; a table in JSON; then the sections, each from a multiple of eight on, those that are read piece by piece
 *   last. Numbers are little-endian, as on every machine that Node runs on.
 */
export function encodeSections(sections: ReadonlyMap<string, Section>): Uint8Array {
  const ordered = [...sections].sort(([a], [b]) => Number(PIECEWISE.has(a)) - Number(PIECEWISE.has(b)));
  const places: Record<string, readonly [at: number, bytes: number]> = {};
  let size = 0;
  let firstSize = 0;
  for (const [name, section] of ordered) {
    places[name] = [size, section.byteLength];
    size = aligned(size + section.byteLength);
    if (!PIECEWISE.has(name)) firstSize = size;
  }
  const table = jsonSection(places);
  const from = aligned(HEADER + table.length);
  const bytes = new Uint8Array(from + size);
  bytes.set(utf8.encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(8, PACK_VERSION, true);
  view.setUint32(12, table.length, true);
  view.setFloat64(16, from + firstSize, true);
  view.setFloat64(24, from + size, true);
  bytes.set(table, HEADER);
  for (const [name, section] of ordered) {
    const { buffer, byteOffset, byteLength } = section;
    bytes.set(new Uint8Array(buffer, byteOffset, byteLength), from + (places[name]?.[0] ?? 0));
  }
  return bytes;
}

/** Bytes that `readExtent` needs. */
export const EXTENT_BYTES = HEADER;

/** Whether bytes begin as a pack of any version does. */
export function isPackOfAnyVersion(bytes: Uint8Array): boolean {
  if (bytes.length < HEADER || new TextDecoder().decode(bytes.subarray(0, 8)) !== MAGIC) return false;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const [version, end] = [view.getUint32(8, true), view.getFloat64(24, true)];
  // Prose may begin with the same word, and goes on with letters.
  return version < LATEST_VERSION && Number.isSafeInteger(end) && end >= HEADER;
}

/** Read from the first bytes how far all of it goes; `undefined` when they begin something else, or another version. */
export function readExtent(bytes: Uint8Array): Extent | undefined {
  if (bytes.length < HEADER) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, HEADER);
  const isOurs = new TextDecoder().decode(bytes.subarray(0, 8)) === MAGIC && view.getUint32(8, true) === PACK_VERSION;
  const tableEnd = HEADER + view.getUint32(12, true);
  const [firstEnd, end] = [view.getFloat64(16, true), view.getFloat64(24, true)];
  const isInOrder =
    tableEnd <= firstEnd && firstEnd <= end && Number.isSafeInteger(firstEnd) && Number.isSafeInteger(end);
  return isOurs && isInOrder ? { tableEnd, firstEnd, end } : undefined;
}

/**
 * Look at bytes as sections.
 *
 * @param given
 *   All of them, or the first part where there is a rest.
 * @param rest
 *   Reads what stands behind the first part (default: it is there).
 * @returns
 *   `undefined` when they are something else, of another version, or cut short.
 */
export function decodeSections(given: Uint8Array, rest?: Rest): Sections | undefined {
  const bytes = given.byteOffset % ALIGNED === 0 ? given : new Uint8Array(given);
  const extent = readExtent(bytes);
  if (!extent || bytes.length < (rest ? extent.firstEnd : extent.end)) return undefined;
  const places = tableOf(bytes, extent);
  if (!places) return undefined;
  const range = (from: number, to: number): Uint8Array =>
    rest && to > extent.firstEnd ? rest.read(from, to) : bytes.subarray(from, to);
  const piece = (name: string, from: number, to: number): Uint8Array => {
    const { offset, length } = places.get(name) ?? NOWHERE;
    const [start, end] = [Math.min(from, length), Math.min(to, length)];
    return start < end ? range(offset + start, offset + end) : EMPTY;
  };
  const whole = (name: string) => piece(name, 0, Number.POSITIVE_INFINITY);
  const laid = (name: string, unit: number): [ArrayBufferLike, number, number] => {
    const { buffer, byteOffset, length } = whole(name);
    return [buffer, byteOffset, Math.floor(length / unit)];
  };
  const text = (name: string) => new TextDecoder().decode(whole(name));
  return {
    uint8: whole,
    int32: (name) => new Int32Array(...laid(name, 4)),
    uint32: (name) => new Uint32Array(...laid(name, 4)),
    float32: (name) => new Float32Array(...laid(name, 4)),
    float64: (name) => new Float64Array(...laid(name, 8)),
    text,
    json: (name) => JSON.parse(text(name)),
    has: (name) => places.has(name),
    piece,
    all: () => new Map([...places.keys()].map((name) => [name, whole(name)])),
  };
}

/** Look at bytes that `encodeSections` gave as sections. */
export function decodeEncoded(bytes: Uint8Array): Sections {
  const sections = decodeSections(bytes);
  if (!sections) throw new Error('sections that were just encoded cannot be decoded');
  return sections;
}

/** The same sections, each read whole when it is first asked for: for those who read most of it, piece after piece. */
export function readWhole(sections: Sections): Sections {
  const wholes = new Map<string, Uint8Array>();
  const whole = (name: string): Uint8Array => {
    const read = wholes.get(name) ?? sections.uint8(name);
    wholes.set(name, read);
    return read;
  };
  return { ...sections, uint8: whole, piece: (name, from, to) => whole(name).subarray(from, to) };
}

const NOWHERE = { offset: 0, length: 0 };
const EMPTY = new Uint8Array();

interface PlaceOfSection {
  readonly offset: number;
  readonly length: number;
}

function tableOf(bytes: Uint8Array, { tableEnd, firstEnd, end }: Extent): Map<string, PlaceOfSection> | undefined {
  const from = aligned(tableEnd);
  try {
    const table: unknown = JSON.parse(new TextDecoder().decode(bytes.subarray(HEADER, tableEnd)));
    const places = new Map<string, PlaceOfSection>();
    for (const [name, place] of Object.entries(Object(table))) {
      const [offset, length] = Array.isArray(place) ? place.map(Number) : [];
      if (!isPlace(offset) || !isPlace(length) || offset % ALIGNED !== 0) return undefined;
      if (from + offset + length > (PIECEWISE.has(name) ? end : firstEnd)) return undefined;
      places.set(name, { offset: from + offset, length });
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
