/** Skills whose names and descriptions together are more than a client lists: it drops some without a word. */

import { isSkillFile } from '../../../load/catalog/layout.ts';
import type { LintRule } from '../rule.ts';

/** Characters of listing that Claude Code had by default when skills came (`SLASH_COMMAND_TOOL_CHAR_BUDGET`). */
const DEFAULT_BUDGET = 15_000;

export const catalogOverBudget: LintRule = {
  id: 'catalog-over-budget',
  *check({ documents, config }) {
    const skills = documents.filter(({ path }) => isSkillFile(path));
    const budget = config.lint?.listing ?? DEFAULT_BUDGET;
    let characters = 0;
    for (const { parsed } of skills) {
      const { name = '', description = '' } = parsed.fields;
      characters += [...name].length + [...description].length;
    }
    if (characters <= budget) return;
    const seen = `${skills.length} skills whose names and descriptions have ${characters} characters`;
    yield { path: '', reason: `Unexpected ${seen}, expected at most ${budget}: a client lists no more` };
  },
};
