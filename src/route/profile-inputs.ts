/** Gathers what the profile of each reference is computed from, and a key that tells whether it has changed. */

import type { Reference } from '../domain/reference.ts';
import { handoffsIn, namesOf, type Told } from './handoffs.ts';
import { type Prepared, profileOf } from './profile.ts';

/** Conditions under which others send requests to a reference that count. */
const MOST_RECEIVED = 100;
const NOTHING: readonly string[] = [];

/** A reference with all that its profile depends on. */
export interface ProfileInput {
  readonly reference: Reference;
  /** Equal where everything but the body is: with the body it tells whether a profile has to be made anew. */
  readonly key: () => string;
  readonly prepare: () => Prepared;
}

/** Prepare references. */
export function profilesOf(
  references: readonly Reference[],
  entryTexts: ReadonlyMap<string, readonly string[]>,
): Prepared[] {
  return profileInputsOf(references, entryTexts).map(({ prepare }) => prepare());
}

/**
 * Bring together what each profile depends on.
 *
 * @param references
 *   All that stand beside one another: a description may send requests to another by name.
 * @param entryTexts
 *   What index entries say of each beyond its own front matter, by id.
 * @returns
 *   In the order of references; nothing is analysed yet.
 */
export function profileInputsOf(
  references: readonly Reference[],
  entryTexts: ReadonlyMap<string, readonly string[]>,
): ProfileInput[] {
  return references.map(preparableAmong(references, entryTexts));
}

/**
 * Look at references together, to prepare each: one that is prepared again may have other triggers, on which no other depends.
 *
 * @returns
 *   Prepares one of them, known by its id.
 */
export function createAnalyzer(
  references: readonly Reference[],
  entryTexts: ReadonlyMap<string, readonly string[]>,
): (reference: Reference) => Prepared {
  const profileInput = preparableAmong(references, entryTexts);
  return (reference) => profileInput(reference).prepare();
}

function preparableAmong(
  references: readonly Reference[],
  entryTexts: ReadonlyMap<string, readonly string[]>,
): (reference: Reference) => ProfileInput {
  const names = namesOf(references);
  const told = new Map(references.map((reference) => [reference.id, handoffsIn(reference, names)]));
  const received = new Map<string, string[]>();
  for (const { handoffs } of told.values()) {
    for (const { condition, to } of handoffs) {
      for (const id of to) {
        const known = received.get(id);
        if (known) known.push(condition);
        else received.set(id, [condition]);
      }
    }
  }
  return (reference) => {
    const { id } = reference;
    const { description } = reference.own ?? reference;
    const own = told.get(id) ?? { rest: description, handoffs: [] };
    // In an order of their own, whatever order the references came in.
    const sentHere = received.has(id) ? [...new Set(received.get(id))].sort().slice(0, MOST_RECEIVED) : NOTHING;
    const entries = entryTexts.get(id) ?? NOTHING;
    return {
      reference,
      key: () => keyOf(reference, entries, own, sentHere),
      prepare: () => profileOf(reference, entries, own, sentHere),
    };
  };
}

/** The keys of references that stay the same from catalog to catalog, with what they were made of beside them. */
const keys = new WeakMap<Reference, { readonly beside: readonly (readonly unknown[])[]; readonly key: string }>();

function keyOf(reference: Reference, entries: readonly string[], told: Told, sentHere: readonly string[]): string {
  const beside = [entries, [told], sentHere];
  const known = keys.get(reference);
  if (known?.beside.every((items, at) => isSameList(items, beside[at] ?? []))) return known.key;
  const { body: _, ...head } = reference;
  const key = JSON.stringify([head, entries, told, sentHere]);
  keys.set(reference, { beside, key });
  return key;
}

function isSameList(one: readonly unknown[], other: readonly unknown[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
