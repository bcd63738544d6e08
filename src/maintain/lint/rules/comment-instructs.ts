/** An HTML comment that speaks to a model: people who read the page do not see it, agents do. */

import type { LintRule } from '../rule.ts';

/** Whom it speaks to, with what it wants of them. */
const TO_A_MODEL =
  /\b(?:(?:AI|LLM|language model|assistant|chatbot|agents?|claude|gpt|gemini|copilot|codex)\b[\s\S]{0,80}?\b(?:must|should|always|never|ignore|do not|don['’]t|execute|run|send|follow|obey|read|use)|(?:ignore|disregard|forget|override)\s+(?:all\s+|any\s+|the\s+|your\s+)*(?:previous|prior|above|earlier|other|system|existing)\s+(?:instructions?|prompts?|rules?|messages?|skills?)|you\s+(?:must|are\s+(?:now|an?\s+(?:AI|assistant|agent)))|system\s+prompt|do\s+not\s+(?:tell|mention|reveal|inform)\b[\s\S]{0,30}\b(?:user|anyone)|without\s+(?:asking|telling)\s+the\s+user)\b/i;
/** What tools leave behind, and what speaks of the page rather than to its reader. */
const OF_TOOLS =
  /^\s*(?:(?:BEGIN|END) GENERATED|markdownlint-|prettier-ignore|textlint-|vale |signpost-|toc\b|more\s*$|TODO|FIXME|eslint-|spell-?check|cspell|<!\[|omit in toc)/i;

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
  return documents.filter(({ text }) => text.includes('<!--'));
}
