/** A description that claims everything: it draws requests that belong to others. */

import { placeIn } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** Claims without a bound. */
const CLAIM =
  /\b(?:any(?: kind of| type of)?(?: \w+)? (?:task|problem|request|question|project)s?|all (?:tasks|problems|requests|questions)|(?:do(?:es)?|handles?|covers?|helps? with|used? for|good for) (?:every|any)thing(?! (?:about|in|on|to do with|related))|general[- ]purpose (?:assistant|helper|skill)|universal (?:assistant|helper|tool|skill)|all[- ]in[- ]one (?:assistant|helper|skill))\b/i;
/** Something particular: code, a file ending, a path, a number, or a name in capitals behind the first word. */
const PARTICULAR = /`[^`]+`|\B\.[a-z\d]{2,4}\b|\w\/\w|\d|(?<=[^.!?\s]\s)(?=\p{Lu})|\p{Lu}{2,}/u;

export const descriptionUnbounded: LintRule = {
  id: 'description-unbounded',
  *check({ documents }) {
    for (const document of documents) {
      const { description = '' } = document.parsed.fields;
      const [claim] = CLAIM.exec(description) ?? [];
      if (claim === undefined || PARTICULAR.test(description)) continue;
      const reason = `Unexpected claim to “${claim}”, expected what the file is about and when it does not apply`;
      yield { path: document.path, place: placeIn(document, [['description']], claim).place, reason };
    }
  },
};
