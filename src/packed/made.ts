/** What profiles are made of: where it is the same, the profile is. */

import { type Preparable, preparablesOf } from '../route/index.ts';
import { readWhole, type Sections } from './container.ts';
import type { LayoutRecord } from './records.ts';
import { catalogOf, referencesOf } from './references.ts';

/** What the profile of a reference was made of. */
export interface Made {
  /** All but the body. */
  readonly key: string;
  readonly body: string;
}

/** What the profile of a reference would be made of. */
export function madeOf({ key, reference }: Preparable): Made {
  return { key: key(), body: reference.body };
}

/** Whether profiles are the same. */
export function isSameMade(one: Made | undefined, other: Made): boolean {
  return one?.key === other.key && one.body === other.body;
}

/** What the profiles of a pack were made of, by id. */
export function madeIn(given: Sections): Map<string, Made> {
  const sections = readWhole(given);
  const catalog = catalogOf(sections, referencesOf(sections), sections.json('layout') as LayoutRecord);
  const preparables = preparablesOf(catalog.references, catalog.entryTexts);
  return new Map(preparables.map((preparable) => [preparable.reference.id, madeOf(preparable)]));
}
