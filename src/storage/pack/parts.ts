/** The parts of a pack, laid open for those that ask over them. */

import type { Field } from '../../domain/search.ts';
import type { AllProfiles } from '../../route/profiles.ts';
import type { Vocabulary } from '../../search/vectors/semantic.ts';
import type { Sections } from './container.ts';
import { type FieldPostings, postingsOf } from './postings.ts';
import { createPackedProfiles } from './profiles.ts';
import type { LayoutRecord } from './records.ts';
import { type References, referencesOf } from './references.ts';
import { type TermTable, termTableOf } from './terms.ts';

/** What a pack is read as. */
export interface PackParts {
  readonly sections: Sections;
  readonly references: References;
  readonly terms: TermTable;
  readonly fields: Readonly<Record<Field, FieldPostings>>;
  readonly layout: LayoutRecord;
  readonly profiles: AllProfiles;
}

/** Lay the parts of a pack open. */
export function partsOf(sections: Sections): PackParts {
  const references = referencesOf(sections);
  const terms = termTableOf(sections);
  const fields = postingsOf(sections);
  const layout = sections.json('layout') as LayoutRecord;
  const profiles = createPackedProfiles({ sections, references, terms, fields, layout });
  return { sections, references, terms, fields, layout, profiles };
}

/** The terms references are routed by that the table of words of the pack knows. */
export function vocabularyIn(sections: Sections, terms: TermTable): Vocabulary {
  const ids = sections.uint32('vocabulary');
  return { rows: sections.int32('vocabulary.rows'), termAt: (place) => terms.termAt(ids[place] ?? 0) };
}
