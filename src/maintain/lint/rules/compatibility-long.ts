/** A `compatibility` longer than the Agent Skills specification allows. */

import { isSkillFile } from '../../../load/catalog/layout.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** Of the specification, in characters. */
const LONGEST = 500;

export const compatibilityLong: LintRule = {
  id: 'compatibility-long',
  *check({ documents }) {
    for (const document of documents) {
      const { compatibility } = document.parsed.fields;
      if (!isSkillFile(document.path) || compatibility === undefined) continue;
      const length = typeof compatibility === 'string' ? [...compatibility].length : undefined;
      if (length !== undefined && length <= LONGEST) continue;
      const seen =
        length === undefined ? '`compatibility` that is no text' : `\`compatibility\` of ${length} characters`;
      const reason = `Unexpected ${seen}, expected a text of at most ${LONGEST}`;
      yield { path: document.path, place: placeOfField(document, ['compatibility']), reason };
    }
  },
};
