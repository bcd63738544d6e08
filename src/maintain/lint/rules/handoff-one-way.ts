/** A reference that sends requests to another, which does not send any back: the other one draws them all. */

import { handoffsOf, knownNames } from '../handoffs.ts';
import type { LintRule } from '../rule.ts';

export const handoffOneWay: LintRule = {
  id: 'handoff-one-way',
  *check(project) {
    const known = knownNames(project);
    const sends = new Map(
      project.documents.map((document) => [
        document.path,
        new Set(handoffsOf(document).map(({ name }) => known.get(name.toLowerCase())?.path)),
      ]),
    );
    for (const document of project.documents) {
      for (const { name, place } of handoffsOf(document)) {
        const other = known.get(name.toLowerCase());
        if (!other || other.path === document.path || sends.get(other.path)?.has(document.path)) continue;
        const reason = `Unexpected handoff to \`${name}\` that is not returned, expected \`${other.path}\` to say what is for \`${document.path}\``;
        yield { path: document.path, place, reason };
      }
    }
  },
};
