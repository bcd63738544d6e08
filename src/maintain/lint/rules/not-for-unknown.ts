/** `not_for` that names a reference which does not exist. */

import { didYouMean } from '../../../text/did-you-mean.ts';
import { handoffsOf, isCollection, knownNames, namesOfOthers } from '../handoffs.ts';
import type { LintRule } from '../rule.ts';

const FILE = /\.mdx?$/i;

export const notForUnknown: LintRule = {
  id: 'not-for-unknown',
  *check(project) {
    const known = knownNames(project);
    const complete = isCollection(project);
    for (const document of project.documents) {
      for (const { name, field, place } of handoffsOf(document)) {
        if (field !== 'not_for' || known.has(name.toLowerCase().replace(/^\.\//, ''))) continue;
        // Another skill may be installed elsewhere, a file of this one may not.
        if (!complete && !FILE.test(name)) continue;
        const meant = didYouMean(name, namesOfOthers(known, document));
        const expected =
          meant === undefined ? 'a reference of this root' : `a reference of this root: did you mean \`${meant}\`?`;
        yield { path: document.path, place, reason: `Unexpected \`${name}\` in \`not_for\`, expected ${expected}` };
      }
    }
  },
};
