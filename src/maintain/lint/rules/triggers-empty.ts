/** `triggers`, `examples` or `not_for` without a phrase in it, or with an item that says nothing. */

import { analyze } from '../../../text/analyze.ts';
import { splitPhrases } from '../../../text/phrases.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

const FIELDS = ['triggers', 'examples', 'not_for'] as const;

export const triggersEmpty: LintRule = {
  id: 'triggers-empty',
  *check({ documents }) {
    for (const document of documents) {
      const { path, text, parsed } = document;
      for (const field of FIELDS) {
        const items = parsed.fields[field];
        // A field without anything in it is left out when it is read.
        if (items === undefined || items.length === 0) {
          if (!new RegExp(`^${field}:`, 'm').test(frontMatterOf(text))) continue;
          yield {
            path,
            place: placeOfField(document, [field]),
            reason: `Unexpected \`${field}\` without an item, expected a list of phrases`,
          };
          continue;
        }
        for (const [index, item] of items.entries()) {
          const place = () => placeOfField(document, [field, index], [field]);
          if (item.trim() === '') {
            yield { path, place: place(), reason: `Unexpected empty item of \`${field}\`, expected a phrase` };
          } else if (splitPhrases([item]).every((phrase) => analyze(phrase).length === 0)) {
            yield {
              path,
              place: place(),
              reason: `Unexpected item \`${item}\` of stop words alone in \`${field}\`, expected a phrase that tells something`,
            };
          }
        }
      }
    }
  },
};

function frontMatterOf(text: string): string {
  return /^\ufeff?---[^\n]*\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
}
