/** A trigger so common that it matches a third of the catalogue. */

import { analyze } from '../../../text/analyze.ts';
import { isAbove } from '../../what-if/what-if.ts';
import { phrasesOf } from '../fields.ts';
import { referencesOf } from '../project.ts';
import type { LintRule } from '../rule.ts';

/** Share of the references, those below an index left out for its own triggers, that hold every word of it where they are routed by. */
const COMMON = 1 / 3;
/** A third of a smaller catalogue is one file or two. */
const FEWEST = 9;

export const triggerCommon: LintRule = {
  id: 'trigger-common',
  *check(project) {
    const { references } = project.catalog;
    if (references.length < FEWEST) return;
    const { holders } = project;
    for (const { reference, document } of referencesOf(project)) {
      const isOther = (id: string) => !isAbove(project.catalog, reference.id, id);
      for (const { text, kind, place } of phrasesOf(document)) {
        const terms = [...new Set(analyze(text))];
        if (kind === 'example' || terms.length === 0) continue;
        const sets = terms.map((term) => holders.get(term) ?? new Set<string>()).sort((a, b) => a.size - b.size);
        const [rarest = new Set<string>(), ...others] = sets;
        if (rarest.size < references.length * COMMON) continue;
        const matched = [...rarest].filter((id) => isOther(id) && others.every((set) => set.has(id))).length;
        if (matched < references.length * COMMON) continue;
        const seen = `trigger “${text}”, whose words ${matched} of ${references.length} references hold`;
        yield { path: document.path, place, reason: `Unexpected ${seen}, expected words that few others have` };
      }
    }
  },
};
