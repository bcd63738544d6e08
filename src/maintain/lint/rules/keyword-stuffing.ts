/** A word said over and over in what a reference is routed by. */

import { analyze, phraseKey, splitPhrases, tokenize } from '../../../text/index.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** A word that stands more often in a description, and makes up more than this share of what it says, was put there for a router. */
const MOST_TIMES = 5;
const MOST_SHARE = 1 / 3;
/** The same phrase in the triggers of one reference. */
const MOST_PHRASES = 2;

export const keywordStuffing: LintRule = {
  id: 'keyword-stuffing',
  *check({ documents }) {
    for (const document of documents) {
      const { description = '', triggers = [], name = '' } = document.parsed.fields;
      // What a thing is called has to be said.
      const own = new Set(analyze(name));
      const terms = analyze(description);
      const [term, times] = mostCommon(terms.filter((known) => !own.has(known)));
      if (times > MOST_TIMES && times > MOST_SHARE * terms.length) {
        const word = tokenize(description).find((written) => analyze(written)[0] === term) ?? term;
        const reason = `Unexpected description that says “${word}” ${times} times, expected a sentence`;
        yield { path: document.path, place: placeOfField(document, ['description']), reason };
      }
      const [phrase, repeated] = mostCommon(splitPhrases(triggers).map(phraseKey).filter(Boolean));
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
