/** A description that claims everything: it draws requests that belong to others. */

import { placeIn } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** Claims without a bound: what follows one may well be the bound. */
const CLAIM =
  /\b(?:(?:for|with|handles?|solves?|answers?|do(?:es)?)\s+(?:any|all|every)\s+(?:kinds? of |types? of )?(?:tasks?|problems?|requests?|questions?|projects?)(?!\s+(?:about|of|that|which|is|are|in|on|with|for|involving|related|done|and|or))|(?:do(?:es)?|handles?|helps? with|good for) (?:every|any)thing(?!\s+(?:about|in|on|of|that|related|to do))|general[- ]purpose (?:assistant|helper|skill)|universal (?:assistant|helper|tool|skill)|all[- ]in[- ]one (?:assistant|helper|skill))\b/i;
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
