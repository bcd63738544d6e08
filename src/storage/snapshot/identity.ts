/** What a snapshot is of, and which build made it. */

import { jsonSection, type Section, type Sections } from '../pack/container.ts';
import { BUILD_ID } from './build-id.ts';
import type { NamedRoot } from './place.ts';

const NAME = 'identity';

/** Say in a snapshot what it is of. */
export function identify(sections: Map<string, Section>, roots: readonly NamedRoot[]): void {
  sections.set(NAME, jsonSection([BUILD_ID, roots]));
}

/** Whether a snapshot is one of these roots, made by this build. */
export function isOf(sections: Sections, roots: readonly NamedRoot[]): boolean {
  return sections.text(NAME) === JSON.stringify([BUILD_ID, roots]);
}
