/** A document that tells agents to ignore other skills, or to take it before all others. */

import type { LintRule } from '../rule.ts';

const SUPPRESSES = new RegExp(
  [
    '\\b(?:ignore|disregard|skip|bypass|override|disable)s?\\s+(?:(?:all|any|the|every)\\s+){0,3}other\\s+(?:agent\\s+)?(?:skills?|references?|tools?|instructions?)\\b',
    "\\b(?:do not|don['’]t|never)\\s+(?:use|load|read|consult|invoke|trigger)\\s+(?:any\\s+|the\\s+)?other\\s+(?:skills?|references?)\\b",
    '\\b(?:use|prefer|choose|load|invoke)\\s+this\\s+(?:skill|reference)\\s+(?:instead of|before|over|rather than)\\s+(?:any|all|every)\\s+others?\\b',
    '\\btakes?\\s+(?:precedence|priority)\\s+over\\s+(?:all|any|every)\\s+(?:other\\s+)?(?:skills?|references?)\\b',
    // "For any task" knows no bound, "for any task on tabs" does.
    '\\b(?:always|must)\\s+(?:use|load|invoke|trigger)\\s+this\\s+(?:skill|reference)\\s+(?:for\\s+(?:any|every|all)\\s+(?:tasks?|requests?|questions?|messages?|prompts?|conversations?)\\s*(?:[.,;!]|$)|no matter what|regardless of)',
  ].join('|'),
  'gim',
);

export const skillsSuppressed: LintRule = {
  id: 'skills-suppressed',
  *check({ documents }) {
    for (const { path, text } of documents) {
      for (const match of text.matchAll(SUPPRESSES)) {
        const before = text.slice(0, match.index).split('\n');
        const place = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
        const said = match[0].replace(/\s+/g, ' ').trim();
        yield { path, place, reason: `Unexpected instruction “${said}”, expected what this file is for, and what not` };
      }
    }
  },
};
