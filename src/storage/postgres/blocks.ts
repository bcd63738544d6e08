/** Postings of one term in one segment ↔ bytes: two a document for most. */

import type { Field } from '../../domain/search.ts';
import { byField, FIELDS } from '../../search/fields.ts';
import { POSTING } from '../pack/postings.ts';

/** How often a term stands in each field of a document, in the order of `FIELDS`. */
export interface Occurrence {
  /** The place of the document in its segment. */
  readonly place: number;
  readonly counts: readonly number[];
}

/** By field the documents that hold a term, rising, and behind each how often it does. */
export type FieldLists = Readonly<Record<Field, Uint32Array>>;

/** Of a body at most three occurrences count: they fit beside a bit for each other field. */
const BODY_SHIFT = 4;
const BODY_MASK = 3;
/** Set where a count of another field than the body is more than one, and follows. */
const COUNTS_FOLLOW = 64;
const BEFORE_BODY = FIELDS.length - 1;
/** The bits of the other fields. */
const OTHERS = (1 << BEFORE_BODY) - 1;

/**
 * Encode a block.
 *
 * @param segment
 *   The number of the segment.
 * @param occurrences
 *   By rising places.
 * @returns
 *   The length of what follows, the segment, then for each document how far it is from the one before, which fields hold
 *   the term, and how often where that is more than once.
 */
export function encodeBlock(segment: number, occurrences: readonly Occurrence[]): Uint8Array {
  const bytes: number[] = [];
  pushNumber(bytes, segment);
  let last = 0;
  for (const { place, counts } of occurrences) {
    pushNumber(bytes, place - last);
    last = place;
    const others = counts.slice(0, BEFORE_BODY);
    const follow = others.some((count) => count > 1);
    let mask = (counts[BEFORE_BODY] ?? 0) << BODY_SHIFT;
    for (const [at, count] of others.entries()) if (count > 0) mask |= 1 << at;
    bytes.push(follow ? mask | COUNTS_FOLLOW : mask);
    if (follow) for (const count of others) if (count > 0) pushNumber(bytes, count);
  }
  const length: number[] = [];
  pushNumber(length, bytes.length);
  return Uint8Array.from([...length, ...bytes]);
}

/**
 * Decode blocks that stand one behind the other.
 *
 * @param blocks
 *   Of one term.
 * @param placesIn
 *   Gives for a segment the place of each of its documents in the order of ids, -1 for one that is left out; `undefined` for a
 *   segment that is left out whole.
 */
export function decodeBlocks(blocks: Uint8Array, placesIn: (segment: number) => Int32Array | undefined): FieldLists {
  const lists: number[][] = FIELDS.map(() => []);
  // Nearly all of what there is: an occurrence takes two bytes at the least, and two numbers here.
  const body = new Uint32Array(blocks.length);
  let [inBodies, at] = [0, 0];
  // Written out, for this runs over every posting of a request.
  const number = (): number => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = blocks[at++] ?? 0;
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  while (at < blocks.length) {
    const length = number();
    const end = at + length;
    const places = placesIn(number());
    if (!places) {
      at = end;
      continue;
    }
    let local = 0;
    while (at < end) {
      local += number();
      const mask = blocks[at++] ?? 0;
      const place = places[local] ?? -1;
      const inBody = (mask >> BODY_SHIFT) & BODY_MASK;
      for (let field = 0; (mask & OTHERS) !== 0 && field < BEFORE_BODY; field++) {
        if ((mask & (1 << field)) === 0) continue;
        const count = (mask & COUNTS_FOLLOW) === 0 ? 1 : number();
        if (place !== -1) lists[field]?.push(place, count);
      }
      if (place !== -1 && inBody > 0) {
        body[inBodies] = place;
        body[inBodies + 1] = inBody;
        inBodies += POSTING;
      }
    }
  }
  return byField((_, index) =>
    index === BEFORE_BODY ? inOrder(body.slice(0, inBodies)) : inOrder(Uint32Array.from(lists[index] ?? [])),
  );
}

/** Segments that were written one after the other are in order as they are; others are brought into it. */
function inOrder(list: Uint32Array): Uint32Array {
  let isRising = true;
  for (let at = POSTING; at < list.length && isRising; at += POSTING) {
    isRising = (list[at - POSTING] ?? 0) < (list[at] ?? 0);
  }
  if (isRising) return list;
  const places = Uint32Array.from({ length: list.length / POSTING }, (_, index) => index).sort(
    (a, b) => (list[a * POSTING] ?? 0) - (list[b * POSTING] ?? 0),
  );
  const ordered = new Uint32Array(list.length);
  for (const [to, from] of places.entries()) {
    ordered[to * POSTING] = list[from * POSTING] ?? 0;
    ordered[to * POSTING + 1] = list[from * POSTING + 1] ?? 0;
  }
  return ordered;
}

function pushNumber(bytes: number[], value: number): void {
  let rest = value;
  while (rest > 127) {
    bytes.push((rest & 127) | 128);
    rest >>>= 7;
  }
  bytes.push(rest);
}
