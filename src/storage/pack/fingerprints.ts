/** Fingerprints of profiles: of two that are equal the profiles are, and are not computed again. */

import { type ProfileInput, profileInputsOf } from '../../route/profile-inputs.ts';
import { readWhole, type Sections } from './container.ts';
import type { LayoutRecord } from './records.ts';
import { catalogOf, referencesOf } from './references.ts';

/** What the profile of a reference was made of. */
export interface ProfileFingerprint {
  /** All but the body. */
  readonly key: string;
  readonly body: string;
}

/** What the profile of a reference would be made of. */
export function fingerprintOf({ key, reference }: ProfileInput): ProfileFingerprint {
  return { key: key(), body: reference.body };
}

/** Whether profiles are the same. */
export function isSameFingerprint(one: ProfileFingerprint | undefined, other: ProfileFingerprint): boolean {
  return one?.key === other.key && one.body === other.body;
}

/** What the profiles of a pack were made of, by id. */
export function fingerprintsIn(given: Sections): Map<string, ProfileFingerprint> {
  const sections = readWhole(given);
  const catalog = catalogOf(sections, referencesOf(sections), sections.json('layout') as LayoutRecord);
  const profileInputs = profileInputsOf(catalog.references, catalog.entryTexts);
  return new Map(profileInputs.map((profileInput) => [profileInput.reference.id, fingerprintOf(profileInput)]));
}
