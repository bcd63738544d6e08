/** An HTML comment that speaks to a model: people who read the page do not see it, agents do. */

import type { LintRule } from '../rule.ts';

/** Whom it speaks to and what it wants of them, within one clause; or what nobody says to a person. */
const TO_A_MODEL = new RegExp(
  [
    "\\b(?:AI|LLMs?|language models?|assistants?|chatbots?|agents?|claude|gpt|gemini|copilot|codex)\\b[^\\n.,;:|]{0,40}?\\b(?:must|should|always|never|ignore|obey|do not|don['’]t)\\b",
    '\\b(?:ignore|disregard|forget|override)\\s+(?:all\\s+|any\\s+|the\\s+|your\\s+){0,3}(?:previous|prior|above|earlier|other|system|existing)\\s+(?:instructions?|prompts?|rules?|messages?|skills?)\\b',
    '\\byou\\s+(?:must|are\\s+(?:now|an?\\s+(?:AI|assistant|agent)))\\b',
    '\\bdo\\s+not\\s+(?:tell|mention|reveal|inform)\\b[^\\n.]{0,30}\\b(?:user|anyone)\\b',
    '\\bwithout\\s+(?:asking|telling)\\s+the\\s+user\\b',
  ].join('|'),
  'i',
);
/** Marks of tools, whole: behind a mark that only begins like one anything could stand. */
const OF_TOOLS =
  /^\s*(?:(?:BEGIN|END) GENERATED INDEX[^\n]{0,120}|markdownlint-[\w-]+(?: [\w/-]+)*|prettier-ignore(?:-\w+)?|toc|more|omit in toc)\s*$/i;

export const commentInstructs: LintRule = {
  id: 'comment-instructs',
  *check({ documents }) {
    for (const { path, page } of withComments(documents)) {
      for (const comment of page.comments) {
        if (OF_TOOLS.test(comment.text)) continue;
        const [said] = TO_A_MODEL.exec(comment.text) ?? [];
        if (said === undefined) continue;
        const shown = said.replace(/\s+/g, ' ').slice(0, 60);
        const reason = `Unexpected comment that speaks to a model (“${shown}”), expected instructions where people see them`;
        yield { path, place: { line: comment.line, column: comment.column }, reason };
      }
    }
  },
};

/** Most documents have none, and need not be parsed for them. */
function withComments(documents: Parameters<LintRule['check']>[0]['documents']) {
  return documents.filter(({ text }) => text.includes('<!--') || text.includes(']: #'));
}
