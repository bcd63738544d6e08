/** A description longer than the Agent Skills specification allows, and than listings show. */

import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** Of the specification, in characters. */
const LONGEST = 1024;

export const descriptionLong: LintRule = {
  id: 'description-long',
  *check({ documents }) {
    for (const document of documents) {
      const { length } = [...(document.parsed.fields.description ?? '')];
      if (length <= LONGEST) continue;
      const reason = `Unexpected description of ${length} characters, expected at most ${LONGEST}`;
      yield { path: document.path, place: placeOfField(document, ['description']), reason };
    }
  },
};
