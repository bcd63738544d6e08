/** A document that tells agents to ignore other skills, or to take it before all others. */

import type { LintRule } from '../rule.ts';

const SUPPRESSES =
  /\b(?:(?:ignore|disregard|skip|bypass|override|disable)s?\s+(?:all\s+|any\s+|the\s+|every\s+)*other\s+(?:agent\s+)?(?:skills?|references?|tools?|instructions?)|(?:do not|don['’]t|never)\s+(?:use|load|read|consult|invoke|trigger)\s+(?:any\s+|the\s+)?other\s+(?:skills?|references?)|(?:always\s+)?(?:use|prefer|choose|load|invoke)\s+this\s+(?:skill|reference)\s+(?:instead of|before|over|rather than)\s+(?:any|all|every)\s+others?|takes?\s+(?:precedence|priority)\s+over\s+(?:all|any|every)\s+(?:other\s+)?(?:skills?|references?)|(?:always|must)\s+(?:use|load|invoke|trigger)\s+this\s+(?:skill|reference)\s+(?:for\s+(?:any|every|all)\b|no matter|regardless))/gi;

export const skillsSuppressed: LintRule = {
  id: 'skills-suppressed',
  *check({ documents }) {
    for (const { path, text } of documents) {
      for (const [index, line] of text.split('\n').entries()) {
        for (const match of line.matchAll(SUPPRESSES)) {
          const said = match[0].replace(/\s+/g, ' ');
          const reason = `Unexpected instruction “${said}”, expected what this file is for, and what not`;
          yield { path, place: { line: index + 1, column: match.index + 1 }, reason };
        }
      }
    }
  },
};
