/** Characters that a person does not see and a model reads, or that turn the direction of what a person sees. */

import type { LintRule } from '../rule.ts';

/** Zero-width and filler characters, controls of direction, joiners, tags, and selectors of variants that select none. */
const INVISIBLE =
  /[\ufe00-\ufe0e]{2,}|\u034f|[\u{e0100}-\u{e01ef}]|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e007f}]/gu;
/** A joiner is a part of emoji and of scripts whose letters join. */
const JOINED =
  /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f|\p{M}|[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Gujarati}\p{Script=Khmer}])$/u;
/** Tags spell out the flag of a region. */
const FLAGGED = /\u{1f3f4}[\u{e0020}-\u{e007f}]*$/u;
/** As many kinds as a message names. */
const NAMED = 3;

export const unicodeInvisible: LintRule = {
  id: 'unicode-invisible',
  *check({ documents }) {
    for (const { path, text } of documents) {
      // Only a quick look: most documents have none of them.
      if (text.search(INVISIBLE) === -1) continue;
      for (const [index, line] of text.split('\n').entries()) {
        const found = [...line.matchAll(INVISIBLE)].filter(({ 0: char, index: at }) => !isText(char, line, at, index));
        const [first] = found;
        if (!first) continue;
        const kinds = [...new Set(found.map(([char]) => codeOf(char)))];
        const more = kinds.length > NAMED ? ` and ${kinds.length - NAMED} more` : '';
        const seen = found.length === 1 ? 'character' : `characters (${found.length})`;
        const reason = `Unexpected invisible ${seen} ${kinds.slice(0, NAMED).join(', ')}${more}, expected text that people see`;
        yield { path, place: { line: index + 1, column: first.index + 1 }, reason };
      }
    }
  },
};

/** Whether a character belongs to what people see there: it joins letters or emoji, spells a flag, or marks the file's start. */
function isText(char: string, line: string, at: number, lineIndex: number): boolean {
  if (char === '\ufeff') return lineIndex === 0 && at === 0;
  const before = line.slice(Math.max(0, at - 16), at);
  if (char === '\u200c' || char === '\u200d') return JOINED.test(before);
  return char >= '\u{e0000}' && FLAGGED.test(before);
}

function codeOf(char: string): string {
  return `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
