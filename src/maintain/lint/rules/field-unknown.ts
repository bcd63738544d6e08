/** A field of front matter that nobody here reads: often a known one, misspelt. */

import { FIELDS } from '../../../domain/front-matter.ts';
import { didYouMean } from '../../../text/did-you-mean.ts';
import { placeOfField } from '../fields.ts';
import type { LintRule } from '../rule.ts';

/** What signpost reads, the Agent Skills specification defines, or a client of it documents. */
const KNOWN: readonly string[] = [
  ...Object.keys(FIELDS),
  ...['metadata', 'license', 'compatibility', 'allowed-tools'],
  ...['argument-hint', 'model', 'effort', 'context', 'agent', 'hooks'],
  ...['shell', 'when_to_use', 'arguments', 'disallowed-tools'],
  ...['version', 'author', 'tags', 'keywords', 'category'],
];

export const fieldUnknown: LintRule = {
  id: 'field-unknown',
  *check({ documents, config }) {
    const known = [...KNOWN, ...(config.lint?.fields ?? [])];
    for (const document of documents) {
      for (const key of Object.keys(document.parsed.fields)) {
        if (known.includes(key)) continue;
        const meant = didYouMean(key, known);
        const expected =
          meant === undefined ? 'one that is known, or `lint.fields` in signpost.config.json' : `\`${meant}\``;
        const reason = `Unexpected field \`${key}\`, expected ${expected}`;
        yield { path: document.path, place: keyPlace(document.text, key) ?? placeOfField(document, [key]), reason };
      }
    }
  },
};

/** Where a key stands at the start of a line of the front matter, quoted or not. */
function keyPlace(text: string, key: string): { line: number; column: number } | undefined {
  for (const [index, line] of text.split('\n').entries()) {
    if (index > 0 && /^---\s*$/.test(line)) return undefined;
    if (KEY.exec(line)?.[1] === key) return { line: index + 1, column: 1 };
  }
  return undefined;
}

const KEY = /^["']?([^"'\s:]+)["']?\s*:/;
