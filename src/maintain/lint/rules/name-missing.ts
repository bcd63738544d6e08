/** A SKILL.md without the name that the Agent Skills specification requires. */

import { isSkillFile } from '../../../load/catalog/layout.ts';
import type { LintRule } from '../rule.ts';

export const nameMissing: LintRule = {
  id: 'name-missing',
  *check({ documents }) {
    for (const { path, parsed } of documents) {
      if (!isSkillFile(path) || parsed.fields.name?.trim()) continue;
      const reason = 'Unexpected skill without a `name`, expected the name of its folder';
      yield { path, place: { line: 1, column: 1 }, reason };
    }
  },
};
