/** A description that sends requests to a skill which is not there: they get neither. */

import { didYouMean } from '../../../text/did-you-mean.ts';
import { handoffsOf, isCollection, knownNames, namesOfOthers } from '../handoffs.ts';
import type { LintRule } from '../rule.ts';

export const handoffUnknown: LintRule = {
  id: 'handoff-unknown',
  *check(project) {
    if (!isCollection(project)) return;
    const known = knownNames(project);
    for (const document of project.documents) {
      for (const { name, field, place } of handoffsOf(document)) {
        if (field !== 'description' || known.has(name.toLowerCase())) continue;
        const meant = didYouMean(name, namesOfOthers(known, document));
        const expected =
          meant === undefined ? 'a reference of this root' : `a reference of this root: did you mean \`${meant}\`?`;
        yield { path: document.path, place, reason: `Unexpected handoff to \`${name}\`, expected ${expected}` };
      }
    }
  },
};
