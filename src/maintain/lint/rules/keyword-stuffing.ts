/** A word said over and over in what a reference is routed by. */

import { analyze, splitPhrases, tokenize } from '../../../text/index.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** A word that stands this often in a description, and makes up this share of it, was put there for a router. */
const MOST_TIMES = 5;
const MOST_SHARE = 0.2;
/** The same phrase in the triggers of one reference. */
const MOST_PHRASES = 2;

export const keywordStuffing: LintRule = {
  id: 'keyword-stuffing',
  *check({ documents }) {
    for (const document of documents) {
      const { description = '', triggers = [] } = document.parsed.fields;
      const [word, times] = mostCommon(analyze(description));
      if (times > MOST_TIMES && times > MOST_SHARE * tokenize(description).length) {
        const reason = `Unexpected description that says “${word}” ${times} times, expected a sentence`;
        yield { path: document.path, place: placeOfField(document, ['description']), reason };
      }
      const [phrase, repeated] = mostCommon(
        splitPhrases(triggers)
          .map((trigger) => [...new Set(analyze(trigger))].sort().join(' '))
          .filter(Boolean),
      );
      if (repeated > MOST_PHRASES) {
        const reason = `Unexpected trigger “${phrase}” ${repeated} times, expected it once`;
        yield { path: document.path, place: placeOfField(document, ['triggers'], ['metadata', 'triggers']), reason };
      }
    }
  },
};

function mostCommon(words: readonly string[]): readonly [word: string, times: number] {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))[0] ?? ['', 0];
}
